"""Schemas of zod, joi and yup: which fields of what they let through are still free text."""

import re
from dataclasses import replace

from holdfast.scan.taint.checks import Call
from holdfast.scan.taint.machine import Frame, Machine
from holdfast.scan.taint.values import NOTHING, OPAQUE, Table, Value, combined

PACKAGES = ("zod", "joi", "yup", "valibot", "superstruct", "@hapi/joi")
READING = frozenset({"parse", "parseAsync", "validateSync", "validate", "validateAsync", "attempt", "cast"})
TRYING = frozenset({"safeParse", "safeParseAsync", "spa"})
"""They answer with an object that holds the value as ``data``."""
CLOSED = re.compile(
    r"(^|\.)(enum|nativeEnum|number|boolean|bool|literal|bigint|date|uuid|int|cuid2?|ulid|ip|datetime|valid|oneOf|guid)"
    r"\(\)"
)
"""Kinds of fields that let no free text through."""
STRUCTURES = frozenset({"object", "strictObject", "looseObject", "keys", "shape"})
FORMED = ("nosql-injection", "prototype-pollution", "mass-assignment")
"""What a value of a known form is safe from."""


def from_schema(_machine: Machine, call: Call, frame: Frame) -> Value | None:
    """The answer of what makes a schema, and of what reads by it."""
    owner, given = call.owner, call.arguments.positional
    if owner is None or not owner.name.startswith(PACKAGES):
        return None
    name = f"{call.name}()"
    if call.method in STRUCTURES and given and isinstance(frame.state.shape(given[0]), Table):
        return replace(given[0], name=name)
    if call.method in READING and given:
        return read(owner, given[0], frame)
    if call.method in TRYING and given:
        items: dict[object, Value] = {"data": read(owner, given[0], frame), "success": NOTHING}
        return frame.state.hold(Table(items, replace(OPAQUE)))
    return Value(name=name, shape=owner.shape, is_opaque=True)


def read(schema: Value, given: Value, frame: Frame) -> Value:
    """What a schema lets through."""
    whole = replace(combined(frame.state.content(given)), name="").cleaned(FORMED)
    shape = frame.state.shape(schema)
    if CLOSED.search(schema.name):
        return NOTHING
    if not isinstance(shape, Table):
        return whole
    fields = {
        key: NOTHING if CLOSED.search(field.name) else replace(whole) for key, field in shape.items.items()
    }
    return frame.state.hold(Table(fields))
