"""Text made by ``%`` and ``str.format``: only what the template names gets into it."""

import re
import string

from holdfast.scan.taint.machine import Arguments
from holdfast.scan.taint.state import State
from holdfast.scan.taint.values import Sequence, Table, Value, combined

PERCENT_NAME = re.compile(r"%\((\w+)\)")
FIELD = re.compile(r"(?P<first>\w*)(?:\[(?P<key>\w+)\])?")


def by_percent(template: object, value: Value, state: State) -> Value:
    """What ``template % value`` takes of a dictionary; all of anything else."""
    shape = state.shape(value)
    names = PERCENT_NAME.findall(template) if isinstance(template, str) else []
    if names and isinstance(shape, Table) and shape.rest is None and not shape.of_class:
        return combined(*(state.content(shape.items[name]) for name in names if name in shape.items))
    return state.content(value)


def by_format(template: object, arguments: Arguments, state: State) -> Value | None:
    """What ``template.format(...)`` takes of its arguments; ``None`` when that is not known."""
    if not isinstance(template, str) or arguments.others:
        return None
    try:
        fields = [field for _, field, _, _ in string.Formatter().parse(template) if field is not None]
    except ValueError:
        return None
    taken = [argument_of(field, number, arguments, state) for number, field in enumerate(fields)]
    return combined(*(value for value in taken if value is not None))


def argument_of(field: str, number: int, arguments: Arguments, state: State) -> Value | None:
    """The argument, or the item of it, that a field names."""
    parts = FIELD.match(field)
    first = parts["first"] if parts else ""
    if not first or first.isdigit():
        place = int(first) if first else number
        found = arguments.positional[place] if place < len(arguments.positional) else None
    else:
        found = arguments.named.get(first)
    if found is None:
        return None
    shape, key = state.shape(found), parts["key"] if parts else None
    if isinstance(shape, Table) and shape.rest is None and key in shape.items:
        return state.content(shape.items[key])
    if isinstance(shape, Sequence) and shape.rest is None and (key or "").isdigit():
        return combined(*(state.content(item) for item in shape.items[int(key or 0) :][:1]))
    return state.content(found)
