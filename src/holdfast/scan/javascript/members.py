"""Members: of requests, objects of the file, packages, and everything else."""

import ast
from dataclasses import replace

from holdfast.scan.javascript.keeping import restored
from holdfast.scan.javascript.outside import (
    ADDRESSES,
    CONTEXT,
    CONTEXT_PARTS,
    EVENT,
    GLOBALS,
    PROPS,
    PROPS_PARTS,
    REQUEST_PARTS,
    SESSION,
    UPLOADED_PARTS,
    VALUE_OF,
)
from holdfast.scan.javascript.sinks import words
from holdfast.scan.taint import containers, expressions, folding, patterns
from holdfast.scan.taint.binding import as_secret
from holdfast.scan.taint.machine import Arguments, Frame, Machine
from holdfast.scan.taint.members import LONGEST_NAME, member_of
from holdfast.scan.taint.names import REQUEST
from holdfast.scan.taint.sources import GUESSABLE
from holdfast.scan.taint.values import (
    NOTHING,
    UNKNOWN,
    Class,
    Function,
    Kind,
    Mark,
    Sequence,
    Table,
    Value,
    known,
)

PLACES = frozenset({"location", "document.location"})
OWN_PLACE = frozenset({"origin", "host", "hostname", "protocol", "port"})
"""Parts of the address of a page that nobody else chooses."""
COUNTS = frozenset({"length", "byteLength"})
URL = "urllib.parse.urlparse()"
"""What ``new URL(text)`` gives: a check of its host is a check of the text."""
HOSTS = frozenset({"host", "hostname", "origin"})


def evaluate_member(machine: Machine, node: ast.Attribute, frame: Frame) -> Value:
    """``owner.member``."""
    return _remembered(machine, node, node.attr, frame)


def evaluate_item(machine: Machine, node: ast.Subscript, frame: Frame) -> Value:
    """``owner[index]``; with a constant text it is a member."""
    if isinstance(node.slice, ast.Slice):
        owner = machine.evaluate(node.value, frame)
        return replace(frame.state.content(owner), shape=None, name="")
    if isinstance(node.slice, ast.Constant) and isinstance(node.slice.value, str):
        return _remembered(machine, node, node.slice.value, frame)
    owner, index = machine.evaluate(node.value, frame), machine.evaluate(node.slice, frame)
    if isinstance(index.constant, str):
        return as_secret(member(machine, owner, index.constant, node, frame), index.constant, node)
    if owner.name == patterns.FIT:
        return _group(owner, index, frame)
    found = item_of(owner, index, frame)
    if index.carries(Kind.REQUEST, POLLUTION) and found.target is None and not found.name.startswith("@"):
        # Whoever chooses the key may reach what all objects share, and changes that.
        return replace(found, name=REACHED, origins=(index,))
    chance = frozenset(mark for mark in index.marks if mark.kind is Kind.RANDOM)
    return replace(found, marks=found.marks | chance) if chance else found


def item_of(owner: Value, index: Value, frame: Frame) -> Value:
    """What stands at an index; of functions that it may be, all of them."""
    shape = frame.state.shape(owner)
    if isinstance(shape, Table) and not containers.is_key(index):
        functions = tuple(value for value in shape.items.values() if isinstance(value.target, Function))
        if functions:
            return Value(name=EITHER, origins=functions)
    if isinstance(shape, Table) and isinstance(index.constant, int):
        index = known(str(index.constant))
    found = containers.item(frame.state, owner, index)
    if found is not None:
        return found
    constant = folding.item(owner.constant, index.constant)
    if constant is not UNKNOWN:
        return known(constant)
    name = f"{owner.name}[]"[:LONGEST_NAME] if owner.name else ""
    return Value(marks=owner.marks, name=name, is_opaque=not owner.is_known and not owner.marks)


POLLUTION = "prototype-pollution"
REACHED = "@reached"
"""What was reached by a key from outside; its origin is the key."""
EITHER = "@either"
"""One of several functions, not known which."""


def evaluate_text(machine: Machine, node: ast.JoinedStr, frame: Frame) -> Value:
    """A template string: text, whatever was put into it."""
    value = expressions.evaluate_text(machine, node, frame).cleaned([NOSQL])
    if len(node.values) > 1 and isinstance(node.values[0], ast.FormattedValue):
        base = machine.evaluate(node.values[0], frame)
        return based(value, base, getattr(node.values[1], "value", ""))
    return value


def based(value: Value, base: Value, after: object) -> Value:
    """A text that begins with something of ours: ``${API}/orders/${id}`` stays at that address."""
    is_ours = not base.marks and not base.is_known and not base.prefix
    if is_ours and isinstance(after, str) and after.startswith(("/", "?", "#")):
        return replace(value, prefix=OURS + after)
    return value


OURS = "https://ours"
"""Stands for an address that the program chose."""


def evaluate_binary(machine: Machine, node: ast.BinOp, frame: Frame) -> Value:
    """An operator between two values: text or a number."""
    value = expressions.evaluate_binary(machine, node, frame).cleaned([NOSQL])
    if isinstance(node.op, ast.Add) and not value.prefix:
        base, after = machine.evaluate(node.left, frame), machine.evaluate(node.right, frame)
        return based(value, base, after.prefix or after.constant)
    return value


NOSQL = "nosql-injection"
TEXTS = words(
    "params headers get header cookies url originalUrl path hostname host querystring search pathname href "
    "rawHeaders"
)
"""Parts of a request that are text and nothing else."""


def _group(owner: Value, index: Value, frame: Frame) -> Value:
    """A group of what a pattern found: harmless where the group lets only that in."""
    shape = frame.state.shape(owner)
    if not isinstance(shape, Table) or patterns.PATTERN not in shape.items:
        return replace(frame.state.content(owner), shape=None)
    groups = patterns.groups(shape.items[patterns.PATTERN].constant)
    part = groups.get(index.constant) if isinstance(index.constant, int) else None
    if part is not None and patterns.is_strict(part, "fullmatch"):
        return NOTHING
    return Value(marks=shape.items[patterns.TEXT].marks)


def evaluate_name(machine: Machine, node: ast.Name, frame: Frame) -> Value:
    """A name; of what the file does not define, the thing of the language or the browser."""
    del machine
    found = frame.state.look_up(frame.scope, node.id)
    if found is not None:
        return found
    if node.id in ADDRESSES:
        return from_outside(node, node.id)
    return as_secret(Value(name=node.id, is_opaque="." not in node.id), node.id, node)


def evaluate_object(machine: Machine, node: ast.Dict, frame: Frame) -> Value:
    """An object literal; what stands under a name that nobody may guess is judged as if it were assigned."""
    made = frame.state.hold(Table())
    for key, item in zip(node.keys, node.values, strict=True):
        value = machine.evaluate(item, frame)
        if key is None:
            containers.call(frame.state, made, "update", Arguments([value]))
            continue
        named = machine.evaluate(key, frame)
        if isinstance(named.constant, str):
            value = as_secret(value, named.constant, item)
        if isinstance(named.constant, str) and GUESSABLE.search(named.constant):
            machine.judge_random(frame.state.content(value), item)
        containers.set_item(frame.state, made, named, value)
    return made


def path_of(node: ast.expr) -> str:
    """``req.query.name``, for members of a name and members of those; empty for anything else."""
    match node:
        case ast.Name():
            return node.id
        case ast.Attribute():
            owner, key = path_of(node.value), node.attr
        case ast.Subscript(slice=ast.Constant(value=str() as text)):
            owner, key = path_of(node.value), text
        case _:
            return ""
    return f"{owner}.{key}" if owner else ""


def _remembered(machine: Machine, node: ast.Attribute | ast.Subscript, key: str, frame: Frame) -> Value:
    """A member; one from outside is remembered by its path, so that what a check tells of it holds."""
    owner = machine.evaluate(node.value, frame)
    path = path_of(node)
    if path and frame.state.look_up(frame.scope, f"{path}{OF}") is owner:
        found = frame.state.look_up(frame.scope, path)
        if found is not None:
            return found
    value = as_secret(member(machine, owner, key, node, frame), key, node)
    if path and value.marks and value.shape is None and value.target is None:
        home = frame.state.home(frame.scope, path.partition(".")[0])
        frame.state.bind(home, path, value)
        frame.state.bind(home, f"{path}{OF}", owner)
    return value


OF = "@of"
"""Behind a path: what that is a member of. The member of something else is not remembered."""


def forget(node: ast.expr, frame: Frame) -> None:
    """Drop what is remembered of a member that gets another value."""
    path = path_of(node)
    if path:
        home = frame.state.home(frame.scope, path.partition(".")[0])
        frame.state.bind(home, f"{path}{OF}", NOTHING)


def from_outside(node: ast.expr, name: str) -> Value:
    """A value that somebody else chose."""
    text = getattr(node, "shown", "") or ast.unparse(node)[:80]
    return Value(marks=frozenset({Mark(Kind.REQUEST, node.lineno, text)}), name=name[:LONGEST_NAME])


def member(machine: Machine, owner: Value, key: str, node: ast.expr, frame: Frame) -> Value:
    """The member of a value."""
    place = _place(owner, key, node) if owner.shape is None else None
    if place is not None:
        return place
    full = f"{owner.name}.{key}"[:LONGEST_NAME] if owner.name else ""
    found = _own(machine, owner, key, frame) or _kept(machine, full, frame) or _given(owner, key, full, node)
    if found is not None:
        return found
    if key in COUNTS:
        shape = frame.state.shape(owner)
        is_exact = isinstance(shape, Sequence) and shape.rest is None
        return known(len(shape.values())) if is_exact and shape is not None else NOTHING
    origins = owner.origins if owner.name == "re.compile()" else ()
    if key in HOSTS and owner.name == URL:
        origins = (*owner.origins, owner)
    is_opaque = (owner.is_opaque or bool(owner.name)) and not owner.marks
    return Value(marks=owner.marks, name=full, is_opaque=is_opaque, origins=origins)


def _place(owner: Value, key: str, node: ast.expr) -> Value | None:
    """A part of a package, of the browser's window, or of the address of a page."""
    if key == "default" and "." not in owner.name:
        return owner
    if owner.name in GLOBALS:
        is_told = key in ADDRESSES or f"window.{key}" in ADDRESSES
        return from_outside(node, key) if is_told else Value(name=key, is_opaque=True)
    if key in OWN_PLACE and owner.name in PLACES:
        return Value(name=f"{owner.name}.{key}")
    return known("/") if (owner.name, key) == ("path", "sep") else None


def _kept(machine: Machine, full: str, frame: Frame) -> Value | None:
    """What another handler left there."""
    kept = getattr(machine, "kept", {}).get(full)
    return None if kept is None else restored(kept, frame.state)


def _given(owner: Value, key: str, full: str, node: ast.expr) -> Value | None:
    """A part of what comes from outside; one that is text and nothing else is no operator of a query."""
    told = _of_outside(owner, key, full, node)
    is_text = key in TEXTS or owner.name.endswith((".params", ".headers"))
    return told.cleaned([NOSQL]) if told is not None and is_text else told


def _own(machine: Machine, owner: Value, key: str, frame: Frame) -> Value | None:
    """What the file itself put there."""
    shape = frame.state.shape(owner)
    if not isinstance(shape, Table):
        return None
    found = shape.items.get(key)
    if found is not None:
        return found
    if shape.of_class is not None or isinstance(owner.target, Class):
        return member_of(machine, owner, key, frame)
    return shape.rest if shape.rest is not None and shape.rest.marks else None


def _of_outside(owner: Value, key: str, full: str, node: ast.expr) -> Value | None:
    """A part of what comes from outside."""
    whole = WHOLES.get(owner.name)
    if whole is not None:
        chosen, inner = whole
        if key in inner:
            return Value(name=inner[key])
        if key in chosen or "*" in chosen:
            return from_outside(node, full)
        return Value(name=full, is_opaque=True) if owner.name == REQUEST else None
    if full in ADDRESSES or VALUE_OF.search(full):
        return from_outside(node, full)
    is_upload = key in UPLOADED_PARTS and any(mark.text.endswith((".file", ".files")) for mark in owner.marks)
    return Value(name=full) if is_upload else None


REQUESTS = {"req": REQUEST, "request": REQUEST}
WHOLES: dict[str, tuple[frozenset[str], dict[str, str]]] = {
    REQUEST: (REQUEST_PARTS, {"session": SESSION}),
    CONTEXT: (CONTEXT_PARTS, {**REQUESTS, "res": CONTEXT, "response": CONTEXT, "session": SESSION}),
    PROPS: (PROPS_PARTS, REQUESTS),
    EVENT: (frozenset("*"), {}),
}
"""What frameworks hand to a function: parts that the sender chooses, and parts that are another thing."""
