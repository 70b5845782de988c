"""The answers of functions of the language itself, by name."""

from collections.abc import Callable
from dataclasses import replace

from holdfast.scan.javascript.members import NOSQL, from_outside
from holdfast.scan.javascript.sinks import words
from holdfast.scan.taint import containers, objects
from holdfast.scan.taint.checks import Call
from holdfast.scan.taint.machine import Arguments, Frame, Machine
from holdfast.scan.taint.names import REQUEST
from holdfast.scan.taint.values import (
    NOTHING,
    OPAQUE,
    UNKNOWN,
    Function,
    Sequence,
    Table,
    Value,
    combined,
    known,
)

LATER = words(
    "setTimeout setInterval setImmediate process.nextTick queueMicrotask requestAnimationFrame "
    "requestIdleCallback useEffect react.useEffect useLayoutEffect react.useLayoutEffect"
)
"""They call a function some time later."""
TAGGED_SAFE = ("sql-injection", "nosql-injection", "cross-site-scripting", "command-injection")
"""What values are safe from that a tag gets beside the text."""
RESOLVED = "@resolved"
"""A function that sets a value: a promise's first argument, the second part of a state."""


def from_language(machine: Machine, call: Call, frame: Frame) -> Value | None:
    """What a function of the language answers."""
    answer = ANSWERS.get(call.name)
    return answer(machine, call, frame) if answer is not None else None


def plain(value: Value, frame: Frame) -> Value:
    """All that is in a value, as one thing without a name."""
    return replace(frame.state.content(value), shape=None, name="")


def counted(_machine: Machine, call: Call, frame: Frame) -> Value:
    """A number that is another one each time, or a text that grows."""
    return replace(combined(*(frame.state.content(value) for value in call.arguments.positional)), name="")


def elements(_machine: Machine, call: Call, _frame: Frame) -> Value:
    """What a loop walks: of a request, its body in pieces."""
    given = call.arguments.positional[0]
    return from_outside(call.node, "") if given.name == REQUEST else given


def later(machine: Machine, call: Call, frame: Frame) -> Value | None:
    """``setTimeout(() => ...)``."""
    given = call.arguments.positional
    if not given or not isinstance(given[0].target, Function):
        return None
    machine.call(given[0].target, Arguments(), frame)
    return NOTHING


def at_once(machine: Machine, call: Call, frame: Frame) -> Value | None:
    """``useMemo(() => value)``."""
    given = call.arguments.positional
    is_function = bool(given) and isinstance(given[0].target, Function)
    return machine.call(given[0].target, Arguments(), frame) if is_function else None  # type: ignore[arg-type]


def nothing(_machine: Machine, _call: Call, _frame: Frame) -> Value:
    """Nothing that could do harm."""
    return NOTHING


def tagged(_machine: Machine, call: Call, frame: Frame) -> Value:
    """A tagged template: the tag keeps the values apart from the text."""
    whole = combined(*(frame.state.content(value) for value in call.arguments.positional[1:]))
    return replace(whole, name="").cleaned(TAGGED_SAFE)


def of_pairs(_machine: Machine, call: Call, frame: Frame) -> Value:
    """A map, empty or of pairs."""
    given = call.arguments.positional
    held = pairs(given[0], frame) if given else Table()
    return frame.state.hold(held, Value(name=f"{call.name}()"))


def pairs(given: Value, frame: Frame) -> Table:
    """The content of a map that is made of something."""
    shape = frame.state.shape(given)
    if isinstance(shape, Table):
        return Table(shape.items, shape.rest)
    if not isinstance(shape, Sequence) or shape.rest is not None:
        return Table({}, plain(given, frame))
    items: dict[object, Value] = {}
    rest: Value | None = None
    for pair in shape.items:
        parts = frame.state.shape(pair)
        if isinstance(parts, Sequence) and len(parts.items) == 2 and containers.is_key(parts.items[0]):
            items[parts.items[0].constant] = parts.items[1]
        else:
            rest = combined(frame.state.content(pair), *([rest] if rest else []))
    return Table(items, rest)


def of_items(_machine: Machine, call: Call, frame: Frame) -> Value:
    """A set of what is in something else."""
    given = call.arguments.positional
    shape = frame.state.shape(given[0]) if given else Sequence()
    if not isinstance(shape, Sequence):
        shape = Sequence(rest=containers.elements(frame.state, given[0]))
    return frame.state.hold(shape)


def of_length(_machine: Machine, call: Call, frame: Frame) -> Value:
    """``new Array(length)``, ``Array(a, b)``."""
    given = tuple(call.arguments.positional)
    return frame.state.hold(Sequence(rest=NOTHING) if len(given) == 1 else Sequence(given))


def of_table(_machine: Machine, call: Call, frame: Frame) -> Value | None:
    """``Object.keys`` and its like."""
    given = call.arguments.positional
    if not given:
        return None
    shape = frame.state.shape(given[0])
    if isinstance(shape, Table) and shape.of_class is None:
        return containers.listed(frame.state, shape, {"entries": "items"}.get(call.method, call.method))
    inside = plain(given[0], frame)
    if call.method == "entries":
        inside = frame.state.hold(Sequence((inside, replace(inside))))
    return frame.state.hold(Sequence(rest=inside))


def joined(_machine: Machine, call: Call, frame: Frame) -> Value | None:
    """``Object.assign(target, ...sources)``."""
    target, *sources = call.arguments.positional or (NOTHING,)
    for source in sources:
        containers.call(frame.state, target, "update", Arguments([source]))
    if target.shape is not None:
        return target
    return combined(*(frame.state.content(value) for value in (target, *sources)))


def created(_machine: Machine, call: Call, frame: Frame) -> Value:
    """``Object.create(null)``, which shares nothing; ``Object.fromEntries(list)``."""
    if call.method == "create":
        return frame.state.hold(Table(), Value(name="Map()"))
    given = call.arguments.positional
    return frame.state.hold(pairs(given[0], frame) if given else Table())


def listed(machine: Machine, call: Call, frame: Frame) -> Value | None:
    """``Array.from(items, function)``."""
    given = call.arguments.positional
    if len(given) < 2:
        return the_same(machine, call, frame)
    item = containers.elements(frame.state, given[0])
    return frame.state.hold(Sequence(rest=applied(machine, call, given[1], item, frame)))


def applied(machine: Machine, call: Call, function: Value, item: Value, frame: Frame) -> Value:
    """The answer of a function that is handed over, for one item."""
    if isinstance(function.target, Function):
        return machine.call(function.target, Arguments([item, NOTHING]), frame)
    inner = replace(call, name=function.name, owner=None, callee=function, arguments=Arguments([item]))
    answer = machine.answer(inner, frame)
    return item if answer is None else answer


def promised(machine: Machine, call: Call, frame: Frame) -> Value | None:
    """``new Promise((resolve) => resolve(value))``: the value."""
    given = call.arguments.positional
    if not given or not isinstance(given[0].target, Function):
        return None
    box = frame.state.hold(Sequence(), Value(name=RESOLVED))
    machine.call(given[0].target, Arguments([box, replace(OPAQUE)]), frame)
    return containers.elements(frame.state, box)


def state_of(_machine: Machine, call: Call, frame: Frame) -> Value:
    """``const [text, setText] = useState("")``: what was there first, or was set since."""
    box = frame.state.hold(Sequence(tuple(call.arguments.positional[:1])), Value(name=RESOLVED))
    return frame.state.hold(Sequence((replace(box, name=""), box)))


def bytes_of(_machine: Machine, call: Call, frame: Frame) -> Value | None:
    """``Buffer.from(text)``."""
    given = call.arguments.positional
    return plain(given[0], frame) if given else None


def text_of(_machine: Machine, call: Call, frame: Frame) -> Value | None:
    """``String(value)``, ``JSON.stringify(value)``: text, whatever it was."""
    given = call.arguments.positional
    if given and call.name == "String" and given[0].is_known and given[0].constant is not None:
        return known(str(given[0].constant))
    return plain(given[0], frame).cleaned([NOSQL]) if given else None


def parsed(_machine: Machine, call: Call, frame: Frame) -> Value | None:
    """``JSON.parse(text)``: an object, if the sender wants so."""
    given = call.arguments.positional
    if not given:
        return None
    value = plain(given[0], frame)
    marks = frozenset(replace(mark, cleaned=mark.cleaned - {NOSQL}) for mark in value.marks)
    return replace(value, marks=marks, constant=UNKNOWN, prefix="")


def the_same(_machine: Machine, call: Call, _frame: Frame) -> Value | None:
    """Functions whose answer is what they are given."""
    given = call.arguments.positional
    if not given:
        return None
    return replace(given[0]) if given[0].shape is None else given[0]


ANSWERS: dict[str, Callable[[Machine, Call, Frame], Value | None]] = {
    "super": lambda _machine, call, frame: objects.parent(call, frame),
    "@counted": counted,
    "@elements": elements,
    "@tagged": tagged,
    "Object.assign": joined,
    "Array.from": listed,
    "Array": of_length,
    "Array.of": lambda _machine, call, frame: frame.state.hold(Sequence(tuple(call.arguments.positional))),
    "Promise": promised,
    "useState": state_of,
    "react.useState": state_of,
    "JSON.parse": parsed,
    **dict.fromkeys(LATER, later),
    **dict.fromkeys(words("useMemo react.useMemo"), at_once),
    **dict.fromkeys(words("@typeof @jsx builtins.isinstance isinstance"), nothing),
    **dict.fromkeys(words("Map URLSearchParams Headers FormData WeakMap"), of_pairs),
    **dict.fromkeys(words("Set WeakSet"), of_items),
    **dict.fromkeys(words("Object.keys Object.values Object.entries"), of_table),
    **dict.fromkeys(words("Object.create Object.fromEntries"), created),
    **dict.fromkeys(words("String.fromCharCode Buffer.concat Buffer.from"), bytes_of),
    **dict.fromkeys(words("String JSON.stringify"), text_of),
    **dict.fromkeys(
        words(
            "Object.freeze Object.seal structuredClone Object util.promisify promisify Promise.resolve "
            "Promise.all Promise.allSettled lodash.cloneDeep _.cloneDeep lodash.clone _.clone"
        ),
        the_same,
    ),
}
