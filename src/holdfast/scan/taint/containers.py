"""What methods of lists, dictionaries and configurations do to their content."""

from configparser import Error as ConfigurationError
from configparser import RawConfigParser
from dataclasses import replace

from holdfast.scan.taint.machine import Arguments
from holdfast.scan.taint.state import State, joined
from holdfast.scan.taint.values import NOTHING, OPAQUE, Sequence, Table, Value, combined, known

ADDING = frozenset({"append", "add", "appendleft", "put", "put_nowait", "push"})
WRITING = ADDING | {"write", "writelines", "extend", "insert", "update", "set", "setdefault", "feed"}
"""Methods after which an object that nothing is known of holds what it was given."""


ATTRIBUTES = "@attributes"
"""The ``__dict__`` of an object."""


def either(values: tuple[Value, ...], state: State) -> Value:
    """One of the values, not known which."""
    if not values:
        return NOTHING
    first, *others = values
    for other in others:
        first = joined(first, other, state)
    return first


def item(state: State, container: Value, index: Value) -> Value | None:
    """What stands at an index or key; ``None`` when the content is not known."""
    match state.shape(container):
        case Sequence() as sequence:
            return item_of_sequence(state, sequence, index)
        case Table(of_class=None) as table:
            return item_of_table(state, table, index)
        case Table(items=items) if isinstance(index.constant, int) and is_inside(
            index, tuple(items.values())
        ):
            return tuple(items.values())[index.constant]
        case _:
            return None


def item_of_sequence(state: State, sequence: Sequence, index: Value) -> Value:
    """An item by number."""
    if sequence.rest is None and isinstance(index.constant, int):
        try:
            return sequence.items[index.constant]
        except IndexError:
            return NOTHING
    return either(sequence.values(), state)


def is_key(value: Value) -> bool:
    """Whether it is a constant that can be a key."""
    return value.is_known and isinstance(value.constant, str | bytes | int | float | bool | None | tuple)


def item_of_table(state: State, table: Table, key: Value) -> Value:
    """An item by key."""
    if is_key(key):
        found = table.items.get(key.constant)
        if found is not None:
            return found
        return table.rest if table.rest is not None else NOTHING
    return either(table.values(), state)


def set_item(state: State, container: Value, index: Value, value: Value) -> None:
    """Store at an index or key."""
    match state.shape(container):
        case Sequence(items=items, rest=None) as sequence if is_inside(index, items):
            number = int(str(index.constant)) % len(items)
            changed = (*items[:number], value, *items[number + 1 :])
            state.reshape(container, replace(sequence, items=changed))
        case Sequence() as sequence:
            state.reshape(container, Sequence(rest=combined(*sequence.values(), state.content(value))))
        case Table() as table if is_key(index):
            state.reshape(container, table.with_item(index.constant, value))
        case Table() as table:
            rest = combined(state.content(value), index, table.rest or NOTHING)
            state.reshape(container, replace(table, rest=rest))
        case None:
            state.replace_value(
                container, replace(container, marks=container.marks | state.content(value).marks)
            )


def is_inside(index: Value, items: tuple[Value, ...]) -> bool:
    """Whether it is a known place in the list."""
    place = index.constant
    return isinstance(place, int) and not isinstance(place, bool) and -len(items) <= place < len(items)


def delete_item(state: State, container: Value, index: Value) -> None:
    """Remove what is at an index or key, where that is known."""
    match state.shape(container):
        case Sequence(items=items, rest=None) as sequence if is_inside(index, items):
            number = int(str(index.constant)) % len(items)
            state.reshape(container, replace(sequence, items=items[:number] + items[number + 1 :]))
        case Table() as table if is_key(index):
            left = {key: value for key, value in table.items.items() if key != index.constant}
            state.reshape(container, replace(table, items=left))
        case _:
            pass


def call(state: State, container: Value, method: str, arguments: Arguments) -> Value | None:
    """The answer of a method; ``None`` when it is none that is known here."""
    match state.shape(container):
        case Sequence() as sequence:
            return call_sequence(state, container, sequence, method, arguments)
        case Table(of_class=None) as table:
            return call_table(state, container, table, method, arguments)
        case Table() as table if container.name == ATTRIBUTES:
            return call_table(state, container, table, method, arguments)
        case _:
            return None


def call_sequence(
    state: State, container: Value, sequence: Sequence, method: str, arguments: Arguments
) -> Value | None:
    """Methods of lists, sets and queues."""
    given = arguments.positional
    match method, len(given):
        case name, 1 if name in ADDING:
            changed = added(state, sequence, given[0], is_first=name == "appendleft")
        case "insert", 2 if sequence.rest is None and isinstance(given[0].constant, int):
            number = given[0].constant
            changed = replace(sequence, items=(*sequence.items[:number], given[1], *sequence.items[number:]))
        case "extend" | "update", 1:
            changed = extended(state, sequence, given[0])
        case "pop" | "popleft" | "get" | "get_nowait", 0 | 1:
            return popped(state, container, sequence, method, given[0] if given else None)
        case "clear" | "reverse" | "remove" | "discard" | "sort", _:
            changed = reordered(state, sequence, method)
        case "copy", 0:
            return state.hold(sequence)
        case _:
            return None
    state.reshape(container, changed)
    return NOTHING


def added(state: State, sequence: Sequence, value: Value, *, is_first: bool) -> Sequence:
    """The list with one more item."""
    if sequence.rest is not None:
        return Sequence(rest=either((sequence.rest, state.content(value), *sequence.items), state))
    return Sequence((value, *sequence.items) if is_first else (*sequence.items, value))


def reordered(state: State, sequence: Sequence, method: str) -> Sequence:
    """The list after a method that removes items by value, or moves them."""
    if method == "clear":
        return Sequence()
    if method == "reverse" and sequence.rest is None:
        return Sequence(sequence.items[::-1])
    return Sequence(rest=either(sequence.values(), state))


def extended(state: State, sequence: Sequence, more: Value) -> Sequence:
    """The list with all items of another."""
    other = state.shape(more)
    if isinstance(other, Sequence) and sequence.rest is None and other.rest is None:
        return Sequence(sequence.items + other.items)
    return Sequence(
        rest=combined(*(state.content(value) for value in sequence.values()), state.content(more))
    )


def popped(state: State, container: Value, sequence: Sequence, method: str, index: Value | None) -> Value:
    """Take one item out."""
    if sequence.rest is not None or (index is not None and not isinstance(index.constant, int)):
        return either(sequence.values(), state)
    first = method != "pop"
    place = index if index is not None and method == "pop" else known(0 if first else -1)
    found = item_of_sequence(state, sequence, place)
    delete_item(state, container, place)
    return found


CONFIGURATIONS = frozenset({"configparser.ConfigParser()", "configparser.RawConfigParser()"})


def call_configuration(
    state: State, container: Value, table: Table, method: str, arguments: Arguments
) -> Value | None:
    """Methods of a configuration: a table of sections, each a table."""
    given = arguments.positional
    match method, len(given):
        case "add_section", 1:
            set_item(state, container, given[0], state.hold(Table()))
        case "set", 3:
            set_item(state, item_of_table(state, table, given[0]), given[1], given[2])
        case "get", 2:
            return item(state, item_of_table(state, table, given[0]), given[1]) or NOTHING
        case "read_string", 1:
            read_configuration(state, container, given[0])
        case "getint" | "getfloat" | "getboolean" | "read" | "has_option" | "has_section", _:
            pass
        case _:
            return None
    return NOTHING


def read_configuration(state: State, container: Value, text: Value) -> None:
    """Enter the sections of a configuration; of one that is not known, all that it may bring."""
    if not isinstance(text.constant, str):
        state.reshape(container, Table(rest=Value(marks=text.marks, is_opaque=text.is_opaque)))
        return
    parser = RawConfigParser()
    try:
        parser.read_string(text.constant)
    except ConfigurationError:
        return
    for section in parser.sections():
        entries: dict[object, Value] = {key: known(item) for key, item in parser.items(section)}
        set_item(state, container, known(section), state.hold(Table(entries)))


def call_table(
    state: State, container: Value, table: Table, method: str, arguments: Arguments
) -> Value | None:
    """Methods of dictionaries."""
    if container.name in CONFIGURATIONS:
        answer = call_configuration(state, container, table, method, arguments)
        if answer is not None:
            return answer
    given = arguments.positional
    match method, len(given):
        case "get" | "pop" | "setdefault", 1 | 2:
            return got(state, container, table, method, (given[0], given[1] if len(given) > 1 else None))
        case "update", 0 | 1:
            return updated(state, container, table, arguments)
        case "keys" | "values" | "items", 0:
            return listed(state, table, method)
        case "copy", 0:
            return state.hold(table)
        case _:
            return None


def listed(state: State, table: Table, method: str) -> Value:
    """The answer of ``keys``, ``values`` or ``items``."""
    if method == "keys":
        items = tuple(known(key) for key in table.items)
    elif method == "values":
        items = tuple(table.items.values())
    else:
        items = tuple(state.hold(Sequence((known(key), value))) for key, value in table.items.items())
    return state.hold(Sequence(items, table.rest))


def got(
    state: State, container: Value, table: Table, method: str, given: tuple[Value, Value | None]
) -> Value:
    """The answer of ``get``, ``pop`` or ``setdefault``."""
    key, default = given
    found = item_of_table(state, table, key)
    if is_key(key) and key.constant in table.items:
        if method == "pop":
            delete_item(state, container, key)
        return found
    if method == "setdefault" and default is not None:
        set_item(state, container, key, default)
    if default is None:
        return found
    return default if is_key(key) and table.rest is None else joined(found, default, state)


def updated(state: State, container: Value, table: Table, arguments: Arguments) -> Value:
    """The answer of ``update``."""
    items: dict[object, Value] = {**table.items}
    rest = table.rest
    for value in (*arguments.positional, *arguments.others):
        other = state.shape(value)
        if isinstance(other, Table):
            items |= other.items
            rest = other.rest if rest is None else rest
        else:
            content = replace(state.content(value), shape=None)
            items = {
                key: joined(item, content, state) if content.marks else item for key, item in items.items()
            }
            rest = combined(rest or NOTHING, content)
    items.update(arguments.named)
    state.reshape(container, replace(table, items=items, rest=rest))
    return NOTHING


MOST_ROUNDS = 8


def exact_items(state: State, container: Value) -> tuple[Value, ...] | None:
    """What a loop over it gets, when it is a few things of known content in a known order."""
    match state.shape(container):
        case Sequence(items=items, rest=None):
            pass
        case Table(items=keys, rest=None, of_class=None) if not container.target:
            items = tuple(known(key) for key in keys)
        case _:
            return None
    is_exact = all(item.is_known or item.shape is not None for item in items)
    return items if is_exact and 0 < len(items) <= MOST_ROUNDS else None


def elements(state: State, container: Value) -> Value:
    """What a loop over it gets, one after the other."""
    match state.shape(container):
        case Sequence() as sequence:
            return either(sequence.values(), state)
        case Table() as table if table.of_class is None:
            keys = tuple(known(key) for key in table.items)
            return either((*keys, table.rest) if table.rest is not None else keys, state)
        case Table():
            return replace(state.content(container), shape=None)
        case _:
            return Value(marks=container.marks, is_opaque=container.is_opaque or container is OPAQUE)
