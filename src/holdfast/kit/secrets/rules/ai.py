"""Language models and machine learning."""

from functools import partial

from holdfast.kit.secrets.shapes import UUID, assigned, token

_openai = partial(token, provider="OpenAI", keywords=("T3BlbkFJ",), severity="high")
_anthropic = partial(token, provider="Anthropic")

RULES = (
    # OpenAI's keys hold its name in base64 in their middle.
    _openai(
        "openai-project-key",
        "OpenAI project key",
        r"sk-(?:proj|svcacct|admin|None)-[0-9A-Za-z_\-]{20,}T3BlbkFJ[0-9A-Za-z_\-]{20,}",
        "sk-proj-<x74>T3BlbkFJ<x20>",
        before=150,
    ),
    _openai(
        "openai-key",
        "OpenAI API key",
        "sk-[0-9A-Za-z]{20}T3BlbkFJ[0-9A-Za-z]{20}",
        "sk-<w20>T3BlbkFJ<w20>",
        before=40,
    ),
    _anthropic(
        "anthropic-key",
        "Anthropic API key",
        r"sk-ant-api\d\d-[0-9A-Za-z_\-]{93}AA",
        "sk-ant-api03-<x93>AA",
        keywords=("sk-ant-api",),
    ),
    _anthropic(
        "anthropic-admin-key",
        "Anthropic admin key",
        r"sk-ant-admin\d\d-[0-9A-Za-z_\-]{93}AA",
        "sk-ant-admin01-<x93>AA",
        keywords=("sk-ant-admin",),
        severity="critical",
    ),
    _anthropic(
        "anthropic-oauth-token",
        "Anthropic OAuth token",
        r"sk-ant-o[ar]t\d\d-[0-9A-Za-z_\-]{80,}",
        "sk-ant-oat01-<x80>",
        keywords=("sk-ant-oat", "sk-ant-ort"),
    ),
    token(
        "huggingface-token",
        "Hugging Face access token",
        "hf_[0-9A-Za-z]{34,40}",
        "hf_<w34>",
        provider="Hugging Face",
    ),
    token(
        "huggingface-organization-token",
        "Hugging Face organization token",
        "api_org_[0-9A-Za-z]{34}",
        "api_org_<w34>",
        provider="Hugging Face",
    ),
    assigned("cohere-key", "Cohere API key", "cohere|co_api", "[0-9A-Za-z]{40}", "<w40>", provider="Cohere"),
    assigned("mistral-key", "Mistral API key", "mistral", "[0-9A-Za-z]{32}", "<w32>", provider="Mistral"),
    token("groq-key", "Groq API key", "gsk_[0-9A-Za-z]{52}", "gsk_<w52>", provider="Groq"),
    token("replicate-token", "Replicate API token", "r8_[0-9A-Za-z]{37}", "r8_<w37>", provider="Replicate"),
    token(
        "perplexity-key", "Perplexity API key", "pplx-[0-9A-Za-z]{48,56}", "pplx-<w48>", provider="Perplexity"
    ),
    token(
        "openrouter-key",
        "OpenRouter API key",
        "sk-or-v1-[0-9a-f]{64}",
        "sk-or-v1-<h64>",
        provider="OpenRouter",
    ),
    token("xai-key", "xAI API key", "xai-[0-9A-Za-z]{80}", "xai-<w80>", provider="xAI"),
    token(
        "together-key",
        "Together AI API key",
        r"tgp_v1_[0-9A-Za-z_\-]{43}",
        "tgp_v1_<x43>",
        provider="Together AI",
    ),
    assigned(
        "deepseek-key", "DeepSeek API key", "deepseek", "sk-[0-9a-f]{32}", "sk-<h32>", provider="DeepSeek"
    ),
    assigned(
        "elevenlabs-key",
        "ElevenLabs API key",
        "elevenlabs|eleven_labs|xi-api|xi_api",
        "(?:sk_[0-9a-f]{48}|[0-9a-f]{32})",
        "sk_<h48>",
        provider="ElevenLabs",
    ),
    assigned(
        "stability-key",
        "Stability AI API key",
        "stability",
        "sk-[0-9A-Za-z]{48}",
        "sk-<w48>",
        provider="Stability AI",
    ),
    assigned(
        "assemblyai-key",
        "AssemblyAI API key",
        "assemblyai|assembly_ai",
        "[0-9a-f]{32}",
        "<h32>",
        provider="AssemblyAI",
    ),
    assigned("deepgram-key", "Deepgram API key", "deepgram", "[0-9a-f]{40}", "<h40>", provider="Deepgram"),
    token(
        "langsmith-key",
        "LangSmith API key",
        "lsv2_(?:pt|sk)_[0-9a-f]{32}_[0-9a-f]{10}",
        "lsv2_pt_<h32>_<h10>",
        provider="LangChain",
        keywords=("lsv2_",),
    ),
    token(
        "langfuse-key",
        "Langfuse secret key",
        f"sk-lf-{UUID}",
        "sk-lf-<uuid>",
        provider="Langfuse",
        keywords=("sk-lf-",),
    ),
    token(
        "pinecone-key",
        "Pinecone API key",
        "pcsk_[0-9A-Za-z]{5,6}_[0-9A-Za-z]{63}",
        "pcsk_<w5>_<w63>",
        provider="Pinecone",
    ),
    assigned(
        "wandb-key", "Weights & Biases API key", "wandb", "[0-9a-f]{40}", "<h40>", provider="Weights & Biases"
    ),
    assigned(
        "voyage-key",
        "Voyage AI API key",
        "voyage",
        r"pa-[0-9A-Za-z_\-]{43}",
        "pa-<x43>",
        provider="Voyage AI",
    ),
    token("cerebras-key", "Cerebras API key", "csk-[0-9a-z]{48}", "csk-<a48>", provider="Cerebras"),
    token("nvidia-key", "NVIDIA API key", r"nvapi-[0-9A-Za-z_\-]{64}", "nvapi-<x64>", provider="NVIDIA"),
    token(
        "tavily-key",
        "Tavily API key",
        r"tvly-(?:dev-|prod-)?[0-9A-Za-z]{32}",
        "tvly-<w32>",
        provider="Tavily",
    ),
    token(
        "jina-key",
        "Jina AI API key",
        r"jina_[0-9a-f]{32}[0-9A-Za-z_\-]{28}",
        "jina_<h32><x28>",
        provider="Jina AI",
    ),
    token("firecrawl-key", "Firecrawl API key", "fc-[0-9a-f]{32}", "fc-<h32>", provider="Firecrawl"),
)
