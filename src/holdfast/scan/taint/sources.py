"""Where text from outside comes in, and what is not chosen by the sender. A data table."""

import re
from functools import lru_cache

SAFE_PARTS = frozenset(
    [
        "method",
        "user",
        "session",
        "app",
        "state",
        "scheme",
        "is_secure",
        "is_json",
        "endpoint",
        "blueprint",
        "content_length",
        "remote_addr",
        "client",
        "encoding",
        "content_type",
        "mimetype",
        "resolver_match",
        "url_for",
        "is_xhr",
        "db",
        "tenant",
        "auth",
        "site",
        "htmx",
        "user_id",
        "max_content_length",
    ]
)
"""Parts of a request that its sender does not choose, or not freely."""

WEB_PACKAGES = frozenset(
    [
        "flask",
        "fastapi",
        "starlette",
        "django",
        "rest_framework",
        "quart",
        "sanic",
        "bottle",
        "aiohttp",
        "tornado",
        "pyramid",
        "falcon",
        "litestar",
        "cherrypy",
        "flask_restful",
        "flask_restx",
        "ninja",
    ]
)
ROUTES = frozenset(
    [
        "route",
        "get",
        "post",
        "put",
        "patch",
        "delete",
        "head",
        "options",
        "api_route",
        "websocket",
        "view",
        "expose",
    ]
)
"""Decorators that make a function a handler."""

FREE_TYPES = frozenset(
    [
        "int",
        "float",
        "bool",
        "complex",
        "UUID",
        "UUID1",
        "UUID4",
        "date",
        "datetime",
        "timedelta",
        "Decimal",
        "PositiveInt",
        "NonNegativeInt",
        "IPv4Address",
        "Literal",
        "BackgroundTasks",
        "Response",
        "Session",
        "AsyncSession",
        "WebSocket",
        "conint",
        "EmailStr",
        "SecurityScopes",
    ]
)
"""Annotations of FastAPI parameters that let no free text through, or are not filled from the request."""

INJECTED = frozenset({"Depends", "Security", "Provide", "Inject"})
"""Defaults that say the framework fills the parameter with something of the program's own."""

NUMERIC_CONVERTERS = frozenset({"int", "float", "uuid"})

HANDLER_BASES = ("tornado.web.RequestHandler", "RequestHandler", "BaseHandler")
VIEW_BASE = re.compile(r"(View|ViewSet|Mixin|Resource|Handler|HTTPEndpoint|MethodView|APIView)$")

WRAPPER = "@wrapper"
"""What a foreign function made of a request."""
GETTER = re.compile(
    r"(get|read|fetch)_?\w*(param|header|cookie|query|form|arg|value|field|body)|(param|args|form|query|body)",
    re.IGNORECASE,
)

SECRET = re.compile(
    r"(?:\w*(?:api_?key|access_?key|private_?key|secret|passw(?:or)?d|passphrase|credentials?)|authorization|(?:\w*_)?(?<!csrf_)token|\w*(?:access|refresh|auth|bearer|session|api|user|jwt)token)",
    re.IGNORECASE,
)
ABOUT_SECRETS = re.compile(
    r"(has|is|can|should|needs|with|no|show|hide|toggle|forgot|reset|change|update|on|handle|check|validate"
    r"|verify|hash|compare|require|set|get|use|send|create|delete|remove)(_|[A-Z])"
)
"""Beginnings of names that tell of a secret, or do something with one."""
GUESSABLE = re.compile(
    r"token|secret|passw|(?<![a-z])sid(?![a-z])|pin\b|otp|key|nonce|salt|sess|csrf|auth|ticket|credential|cookie|remember|code|verif|invit|reset|uuid|voucher|coupon",
    re.IGNORECASE,
)
"""Names of what nobody may guess."""

RANDOM = frozenset(
    [
        "random",
        "randint",
        "randrange",
        "choice",
        "choices",
        "sample",
        "uniform",
        "getrandbits",
        "randbytes",
        "gauss",
        "normalvariate",
        "triangular",
        "betavariate",
        "expovariate",
        "gammavariate",
        "lognormvariate",
        "paretovariate",
        "vonmisesvariate",
        "weibullvariate",
        "shuffle",
        "binomialvariate",
        "rand",
        "randn",
        "bytes",
    ]
)


@lru_cache(4096)
def is_secret(name: str) -> bool:
    """Whether a name says that it holds a secret."""
    return SECRET.fullmatch(name) is not None and ABOUT_SECRETS.match(name) is None


def is_web(imports: frozenset[str]) -> bool:
    """Whether a file that imports these packages is part of a web application."""
    return not imports.isdisjoint(WEB_PACKAGES)


EVENT = "@event"
"""What AWS Lambda hands to a function."""
TRUSTED_EVENTS = frozenset({"CodePipeline.job", "RequestType", "StackId"})
"""Parts of an event that the owner of the account wrote: jobs of pipelines, changes of stacks."""

EVENT_HANDLER = re.compile(r"(lambda_)?handler")
"""Functions that AWS Lambda calls with an event and a context."""
