"""Where text from outside comes in: requests, addresses of pages, messages, events. A data table."""

import re

from holdfast.scan.javascript.sinks import words

RESPONSE = "@response"
PLAIN_RESPONSE = "@plain-response"
"""A response that was told to be no page."""
CONTEXT = "@context"
"""What Koa and Hono hand to a function: request and response in one."""
PROPS = "@props"
"""What Next.js and Remix hand to a page or loader."""
EVENT = "@event"
"""What AWS Lambda or another window hands to a function."""
SESSION = "@session"

REQUEST_NAMES = frozenset({"req", "request", "_req", "_request"})
RESPONSE_NAMES = frozenset({"res", "response", "reply", "_res", "resp"})
CONTEXT_NAMES = frozenset({"ctx", "context", "c"})
EVENT_NAMES = frozenset({"event", "evt", "_event", "e", "ev"})
REQUEST_TYPES = re.compile(
    r"\b(Request|IncomingMessage|NextApiRequest|NextRequest|FastifyRequest|\w+Request)\b"
)
RESPONSE_TYPES = re.compile(r"\b(Response|ServerResponse|NextApiResponse|FastifyReply|\w+Response)\b")
CONTEXT_PACKAGES = frozenset({"koa", "hono", "@koa/router", "koa-router", "koa-body", "koa-bodyparser"})
HANDLER = re.compile(r"(^|\.)(\w*[hH]andler|main|default)$")
"""Functions that AWS Lambda calls."""
LOADERS = frozenset(
    {"getServerSideProps", "getStaticProps", "generateMetadata", "loader", "action", "getInitialProps"}
)
DECORATORS = frozenset({"Query", "Body", "Param", "Params", "Headers", "Cookies", "Cookie", "QueryParam",
                        "BodyParam", "UploadedFile", "HeaderParam", "Arg", "Args"})  # fmt: skip
"""Decorators of parameters that the request fills."""
WHOLE_DECORATORS = frozenset({"Req", "Request"})
FREE_TYPES = re.compile(r"\b(number|boolean|bigint|Date)\b")

REQUEST_PARTS = words(
    "body query params headers cookies signedCookies url originalUrl path hostname host get header param "
    "json text parseBody queries formData arrayBuffer blob file files rawBody nextUrl search href "
    "payload rawHeaders trailers fields querystring referrer read routerPath raw"
)
"""Parts of a request that its sender chooses. Everything else was put there by the program."""

CONTEXT_PARTS = words(
    "query params headers header cookies cookie url originalUrl path href querystring search body get "
    "host hostname rawBody files"
)
"""Parts of a context that the sender chooses."""

PROPS_PARTS = frozenset({"searchParams", "params", "query", "slug"})
UPLOADED_PARTS = frozenset({"path", "filename", "size", "destination", "fieldname", "encoding"})
"""What the server itself says of an uploaded file."""

ADDRESSES = words(
    "location location.search location.hash location.href location.pathname document.location "
    "document.location.search document.location.hash document.location.href document.URL "
    "document.documentURI document.referrer document.baseURI window.name top.location parent.location "
    "location.toString() document.cookie"
)
"""What a link, the opener or another window brings to a page."""

READERS = words(
    "next.navigation.useSearchParams next.navigation.useParams next.router.useRouter "
    "react-router-dom.useSearchParams react-router-dom.useParams react-router-dom.useLocation "
    "react-router.useParams react-router.useLocation react-router.useSearchParams next.headers.headers "
    "next.headers.cookies vue-router.useRoute prompt"
)
"""Functions whose answer is from outside."""

VALUE_OF = re.compile(r"(\.|^)(target|currentTarget)\.value$")
"""What was typed into a field."""

SENDERS = re.compile(r"(socket|ws|wss|conn|client|channel|io|peer|connection)(\(\))?$", re.IGNORECASE)
"""What sends messages to the functions that listen to it."""

GLOBALS = frozenset({"window", "globalThis", "self", "global", "top", "frames"})
