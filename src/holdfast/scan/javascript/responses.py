"""Responses: what type they have, where they lead, and who may read them."""

import ast
from collections.abc import Iterator
from dataclasses import replace

from holdfast.scan.javascript.outside import CONTEXT, PLAIN_RESPONSE, RESPONSE
from holdfast.scan.javascript.sinks import words
from holdfast.scan.taint.checks import Call
from holdfast.scan.taint.machine import Frame, Machine
from holdfast.scan.taint.values import Table, Value

PLAIN_TYPES = ("text/plain", "application/", "image/", "text/csv", "audio/", "video/", "font/")
PLAIN_WORDS = words("text json txt csv png jpg jpeg gif pdf bin css js")
"""What ``res.type`` takes for them."""
CHAINED = words("status code type contentType set header setHeader append vary links attachment cookie")
"""Methods whose answer is the response."""


def is_response(value: Value | None) -> bool:
    """Whether it is a response, or the half of a context that is one."""
    return value is not None and value.name.startswith((RESPONSE, PLAIN_RESPONSE, CONTEXT))


def from_response(_machine: Machine, call: Call, frame: Frame) -> Value | None:
    """``response.status(200)``: the response, of the type that it was given."""
    if not is_response(call.owner) or call.owner is None or call.method not in CHAINED:
        return None
    held = held_by(call, frame)
    return Value(name=(held or call.owner).name)


def headers_of(call: Call, frame: Frame) -> Iterator[tuple[str, Value]]:
    """Name and value of each header that a call sets."""
    given = call.arguments.positional
    if call.method in {"type", "contentType"} and given:
        yield "content-type", given[0]
    elif call.method in {"set", "setHeader", "header", "append"} and len(given) > 1:
        yield str(given[0].constant).lower(), given[1]
    elif call.method in {"writeHead", "set", "header", "headers"} and given:
        shape = frame.state.shape(given[-1])
        if isinstance(shape, Table):
            yield from ((str(key).lower(), value) for key, value in shape.items.items())


def check_headers(machine: Machine, call: Call, frame: Frame) -> None:
    """Judge the headers that a call sets; a type that is no page is remembered."""
    if not is_response(call.owner):
        return
    for name, value in headers_of(call, frame):
        if name == "content-type" and isinstance(value.constant or value.prefix, str):
            retype(call, frame, str(value.constant if value.is_known else value.prefix))
        elif name == "location":
            machine.judge("open-redirect", frame.state.content(value), call.node)
        elif name == "access-control-allow-origin":
            machine.judge("cross-origin", frame.state.content(value), call.node)


def is_plain(kind: str) -> bool:
    """Whether browsers run no scripts in content of that type."""
    return (kind.startswith(PLAIN_TYPES) and "html" not in kind and "svg" not in kind) or kind in PLAIN_WORDS


def retype(call: Call, frame: Frame, kind: str) -> None:
    """From here on the response is a page, or is none."""
    held = held_by(call, frame)
    if held is not None and not held.name.startswith(CONTEXT):
        frame.state.replace_value(held, replace(held, name=PLAIN_RESPONSE if is_plain(kind) else RESPONSE))


def held_by(call: Call, frame: Frame) -> Value | None:
    """The response under its name: in ``response.status(200).type("text")``, what ``response`` is."""
    root: ast.expr = call.node.func
    while isinstance(root, ast.Attribute | ast.Call):
        root = root.value if isinstance(root, ast.Attribute) else root.func
    return frame.state.look_up(frame.scope, root.id) if isinstance(root, ast.Name) else None
