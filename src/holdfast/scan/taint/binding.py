"""Gives values to what stands left of an equals sign."""

import ast
from dataclasses import replace

from holdfast.scan.taint import containers
from holdfast.scan.taint.machine import Frame, Machine
from holdfast.scan.taint.names import REQUEST
from holdfast.scan.taint.sources import is_secret
from holdfast.scan.taint.values import OPAQUE, Kind, Mark, Sequence, Table, Value, known

PAGES = {
    "flask.make_response()": ("data", "response"),
    "flask.Response()": ("data", "response"),
    "django.http.HttpResponse()": ("content",),
}
"""Attributes of answers that the browser gets as a page."""


def as_secret(value: Value, name: str, node: ast.expr | ast.arg) -> Value:
    """The value; marked when it is read by a name that secrets have."""
    if value.is_known or value.target or not is_secret(name):
        return value
    if any(mark.kind is Kind.SECRET for mark in value.marks):
        return value
    return replace(value, marks=value.marks | {Mark(Kind.SECRET, node.lineno, ast.unparse(node)[:80])})


def assign(machine: Machine, target: ast.expr, value: Value, frame: Frame) -> None:
    """Bind a name, an attribute, an item, or each part of a tuple."""
    match target:
        case ast.Name():
            frame.state.bind(frame.scope, target.id, as_secret(value, target.id, target))
        case ast.Tuple() | ast.List():
            unpack(machine, target.elts, value, frame)
        case ast.Starred():
            assign(machine, target.value, frame.state.hold(Sequence(rest=value)), frame)
        case ast.Attribute():
            owner = machine.evaluate(target.value, frame)
            machine.judge_setting(owner, target.attr, value, target)
            shape = frame.state.shape(owner)
            if target.attr in PAGES.get(owner.name, ()):
                machine.judge("cross-site-scripting", value, target)
            if isinstance(shape, Table):
                frame.state.reshape(owner, shape.with_item(target.attr, value))
            elif shape is None and isinstance(target.value, ast.Name) and owner.name not in {"", REQUEST}:
                made = frame.state.hold(Table({target.attr: value}, OPAQUE), owner)
                name = target.value.id
                frame.state.bind(frame.state.home(frame.scope, name), name, made)
        case ast.Subscript():
            owner = machine.evaluate(target.value, frame)
            index = (
                machine.evaluate(target.slice, frame) if not isinstance(target.slice, ast.Slice) else Value()
            )
            machine.stored(owner, index, value, target, frame)
            containers.set_item(frame.state, owner, index, value)
        case _:
            pass


def unpack(machine: Machine, targets: list[ast.expr], value: Value, frame: Frame) -> None:
    """Bind each target to its part."""
    shape = frame.state.shape(value)
    has_star = any(isinstance(target, ast.Starred) for target in targets)
    if isinstance(shape, Sequence) and shape.rest is None and not has_star:
        parts = [
            containers.item_of_sequence(frame.state, shape, known(number)) for number in range(len(targets))
        ]
    else:
        # A value of its own for each target: what is learned of one is not known of the others.
        parts = [replace(containers.elements(frame.state, value)) for _ in targets]
    for target, part in zip(targets, parts, strict=True):
        assign(machine, target, part, frame)
