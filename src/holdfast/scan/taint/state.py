"""What is known at one point of the scanned program: the values of names, and the content of containers."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import count, takewhile

from holdfast.scan.taint.values import (
    NO_MARKS,
    NOTHING,
    UNKNOWN,
    Marks,
    Scope,
    Sequence,
    Shape,
    Table,
    Value,
    combined,
)

MOST_ALTERNATIVES = 8
DEPTH = 6
"""How deep containers within containers are looked into."""

numbers = count(1)


class State:
    """Names and containers. Forks share what was there when the module had been read."""

    def __init__(self, base: "State | None" = None) -> None:
        """An empty state, or one on top of a state that will not change any more."""
        self.base = base
        self.names: dict[int, dict[str, Value]] = {}
        self.owned: set[int] = set()
        self.shapes: dict[int, Shape] = {}
        self.elsewhere: dict[tuple[int, str], Scope] = base.elsewhere if base is not None else {}
        """Names that a scope declared ``global`` or ``nonlocal``, and where they stand; forks share it."""

    def fork(self) -> "State":
        """A copy that can go its own way."""
        copy = State(self.base)
        self.owned.clear()
        copy.names = self.names.copy()
        copy.shapes = self.shapes.copy()
        copy.elsewhere = self.elsewhere
        return copy

    def own(self, scope: Scope, name: str) -> Value | None:
        """The value of a name in that very scope."""
        names = self.names.get(scope.number)
        found = names.get(name) if names is not None else None
        return found if found is not None or self.base is None else self.base.own(scope, name)

    def look_up(self, scope: Scope | None, name: str) -> Value | None:
        """The value of a name, as seen from the scope."""
        while scope is not None:
            found = self.own(scope, name)
            if found is not None:
                return found
            scope = scope.parent
        return None

    def bind(self, scope: Scope, name: str, value: Value) -> None:
        """Give a name a value."""
        scope = self.elsewhere.get((scope.number, name), scope)
        self.names_of(scope.number)[name] = value

    def home(self, scope: Scope, name: str) -> Scope:
        """The scope that holds a name, as seen from another; that one itself when none does."""
        found: Scope | None = scope
        while found is not None:
            if self.own(found, name) is not None:
                return found
            found = found.parent
        return scope

    def names_of(self, number: int) -> dict[str, Value]:
        """The names of a scope, to be changed: forks share them until one of them does."""
        if number not in self.owned:
            self.names[number] = dict(self.names.get(number, {}))
            self.owned.add(number)
        return self.names[number]

    def leave(self, scope: Scope) -> None:
        """Forget the names of a call that is over."""
        self.names.pop(scope.number, None)
        self.owned.discard(scope.number)

    def shape(self, value: Value) -> Shape | None:
        """The content of a container or object."""
        return None if value.shape is None else self._shape(value.shape)

    def _shape(self, number: int) -> Shape | None:
        found = self.shapes.get(number)
        return found if found is not None or self.base is None else self.base._shape(number)  # noqa: SLF001

    def hold(self, shape: Shape, value: Value = NOTHING) -> Value:
        """A value with that content."""
        number = next(numbers)
        self.shapes[number] = shape
        return replace(value, shape=number)

    def reshape(self, value: Value, shape: Shape) -> None:
        """Change the content of a container, for all that hold it."""
        if value.shape is not None:
            self.shapes[value.shape] = shape

    def adopted(self, value: Value, other: "State") -> Value:
        """A value of a state that was forked from this one; what is in it comes along."""
        if other is self:
            return value
        new = {number: shape for number, shape in other.shapes.items() if self._shape(number) is None}
        self.shapes.update(new)
        content = other.shape(value)
        return value if content is None or content is self.shape(value) else self.hold(content, value)

    def content(self, value: Value, depth: int = DEPTH) -> Value:
        """The value with everything inside it: marks and doubts of the items are its own."""
        shape = self.shape(value)
        if shape is None or depth == 0:
            return value
        inside = combined(value, *(self.content(item, depth - 1) for item in shape.values()))
        return replace(value, marks=inside.marks, is_opaque=inside.is_opaque)

    def marks(self, values: Iterable[Value]) -> Marks:
        """The marks of all values and of what is in them."""
        return NO_MARKS.union(*(self.content(value).marks for value in values))

    def values(self) -> list[Value]:
        """All values that have a name."""
        return [value for names in self.names.values() for value in names.values()]

    def replace_value(self, old: Value, new: Value) -> None:
        """Let every name that holds the very value hold another: what was learned by a check."""
        for scope, names in list(self.names.items()):
            for name in [name for name, value in names.items() if value is old]:
                self.names_of(scope)[name] = new
        for number, shape in self.shapes.items():
            if any(item is old for item in shape.values()):
                self.shapes[number] = substituted(shape, old, new)


def substituted(shape: Shape, old: Value, new: Value) -> Shape:
    """The shape with one value in place of another."""
    rest = new if shape.rest is old else shape.rest
    if isinstance(shape, Sequence):
        return Sequence(tuple(new if item is old else item for item in shape.items), rest)
    items = {key: new if item is old else item for key, item in shape.items.items()}
    return replace(shape, items=items, rest=rest)


def is_same_constant(one: Value, other: Value) -> bool:
    """Whether both are known and equal, type included."""
    return one.is_known and type(one.constant) is type(other.constant) and one.constant == other.constant


def joined(one: Value, other: Value, state: State) -> Value:
    """What is known when it is either of two values."""
    if one is other:
        return one
    shape = one.shape
    if one.shape != other.shape:
        if other.constant is None or one.constant is None:
            shape = one.shape or other.shape
        else:
            both = state.shape(one), state.shape(other)
            is_plain = all(isinstance(each, Table) and each.of_class is None for each in both)
            is_plain |= (
                all(isinstance(each, Sequence) for each in both)
                and len({len(each.items) for each in both if each is not None}) == 1
            )
            if is_plain and both[0] is not None and both[1] is not None:
                shape = state.hold(joined_shapes(both[0], both[1], state)).shape
            else:
                one, other, shape = state.content(one), state.content(other), None
    return Value(
        constant=one.constant if is_same_constant(one, other) else UNKNOWN,
        marks=one.marks | other.marks,
        prefix=common_prefix(one.prefix, other.prefix),
        name=one.name if one.name == other.name or other.constant is None else "",
        target=one.target if one.target == other.target else None,
        shape=shape,
        is_opaque=one.is_opaque or other.is_opaque,
        is_resolved=one.is_resolved and other.is_resolved,
        alternatives=few(one.possible | other.possible),
    )


def common_prefix(one: str, other: str) -> str:
    """The beginning that both texts have."""
    same = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    return "".join(letter for letter, _ in same)


def few(constants: frozenset[object]) -> frozenset[object]:
    """The constants, unless there are too many to be of use."""
    return constants if len(constants) <= MOST_ALTERNATIVES else frozenset()


def joined_shapes(one: Shape, other: Shape, state: State) -> Shape:
    """What is known of a container that was changed on one way and not, or otherwise, on another."""
    if isinstance(one, Sequence) and isinstance(other, Sequence) and len(one.items) == len(other.items):
        items = tuple(joined(*pair, state) for pair in zip(one.items, other.items, strict=True))
        return Sequence(items, joined_rest(one.rest, other.rest, state))
    if isinstance(one, Table) and isinstance(other, Table):
        keys = {**one.items, **other.items}
        entries = {
            key: joined(one.items.get(key, other.items.get(key, NOTHING)), other.items.get(key, value), state)
            for key, value in keys.items()
        }
        return Table(entries, joined_rest(one.rest, other.rest, state), one.of_class)
    values = [state.content(item) for item in (*one.values(), *other.values())]
    everything = replace(
        combined(*values), alternatives=few(frozenset().union(*(value.possible for value in values)))
    )
    return Sequence(rest=everything) if isinstance(one, Sequence) else Table(rest=everything)


def joined_rest(one: Value | None, other: Value | None, state: State) -> Value | None:
    """The rest of two containers."""
    if one is None or other is None:
        return one or other
    return joined(one, other, state)


def merged(states: list[State]) -> State:
    """The state after ways that meet; at least one way must lead there."""
    first, *others = states
    result = first.fork() if others else first
    for other in others:
        for number, shape in other.shapes.items():
            mine = result.shapes.get(number)
            if mine is not None and mine is not shape:
                shape = joined_shapes(mine, shape, result)  # noqa: PLW2901
            result.shapes[number] = shape
        for scope, names in other.names.items():
            if result.names.get(scope) is not names:
                merge_names(result, scope, names)
    return result


def merge_names(result: State, scope: int, names: dict[str, Value]) -> None:
    """Join the names of one scope."""
    mine = result.names_of(scope)
    for name, value in names.items():
        old = mine.get(name)
        if old is not value:
            mine[name] = value if old is None else joined(old, value, result)
