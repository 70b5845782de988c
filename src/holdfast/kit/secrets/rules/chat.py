"""Where people talk: Slack, Discord, Telegram, Teams, and social networks."""

from functools import partial

from holdfast.kit.secrets.plausible import stands_in_no_base64
from holdfast.kit.secrets.rule import Rule
from holdfast.kit.secrets.shapes import UUID, assigned, token, webhook

_slack = partial(token, provider="Slack")
_DISCORD_ID = "(?:[MNO][DTjz][AEIMQUYcgk][w-z0-5]){5}[MNO][DTjz0-9A-Za-z]{1,9}"
"""Base64 of a user's number: decimal digits leave only these letters at each place."""


RULES = (
    _slack(
        "slack-bot-token",
        "Slack bot token",
        r"xoxb-\d{9,14}-(?:\d{9,14}-)?[0-9A-Za-z]{18,34}",
        "xoxb-<d12>-<d12>-<w18>",
        positive=("xoxb-<d12>-<w24>",),
    ),
    _slack(
        "slack-user-token",
        "Slack user token",
        r"xoxp-(?:\d{9,14}-){2,3}[0-9a-z]{24,40}",
        "xoxp-<d12>-<d12>-<d12>-<h24>",
    ),
    _slack(
        "slack-legacy-token",
        "Slack workspace or refresh token",
        r"xox[aors]-(?:\d-)?(?:\d{5,14}-){1,3}[0-9A-Za-z]{10,64}",
        "xoxa-2-<d12>-<d12>-<h10>",
        near="xoxa-2-<d4>-<h8>",
        keywords=("xoxa-", "xoxo-", "xoxr-", "xoxs-"),
    ),
    _slack(
        "slack-browser-token",
        "Slack browser session token",
        r"xoxc-(?:\d{9,14}-){3}[0-9a-f]{64}",
        "xoxc-<d12>-<d12>-<d12>-<h64>",
    ),
    _slack("slack-cookie", "Slack session cookie", r"xoxd-[0-9A-Za-z%+/=]{100,}", "xoxd-<w100>", reach=500),
    _slack(
        "slack-app-token",
        "Slack app-level token",
        r"xapp-\d-[0-9A-Z]{9,15}-\d{9,15}-[0-9a-f]{64}",
        "xapp-1-<A11>-<d13>-<h64>",
    ),
    _slack(
        "slack-configuration-token",
        "Slack configuration token",
        r"xoxe(?:\.xox[bp])?-\d-[0-9A-Za-z]{140,}",
        "xoxe.xoxp-1-<w140>",
        keywords=("xoxe.", "xoxe-"),
        positive=("xoxe-1-<w146>",),
    ),
    webhook(
        "slack-webhook",
        "Slack incoming webhook",
        r"hooks\.slack\.com",
        r"/(?:services|workflows|triggers)/[0-9A-Z]{8,14}/[0-9A-Z]{8,20}/[0-9A-Za-z/]{16,60}",
        provider="Slack",
        examples=("hooks.slack.com/services/T<A9>/B<A9>/<w24>", "hooks.slack.com/services/T00/B00/XXXX"),
    ),
    Rule(
        id="discord-bot-token",
        title="Discord bot token",
        provider="Discord",
        pattern=rf"\b({_DISCORD_ID}\.[0-9A-Za-z_\-]{{6}}\.[0-9A-Za-z_\-]{{27,38}})(?:[^0-9A-Za-z_\-]|\z)",
        keywords=(),
        positive=(
            "MTIzNDU2Nzg5MDEyMzQ1Njc4.<w6>.<x27>",
            'client.login("NzkyNzE1NDU0MTk2MDg4ODQy.<w6>.<x38>")',
        ),
        negative=("MTIzNDU2Nzg5MDEyMzQ1Njc4.<w6>.<x20>", "com.example.Mapping.handle.<w27>"),
    ),
    webhook(
        "discord-webhook",
        "Discord webhook",
        r"discord(?:app)?\.com/api",
        r"(?:/v\d+)?/webhooks/\d{17,20}/[0-9A-Za-z_\-]{60,70}",
        provider="Discord",
        examples=("discord.com/api/webhooks/<d18>/<x68>", "discord.com/api/webhooks/<d18>/<x20>"),
    ),
    assigned(
        "discord-client-secret",
        "Discord OAuth client secret",
        "discord",
        r"[0-9A-Za-z_\-]{32}",
        "<x32>",
        kinds="secret",
        provider="Discord",
    ),
    Rule(
        id="telegram-bot-token",
        title="Telegram bot token",
        provider="Telegram",
        pattern=r"(?:\b|bot)(\d{8,10}:AA[0-9A-Za-z_\-]{33})(?:[^0-9A-Za-z_\-]|\z)",
        keywords=(":AA",),
        before=18,
        positive=("token=<d9>:AA<x33>", "https://api.telegram.example/bot<d10>:AA<x33>/getMe"),
        negative=("<d9>:AA<x30>", "12:AA<x33>"),
    ),
    webhook(
        "teams-webhook",
        "Microsoft Teams webhook",
        r"webhook\.office\.com",
        rf"/webhookb2/{UUID}@{UUID}/IncomingWebhook/[0-9a-f]{{32}}/{UUID}",
        provider="Microsoft",
        examples=(
            "a.webhook.office.com/webhookb2/<uuid>@<uuid>/IncomingWebhook/<h32>/<uuid>",
            "a.webhook.office.com/webhookb2/<uuid>",
        ),
    ),
    webhook(
        "google-chat-webhook",
        "Google Chat webhook",
        r"chat\.googleapis\.com",
        r"/v1/spaces/[0-9A-Za-z_\-]{8,20}/messages\?key=[0-9A-Za-z_\-]{39}&(?:amp;)?token=[0-9A-Za-z_\-%]{40,80}",
        provider="Google",
        examples=(
            "chat.googleapis.com/v1/spaces/<w11>/messages?key=AIza<x35>&token=<x43>",
            "chat.googleapis.com/v1/spaces/<w11>/messages?key=AIza",
        ),
    ),
    webhook(
        "zapier-webhook",
        "Zapier webhook",
        r"hooks\.zapier\.com",
        r"/hooks/catch/\d{5,12}/[0-9a-z]{6,12}",
        provider="Zapier",
        examples=("hooks.zapier.com/hooks/catch/<d8>/<a7>", "hooks.zapier.com/hooks/catch/"),
    ),
    assigned(
        "mattermost-token",
        "Mattermost access token",
        "mattermost",
        "[0-9a-z]{26}",
        "<a26>",
        provider="Mattermost",
    ),
    token(
        "facebook-access-token",
        "Facebook access token",
        "EAA[A-Z][0-9A-Za-z]{90,}",
        "EAAC<w90>",
        provider="Meta",
        keywords=("EAA",),
        judge=stands_in_no_base64,
        negative=("AAAA/EAAC<w90>/AAAA",),
    ),
    assigned(
        "facebook-app-secret",
        "Facebook app secret",
        "facebook|fb_app|meta_app",
        "[0-9a-f]{32}",
        "<h32>",
        kinds="secret",
        provider="Meta",
    ),
    assigned(
        "twitter-bearer-token",
        "X (Twitter) bearer token",
        "twitter|x_bearer|x_api",
        "A{20,24}[0-9A-Za-z%]{60,}",
        "AAAAAAAAAAAAAAAAAAAAAA<w60>",
        kinds="bearer|token",
        provider="X",
        negative=("twitter_bearer = AAAA<w50>",),
    ),
    assigned(
        "twitter-api-secret",
        "X (Twitter) API secret",
        "twitter",
        "[0-9A-Za-z]{50}|[0-9A-Za-z]{45}",
        "<w45>",
        kinds="secret",
        provider="X",
    ),
    assigned(
        "linkedin-client-secret",
        "LinkedIn client secret",
        "linkedin",
        "[0-9A-Za-z]{16}",
        "<w16>",
        kinds="secret",
        provider="LinkedIn",
    ),
    assigned("twitch-token", "Twitch token", "twitch", "[0-9a-z]{30}", "<a30>", provider="Twitch"),
)
