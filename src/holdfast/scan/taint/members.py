"""Attributes: of modules, requests, and objects of the scanned file."""

import ast
import re
from dataclasses import replace

from holdfast.scan.taint import containers
from holdfast.scan.taint.binding import as_secret
from holdfast.scan.taint.machine import Arguments, Frame, Machine
from holdfast.scan.taint.names import REQUEST, canonical
from holdfast.scan.taint.sources import GETTER, SAFE_PARTS, WRAPPER
from holdfast.scan.taint.values import UNKNOWN, Class, Function, Kind, Mark, Table, Value

LONGEST_NAME = 160
SUPER = "super()"
KEYS = frozenset({"pk", "id"})
"""Attributes of records that the database chose, not who sent the rest."""
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
    if node.attr in KEYS and owner.name.endswith("()") and not owner.name.startswith("@"):
        return Value(name=full, is_opaque=True)
    return Value(marks=owner.marks, name=full, is_opaque=is_opaque, origins=origins)


CHECKED = frozenset({"validated_data", "cleaned_data"})
"""Attributes of forms and serializers that hold what was sent, field by field."""
TYPED_FIELD = re.compile(
    r"(Integer|Float|Decimal|Boolean|Date|DateTime|Time|Duration|UUID|Choice|MultipleChoice|Slug|ModelChoice"
    r"|PrimaryKeyRelated|SlugRelated|IPAddress|GenericIPAddress)Field"
)
"""Fields that let no free text through."""


def checked_fields(of_class: Class, owner: Value, frame: Frame) -> Value:
    """What a form or serializer of the file made of the text that it was given."""
    content = frame.state.content(owner)
    sent = Value(marks=content.marks, is_opaque=content.is_opaque)
    fields: dict[object, Value] = {}
    for part in of_class.node.body:
        if isinstance(part, ast.Assign) and isinstance(part.value, ast.Call):
            kind = getattr(part.value.func, "attr", getattr(part.value.func, "id", ""))
            value = Value() if TYPED_FIELD.fullmatch(kind) else sent
            fields |= {each.id: value for each in part.targets if isinstance(each, ast.Name)}
    return frame.state.hold(Table(fields, sent))


def of_the_class(of_class: Class, name: str, owner: Value, frame: Frame) -> Value | None:
    """What the class says that the attribute is; an object may have another, so it is no constant."""
    if name in CHECKED and owner.target is None:
        return checked_fields(of_class, owner, frame)
    found = frame.state.look_up(of_class.scope, of_class.node.name)
    shape = frame.state.shape(found) if found is not None and found.target == of_class else None
    value = shape.items.get(name) if isinstance(shape, Table) else None
    if value is None or value.constant is None or name in of_class.fields:
        return None
    return replace(value, constant=UNKNOWN, alternatives=value.possible) if value.is_known else value


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
        shared = of_the_class(of_class, name, owner, frame)
        return shared or (shape.rest if isinstance(shape, Table) else None)
    marks = {getattr(d, "id", getattr(d, "attr", "")) for d in method.decorator_list}
    if is_above:
        owner = replace(owner, name="", target=None)
    receiver = None if "staticmethod" in marks or (owner.target and "classmethod" not in marks) else owner
    function = Function(method, of_class.scope, receiver)
    if marks & {"property", "cached_property"}:
        return machine.call(function, Arguments(), frame)
    return Value(target=function)
