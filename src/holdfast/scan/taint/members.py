"""Attributes: of modules, requests, and objects of the scanned file."""

import ast
from dataclasses import replace

from holdfast.scan.taint import containers
from holdfast.scan.taint.binding import as_secret
from holdfast.scan.taint.machine import Arguments, Frame, Machine
from holdfast.scan.taint.names import REQUEST, canonical
from holdfast.scan.taint.sources import GETTER, SAFE_PARTS, WRAPPER
from holdfast.scan.taint.values import Class, Function, Kind, Mark, Table, Value

LONGEST_NAME = 160
SUPER = "super()"
PARTS = frozenset({"netloc", "hostname", "host", "parents"})
"""Attributes that a check of which is a check of the whole."""


def from_request(node: ast.expr, name: str) -> Value:
    """A value that the sender of the request chose."""
    mark = Mark(Kind.REQUEST, node.lineno, ast.unparse(node)[:80])
    return Value(marks=frozenset({mark}), name=name)


def evaluate_attribute(machine: Machine, node: ast.Attribute, frame: Frame) -> Value:
    """An attribute of a module, object, class or request."""
    owner = machine.evaluate(node.value, frame)
    return as_secret(attribute(machine, owner, node, frame), node.attr, node)


def attribute(machine: Machine, owner: Value, node: ast.Attribute, frame: Frame) -> Value:
    """The attribute of a value."""
    full = canonical(f"{owner.name}.{node.attr}")[:LONGEST_NAME] if owner.name else ""
    if owner.name == REQUEST:
        if node.attr == "session":
            return Value(name="@session")
        return Value(name=full) if node.attr in SAFE_PARTS else from_request(node, full)
    if owner.name == WRAPPER and GETTER.match(node.attr):
        return from_request(node, full)
    member = member_of(machine, owner, node.attr, frame)
    if member is not None:
        return member
    origins = owner.origins if owner.name == "re.compile()" else ()
    if node.attr in PARTS and owner.name.startswith(("urllib.parse.", "pathlib.")):
        origins = (*owner.origins, owner)
    is_opaque = owner.is_opaque or bool(owner.name)
    return Value(marks=owner.marks, name=full, is_opaque=is_opaque, origins=origins)


def member_of(machine: Machine, owner: Value, name: str, frame: Frame) -> Value | None:
    """An attribute or method that the file itself gave it."""
    shape = frame.state.shape(owner)
    if name == "__dict__" and isinstance(shape, Table) and shape.of_class:
        return Value(shape=owner.shape, name=containers.ATTRIBUTES)
    if isinstance(shape, Table) and (shape.of_class or owner.target or owner.name):
        found = shape.items.get(name)
        if found is not None:
            return found
    of_class = owner.target if isinstance(owner.target, Class) else None
    is_above = owner.name == SUPER
    if isinstance(shape, Table) and shape.of_class and not is_above:
        of_class = shape.of_class
    if of_class is None:
        return None
    method = of_class.methods.get(name)
    if method is None:
        return shape.rest if isinstance(shape, Table) else None
    marks = {getattr(d, "id", getattr(d, "attr", "")) for d in method.decorator_list}
    if is_above:
        owner = replace(owner, name="", target=None)
    receiver = None if "staticmethod" in marks or (owner.target and "classmethod" not in marks) else owner
    function = Function(method, of_class.scope, receiver)
    if marks & {"property", "cached_property"}:
        return machine.call(function, Arguments(), frame)
    return Value(target=function)
