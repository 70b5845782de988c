"""Judges what no text has to reach: hashes and ciphers, flags of cookies, keys in the code, TLS, CORS."""

import ast
import re
from collections.abc import Callable

from holdfast.scan.javascript import sinks
from holdfast.scan.javascript.outside import CONTEXT, RESPONSE
from holdfast.scan.taint.checks import Call
from holdfast.scan.taint.machine import Frame, Machine
from holdfast.scan.taint.settings import PUBLIC, SHORTEST_KEY
from holdfast.scan.taint.sources import GUESSABLE
from holdfast.scan.taint.values import NOTHING, Function, Kind, Table, Value

SIGNERS = {
    "jsonwebtoken.sign": 1, "jsonwebtoken.verify": 1, "crypto.createHmac": 1, "cookie-parser": 0,
    "crypto.createCipheriv": 1, "jwt-simple.encode": 1, "jwt-simple.decode": 1, "cookie-signature.sign": 1,
    "jose.SignJWT().sign": 0, "crypto-js.AES.encrypt": 1, "CryptoJS.AES.encrypt": 1, "jwt.sign": 1,
    "jwt.verify": 1,
}  # fmt: skip
"""Calls that are given a key, with its place."""
SESSIONS = frozenset({"express-session", "cookie-session", "koa-session", "express-jwt", "iron-session",
                      "@fastify.session", "express-jwt.expressjwt"})  # fmt: skip
HARMLESS_COOKIE = re.compile(
    r"theme|lang|locale|colou?r|mode|view|layout|currency|time_?zone|^tz$|banner|seen|dismiss|consent|visit",
    re.IGNORECASE,
)
"""Names of cookies that nobody would steal."""
INSECURE = {"rejectUnauthorized": False, "strictSSL": False, "insecure": True, "insecureSkipVerify": True}


def check(machine: Machine, call: Call, frame: Frame) -> None:
    """Judge one call by its settings."""
    for special in CHECKS:
        special(machine, call, frame)


def stored(machine: Machine, _owner: Value, name: str, value: Value, node: ast.AST) -> None:
    """Judge a setting that is assigned."""
    if name == "NODE_TLS_REJECT_UNAUTHORIZED" and value.constant in {"0", 0}:
        machine.report("weak-tls", node)
    if name == "rejectUnauthorized" and value.constant is False:
        machine.report("weak-tls", node)


def fields(value: Value, frame: Frame) -> dict[object, Value]:
    """The known fields of an object."""
    shape = frame.state.shape(value)
    return dict(shape.items) if isinstance(shape, Table) else {}


def check_hash(machine: Machine, call: Call, _frame: Frame) -> None:
    """Hashes that can be forged, ciphers that can be read."""
    given = call.arguments.positional
    first = given[0].possible if given else frozenset()
    if call.name in {"crypto.createHash", "crypto.hash"} and any(
        str(name).lower() in sinks.WEAK_HASHES for name in first
    ):
        machine.report("weak-hash", call.node)
    elif call.name in {"crypto.pbkdf2", "crypto.pbkdf2Sync"} and len(given) > 4:
        if any(str(name).lower() in sinks.WEAK_HASHES for name in given[4].possible):
            machine.report("weak-hash", call.node)
    elif call.name in sinks.WEAK_HASH_FUNCTIONS:
        machine.report("weak-hash", call.node)
    is_cipher = call.name in {"crypto.createCipheriv", "crypto.createDecipheriv"}
    if call.name in sinks.WEAK_CIPHER_FUNCTIONS or (
        is_cipher and any(sinks.WEAK_CIPHER.match(str(name)) for name in first)
    ):
        machine.report("weak-cipher", call.node)


def check_cookie(machine: Machine, call: Call, frame: Frame) -> None:
    """Flags of cookies."""
    given = call.arguments.positional
    owner = call.owner.name if call.owner is not None else ""
    is_jar = owner.startswith("next.headers.cookies()") or owner.endswith(
        ("NextResponse.json().cookies", ".cookies")
    )
    is_setting = (call.method in {"cookie", "setCookie"} and owner.startswith(RESPONSE)) or (
        call.method == "set" and (owner == f"{CONTEXT}.cookies" or is_jar)
    )
    if is_setting and len(given) > 1:
        machine.judge_random(frame.state.content(given[1]), call.node)
        if given[1].is_known or HARMLESS_COOKIE.search(str(given[0].constant)):
            return
        shape = frame.state.shape(given[2]) if len(given) > 2 else None
        if len(given) > 2 and (not isinstance(shape, Table) or shape.rest is not None):
            return
        judge_flags(machine, fields(given[2], frame) if len(given) > 2 else {}, call.node, is_whole=True)
    if call.name in SESSIONS and given:
        settings = fields(given[0], frame)
        cookie = fields(settings["cookie"], frame) if "cookie" in settings else settings
        judge_flags(machine, cookie, call.node, is_whole=False)


def judge_flags(machine: Machine, given: dict[object, Value], node: ast.AST, *, is_whole: bool) -> None:
    """Report the first flag that is off, or missing where nothing else sets it."""
    for flag, rule in (("secure", "insecure-cookie"), ("httpOnly", "readable-cookie")):
        value = given.get(flag)
        is_off = value.constant is False if value is not None else is_whole
        if is_off:
            machine.report(rule, node)
            return


def check_keys(machine: Machine, call: Call, frame: Frame) -> None:
    """Keys that stand in the code."""
    given = call.arguments.positional
    place = SIGNERS.get(call.name)
    keys = [given[place]] if place is not None and place < len(given) else []
    if call.name in SESSIONS and given:
        found = fields(given[0], frame)
        keys = [found[name] for name in ("secret", "keys", "password") if name in found]
    for key in keys:
        shape = frame.state.shape(key)
        for value in (key, *(shape.values() if shape is not None else ())):
            texts = [text for text in value.possible if isinstance(text, str)]
            if any(len(text) >= SHORTEST_KEY and not text.startswith(PUBLIC) for text in texts):
                machine.report("hardcoded-key", call.node)
                return


def check_tls(machine: Machine, call: Call, frame: Frame) -> None:
    """Certificates that nobody checks."""
    if call.name.startswith(("Object.", "@")):
        return
    for value in call.arguments.positional:
        for given in (
            fields(value, frame),
            *(fields(inner, frame) for inner in fields(value, frame).values()),
        ):
            for name, wrong in INSECURE.items():
                if name in given and given[name].constant is wrong:
                    machine.report("weak-tls", call.node)
                    return
            if "checkServerIdentity" in given and _is_empty(given["checkServerIdentity"]):
                machine.report("weak-tls", call.node)
                return


def _is_empty(value: Value) -> bool:
    """Whether a function finds nothing wrong, whatever it is given."""
    if not isinstance(value.target, Function):
        return False
    body = value.target.node.body
    statements = body if isinstance(body, list) else []
    return all(
        isinstance(each, ast.Pass)
        or (isinstance(each, ast.Return) and (each.value is None or getattr(each.value, "value", 0) is None))
        for each in statements
    )


def check_password(machine: Machine, call: Call, frame: Frame) -> None:
    """A password under a hash that is fast to try."""
    if (
        call.method == "update"
        and call.owner is not None
        and call.owner.name.startswith("crypto.createHash()")
    ):
        for value in call.arguments.positional[:1]:
            mark = frame.state.content(value).carries(Kind.SECRET, "")
            if mark is not None and "pass" in mark.text.lower():
                machine.report("fast-password-hash", call.node, mark)


def check_header(machine: Machine, call: Call, _frame: Frame) -> None:
    """``Set-Cookie`` written by hand."""
    given = call.node.args
    if call.method not in {"setHeader", "append", "set", "header"} or len(given) != 2:
        return
    if str(getattr(given[0], "value", "")).lower() != "set-cookie":
        return
    judge_written(machine, given[1], call.node)


def judge_written(machine: Machine, text: ast.expr, node: ast.AST) -> None:
    """Report the first flag that is missing in the text of a cookie."""
    texts = [part.value for part in ast.walk(text) if isinstance(part, ast.Constant)]
    written = " ".join(text.lower() for text in texts if isinstance(text, str))
    if "=" in written and GUESSABLE.search(written.partition("=")[0]):
        for flag, rule in (("secure", "insecure-cookie"), ("httponly", "readable-cookie")):
            if flag not in written:
                machine.report(rule, node)
                return


def check_origin(machine: Machine, call: Call, frame: Frame) -> None:
    """Any site may call with the user's cookies."""
    if call.name not in {"cors", "@koa/cors", "@fastify/cors", "koa2-cors"}:
        return
    if not call.arguments.positional:
        machine.report("any-origin", call.node)
        return
    given = fields(call.arguments.positional[0], frame)
    has_credentials = given.get("credentials", NOTHING).constant is True
    origin = given.get("origin")
    if origin is None or not has_credentials:
        return
    if origin.constant is True or origin.constant == "*" or _accepts_all(origin):
        machine.report("cross-origin", call.node)


def _accepts_all(origin: Value) -> bool:
    """Whether a function answers yes to every origin."""
    if not isinstance(origin.target, Function):
        return False
    names = [argument.arg for argument in origin.target.node.args.args]
    calls = [part for part in ast.walk(origin.target.node) if isinstance(part, ast.Call)]
    tests = [
        part for part in ast.walk(origin.target.node) if isinstance(part, ast.If | ast.IfExp | ast.Compare)
    ]
    answers = [each for each in calls if getattr(each.func, "id", "") in names[1:]]
    return (
        bool(answers)
        and not tests
        and all(len(each.args) > 1 and _is_yes(each.args[1], names[0]) for each in answers)
    )


def _is_yes(answer: ast.expr, asked: str) -> bool:
    """Whether an answer is yes: true, or the origin that was asked for."""
    if isinstance(answer, ast.BoolOp):
        return all(_is_yes(part, asked) for part in answer.values)
    return getattr(answer, "value", None) is True or getattr(answer, "id", "") == asked


def check_entities(machine: Machine, call: Call, frame: Frame) -> None:
    """Parsers of XML that fetch external entities, of YAML that build functions."""
    given = call.arguments.positional
    if call.name in sinks.XML_PARSERS and len(given) > 1:
        options = fields(given[1], frame)
        if any(options.get(name, NOTHING).constant is True for name in ("noent", "replaceEntities")):
            machine.judge("xml-external-entity", frame.state.content(given[0]), call.node)
    if call.name in sinks.YAML_LOADERS and len(given) > 1:
        schema = fields(given[1], frame).get("schema", NOTHING)
        if schema.name in sinks.UNSAFE_YAML or schema.name.startswith(tuple(sinks.UNSAFE_YAML)):
            machine.judge("unsafe-deserialization", frame.state.content(given[0]), call.node)


CHECKS: tuple[Callable[[Machine, Call, Frame], None], ...] = (
    check_hash,
    check_password,
    check_cookie,
    check_header,
    check_keys,
    check_tls,
    check_origin,
    check_entities,
)
