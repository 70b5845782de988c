"""A file is walked to its end whatever it holds, and its functions see what stands around them."""

import pytest

from holdfast.scan.javascript.analysis import analyse
from scan.javascript.asking import certain, rules_in, told

CODE = {"code-injection"}


def test_functions_that_call_each_other_come_to_an_end():
    text = (
        "function a(x) { return b(x); }\nfunction b(x) { return a(x); }\n"
        "app.get('/', (req) => a(req.query.a));\n"
    )
    assert analyse(text.encode(), "a.js").given_up == ()


def test_a_handler_within_a_factory_is_walked():
    text = (
        "export function create(app) {\n  const start = 'a';\n  app.get('/', (req, res) => {\n"
        "    eval(start + req.query.a);\n  });\n}\n"
    )
    assert told(text) == {("code-injection", 4)}


def test_a_function_sees_what_the_module_defines_below_it():
    text = (
        "const crypto = require('crypto');\nfunction f() { return crypto.createHash(NAME); }\n"
        "const NAME = 'md5';\n"
    )
    assert rules_in(text) == {"weak-hash"}


def test_a_function_may_be_called_before_it_is_written():
    assert told("app.get('/', (req) => {\n  run(req.query.a);\n});\nfunction run(x) {\n  eval(x);\n}\n") == {
        ("code-injection", 5)
    }


def test_callers_in_the_file_tell_what_a_function_is_given():
    text = "const { exec } = require('child_process');\nfunction run(line) { exec(line); }\n"
    assert rules_in(text) == {"command-injection"}
    assert certain(text) == set()
    assert rules_in(f"{text}run('uptime');\n") == set()


@pytest.mark.parametrize(
    "text",
    [
        "const handle = (req, res) => eval(req.query.a);\napp.get('/', handle);",
        "app.get('/', async function (req, res) { eval(req.query.a); });",
        "app.get('/', mid, (req, res) => eval(req.query.a));",
        "app.get('/', [mid, (req, res) => eval(req.query.a)]);",
        "app.get('/', wrap(async (req, res) => { eval(req.query.a); }));",
        "app.route('/').get((req, res) => eval(req.query.a)).post(other);",
        "class A {\n  constructor() { r.get('/', this.f.bind(this)); }\n  f(req) { eval(req.query.a); }\n}",
        "module.exports = (req, res) => eval(req.query.a);",
        "export default async (req, res) => eval(req.query.a);",
        "export default function handler(req, res) { eval(req.query.a); }",
        "exports.routes = [{ method: 'GET', handler: (req, res) => eval(req.query.a) }];",
        "fastify.get('/', { schema: {} }, async (request, reply) => eval(request.query.a));",
        "server.route({ method: 'GET', path: '/', handler: async (request, h) => eval(request.query.a) });",
        "(function () {\n  app.get('/', (req, res) => eval(req.query.a));\n})();",
        "(async () => {\n  app.get('/', (req, res) => eval(req.query.a));\n})();",
        "if (process.env.A) {\n  app.get('/', (req, res) => eval(req.query.a));\n}",
        "for (const path of PATHS) {\n  app.get(path, (req, res) => eval(req.query.a));\n}",
        "try {\n  app.get('/', (req, res) => eval(req.query.a));\n} catch (error) {\n  stop(error);\n}",
        "namespace A {\n  export function f(req: Request) { eval(req.query.a); }\n}",
    ],
)
def test_a_handler_is_walked_wherever_it_stands(text):
    assert certain(text) == CODE


@pytest.mark.parametrize(
    ("body", "is_found"),
    [
        ("if (a) { x = req.query.a; } eval(x);", True),
        ("if (a) { x = req.query.a; } else { x = 'b'; } eval(x);", True),
        ("if (a) { x = req.query.a; return; } eval(x);", False),
        ("if (a) { x = req.query.a; throw new Error('a'); } eval(x);", False),
        ("while (a) { x = req.query.a; } eval(x);", True),
        ("do { x = req.query.a; } while (a); eval(x);", True),
        ("for (const each of list) { x = req.query.a; break; } eval(x);", True),
        ("for (;;) { x = req.query.a; if (a) break; } eval(x);", True),
        ("switch (a) { case 1: x = req.query.a; break; default: x = 'b'; } eval(x);", True),
        ("switch (a) { case 1: x = req.query.a; case 2: eval(x); }", True),
        ("switch (a) { case 1: x = req.query.a; break; case 2: eval(x); }", False),
        ("try { x = req.query.a; } catch { x = 'b'; } eval(x);", True),
        ("try { throw new Error(req.query.a); } catch (error) { x = error.message; } eval(x);", True),
        ("try { f(); } finally { x = req.query.a; } eval(x);", True),
        ("x = req.query.a; x = 'b'; eval(x);", False),
        ("x = req.query.a; { let x = 'b'; eval(x); }", False),
        ("{ const y = req.query.a; x = y; } eval(x);", True),
        ("label: for (const each of list) { x = req.query.a; continue label; } eval(x);", True),
        ("x = a ? req.query.a : 'b'; eval(x);", True),
        ("x = a && req.query.a; eval(x);", True),
        ("x ||= req.query.a; eval(x);", True),
        ("x ??= req.query.a; eval(x);", True),
        ("x &&= req.query.a; eval(x);", True),
    ],
)
def test_all_ways_through_a_function_are_walked(body, is_found):
    text = f"app.get('/', (req, res) => {{\n  let x = '';\n  {body}\n}});\n"
    assert (certain(text) == CODE) is is_found


@pytest.mark.parametrize(
    "body",
    [
        "let x = ''; const f = () => { x = req.query.a; }; f(); eval(x);",
        "let x = ''; ['a'].forEach(() => { x += req.query.a; }); eval(x);",
        "let x = ''; function f() { x = req.query.a; } f(); eval(x);",
        "let x = ''; await load().then(() => { x = req.query.a; }); eval(x);",
    ],
)
def test_a_nested_function_assigns_the_names_of_the_outer_one(body):
    assert certain(f"app.get('/', async (req, res) => {{\n  {body}\n}});\n") == CODE


def test_what_one_handler_leaves_in_a_request_is_there_for_the_next():
    text = (
        "app.use((req, res, next) => {{\n  req.a = {};\n  next();\n}});\n"
        "app.get('/', (req) => eval(req.a));\n"
    )
    assert certain(text.format("req.query.a")) == CODE
    assert certain(text.format("'a'")) == set()


def test_one_function_that_is_too_large_hides_no_other():
    nested = "".join(f"for (const i{depth} of y) {{\n" for depth in range(17))
    text = f"function large(y) {{\n{nested}eval(y);\n{'}' * 17}\n}}\nrequire('crypto').createHash('md5');\n"
    analysis = analyse(text.encode(), "a.js")
    assert analysis.given_up == ("function large",)
    assert "weak-hash" in {weakness.rule for weakness in analysis.weaknesses}


@pytest.mark.parametrize("name", ["req", "request"])
def test_a_flow_names_the_line_that_it_comes_from(name):
    text = f"app.get('/', ({name}, res) => {{\n  const a = {name}.query.a;\n  eval(a);\n}});\n"
    (weakness,) = analyse(text.encode(), "a.js").weaknesses
    assert (weakness.line, weakness.source_line, weakness.source) == (3, 2, f"{name}.query")


@pytest.mark.parametrize(
    ("parameters", "source"),
    [
        ("{ query }, res", "query"),
        ("{ query: { a } }, res", "query"),
    ],
)
@pytest.mark.xfail(strict=True, reason="the source is shown under a name of ours, @given1")
def test_the_source_of_a_flow_is_shown_as_it_is_written(parameters, source):
    text = f"app.get('/', ({parameters}) => {{\n  eval({'a' if 'a' in parameters else 'query.a'});\n}});\n"
    (weakness,) = analyse(text.encode(), "a.js").weaknesses
    assert "@" not in weakness.source
    assert source in weakness.source
