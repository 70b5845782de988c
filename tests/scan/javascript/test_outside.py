"""What a request, a page or a message brings is from outside, what the server sets is not."""

import pytest

from holdfast.scan.javascript import outside
from scan.javascript.asking import certain, later

ASSIGNED = "a function that is assigned to onmessage is not known to be called"


def runs(expression, parameters, prelude=""):
    """Whether an expression, run as code in a handler with those parameters, is from outside."""
    text = f"{prelude}\napp.use(async ({parameters}) => {{\n  eval({expression});\n}});\n"
    return certain(text) == {"code-injection"}


@pytest.mark.parametrize(
    "part",
    [
        "req.query.a", "req.query['a']", "req.params.a", "req.params[0]", "req.body", "req.body.a.b",
        "req.body[0].a", "req.headers['x-a']", "req.headers.cookie", "req.cookies.a", "req.signedCookies.a",
        "req.get('X-A')", "req.header('X-A')", "req.param('a')", "req.url", "req.originalUrl", "req.path",
        "req.hostname", "req?.query?.a", "(req.query as any).a", "req.query!.a", "req.rawBody.toString()",
        "req.files.a.name", "req.file.originalname", "req.files[0].originalname",
    ],
)  # fmt: skip
def test_what_the_sender_of_a_request_writes_is_from_outside(part):
    assert runs(part, "req, res")


@pytest.mark.parametrize(
    "part",
    [
        "method", "app", "protocol", "secure", "ip", "ips", "route", "baseUrl", "httpVersion", "socket",
        "auth", "connection", "signal", "tenant", "id", "db", "prisma", "currentUser", "jwt", "i18n",
    ],
)  # fmt: skip
def test_what_the_server_says_of_a_request_is_not(part):
    assert not runs(f"req.{part}.name", "req, res")


@pytest.mark.parametrize(
    "part", ["req.user.name", "req.user!.id", "req.method", "req.ip", "req.app.get('title')", "req.socket.id"]
)
def test_the_user_who_is_signed_in_is_not_chosen_by_the_sender(part):
    assert not runs(part, "req, res")


@pytest.mark.parametrize("part", ["path", "filename", "size", "destination", "fieldname"])
def test_what_the_server_calls_an_uploaded_file_is_not_from_outside(part):
    assert not runs(f"req.file.{part}", "req, res")


@pytest.mark.parametrize(
    "part",
    [
        "ctx.query.a", "ctx.params.a", "ctx.request.body.a", "ctx.request.query.a", "ctx.headers['x-a']",
        "ctx.get('X-A')", "ctx.cookies.get('a')", "ctx.url", "ctx.path", "ctx.req.url", "ctx.querystring",
    ],
)  # fmt: skip
def test_parts_of_a_context_of_koa_are_from_outside(part):
    assert runs(part, "ctx, next", 'const Koa = require("koa");')


@pytest.mark.parametrize("part", ["ctx.state.user.name", "ctx.status", "ctx.app.name", "ctx.method"])
def test_other_parts_of_a_context_of_koa_are_not(part):
    assert not runs(part, "ctx, next", 'const Koa = require("koa");')


@pytest.mark.parametrize(
    "part",
    [
        "c.req.query('a')", "c.req.param('a')", "c.req.header('X-A')", "(await c.req.json()).a",
        "c.req.url",
        "(await c.req.parseBody()).a",
        "c.req.queries('a')",
        "await c.req.text()",
    ],
)  # fmt: skip
def test_parts_of_a_context_of_hono_are_from_outside(part):
    assert runs(part, "c", 'import { Hono } from "hono";')


def test_a_context_is_one_only_where_its_package_is_imported():
    assert not runs("c.query.a", "c")


@pytest.mark.parametrize(
    "part",
    [
        "(await request.json()).a", "await request.text()",
        "(await request.formData()).get('a')",
        "request.headers.get('x-a')", "request.cookies.get('a').value",
        "request.nextUrl.searchParams.get('a')",
        "request.nextUrl.pathname", "new URL(request.url).searchParams.get('a')",
        "new URL(request.url).pathname",
        "request.cookies.get('a')?.value",
    ],
)  # fmt: skip
def test_parts_of_a_request_of_the_web_are_from_outside(part):
    text = f"export async function POST(request: Request) {{\n  eval({part});\n}}\n"
    assert certain(text) == {"code-injection"}


@pytest.mark.parametrize(
    "part",
    [
        "location.hash", "location.search", "location.href", "location.pathname", "window.location.hash",
        "document.location.search", "document.URL", "document.referrer",
        "window.name",
        "document.cookie",
        "location.hash.slice(1)", "decodeURIComponent(location.search)", "self.location.href",
        "new URLSearchParams(location.search).get('a')", "new URL(location.href).searchParams.get('a')",
        "new URL(document.location).searchParams.get('a')", "prompt('a')",
        "document.getElementById('a').value.target.value",
    ],
)  # fmt: skip
def test_what_a_link_brings_to_a_page_is_from_outside(part):
    assert certain(f"eval({part});\n") == {"code-injection"}


@pytest.mark.parametrize(
    "part", ["document.title", "window.innerWidth", "navigator.language", "history.length"]
)
def test_other_things_of_a_browser_are_not(part):
    assert certain(f"eval({part});\n") == set()


@pytest.mark.parametrize(
    "part", ["location.origin", "location.host", "location.protocol", "location.hostname"]
)
def test_the_site_that_a_page_is_on_is_not_chosen_by_a_link(part):
    assert certain(f"eval({part});\n") == set()


@pytest.mark.parametrize(
    "text",
    [
        "window.addEventListener('message', (event) => {\n  eval(event.data);\n});",
        "window.addEventListener('message', ({ data }) => {\n  eval(data);\n});",
        "window.addEventListener('message', (e) => eval(e.data.code));",
        later("window.onmessage = (event) => {\n  eval(event.data);\n};", why=ASSIGNED),
        later("window.onmessage = function (event) { eval(event.data.code); };", why=ASSIGNED),
        later("worker.onmessage = ({ data }) => eval(data);", why=ASSIGNED),
        "socket.on('message', (message) => eval(message));",
        "socket.on('chat', (message) => eval(message.text));",
        "ws.on('message', function incoming(data) { eval(data.toString()); });",
        "wss.on('connection', (ws) => {\n  ws.on('message', (data) => eval(data));\n});",
        later(
            "io.on('connection', (socket) => {\n  socket.on('run', ({ code }) => eval(code));\n});",
            why="a socket that is a parameter is not told by its name",
        ),
        (
            "http.createServer((req, res) => {\n  let body = '';\n"
            "  req.on('data', (chunk) => { body += chunk; });\n  req.on('end', () => { eval(body); });\n});"
        ),
        (
            "http.createServer((req, res) => {\n  const all = [];\n"
            "  req.on('data', (part) => all.push(part));\n"
            "  req.on('end', () => { eval(Buffer.concat(all).toString()); });\n});"
        ),
        "worker.addEventListener('message', (event) => eval(event.data));",
    ],
)
def test_messages_are_from_outside(text):
    assert certain(text) == {"code-injection"}


@pytest.mark.parametrize(
    "text",
    [
        "emitter.on('changed', (name) => eval(name));",
        "button.addEventListener('click', (event) => eval(event.detail));",
        "process.on('exit', (code) => eval(code));",
        "socket.on('close', (code) => eval(code));",
    ],
)
def test_what_the_program_tells_itself_is_not(text):
    assert certain(text) == set()


@pytest.mark.parametrize(
    ("prelude", "part"),
    [
        ('import { useSearchParams } from "next/navigation";', "useSearchParams().get('a')"),
        ('import { useParams } from "react-router-dom";', "useParams().a"),
        ('import { useRouter } from "next/router";', "useRouter().query.a"),
        ('import { useLocation } from "react-router-dom";', "useLocation().search"),
        ('import { useRoute } from "vue-router";', "useRoute().query.a"),
        ('import { headers } from "next/headers";', "headers().get('x-a')"),
        ('import { cookies } from "next/headers";', "cookies().get('a').value"),
        ('import { cookies } from "next/headers";', "(await cookies()).get('a').value"),
    ],
)
def test_hooks_and_helpers_of_frameworks_read_what_is_from_outside(prelude, part):
    text = f"{prelude}\nexport async function view() {{\n  eval({part});\n}}\n"
    assert certain(text) == {"code-injection"}


def test_names_of_tables_are_whole_words():
    tables = (
        outside.REQUEST_PARTS,
        outside.CONTEXT_PARTS,
        outside.PROPS_PARTS,
        outside.UPLOADED_PARTS,
        outside.ADDRESSES,
        outside.READERS,
        outside.LOADERS,
    )
    assert all(word and " " not in word for table in tables for word in table)
