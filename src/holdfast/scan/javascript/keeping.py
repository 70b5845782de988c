"""What one handler leaves for the next, on request or response: it outlives the walk of a function."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from holdfast.scan.taint.state import State
from holdfast.scan.taint.values import OPAQUE, Table, Value, combined

DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Fields:
    """An object with its fields; they stand for themselves in any state."""

    items: Mapping[object, "Kept"] = field(default_factory=dict)
    rest: Value | None = None


Kept = Value | Fields


def snapshot(value: Value, state: State, depth: int = DEEPEST) -> Kept:
    """The value without the state that it is in."""
    shape = state.shape(value)
    if isinstance(shape, Table) and shape.of_class is None and depth:
        items = {key: snapshot(item, state, depth - 1) for key, item in shape.items.items()}
        return Fields(items, None if shape.rest is None else flattened(snapshot(shape.rest, state, 0)))
    return replace(state.content(value), shape=None, origins=())


def flattened(kept: Kept) -> Value:
    """All of it in one value."""
    if isinstance(kept, Value):
        return kept
    parts = [flattened(item) for item in kept.items.values()]
    return combined(*parts, *([kept.rest] if kept.rest is not None else []))


def restored(kept: Kept, state: State) -> Value:
    """The value in a state."""
    if isinstance(kept, Value):
        return replace(kept)
    items = {key: restored(item, state) for key, item in kept.items.items()}
    return state.hold(Table(items, kept.rest if kept.rest is not None else replace(OPAQUE)))
