"""What methods of lists and maps do, and what the functions get that they call for each item."""

import ast
from collections.abc import Callable
from dataclasses import replace

from holdfast.scan.javascript.members import item_of
from holdfast.scan.taint import containers, guards
from holdfast.scan.taint.checks import Call
from holdfast.scan.taint.machine import Arguments, Frame, Machine
from holdfast.scan.taint.values import NOTHING, Function, Sequence, Table, Value, combined, known

EACH = frozenset({"forEach", "map", "flatMap", "filter", "find", "findLast", "some", "every", "findIndex"})
KEEPING = frozenset({"filter", "find", "findLast"})
"""Their answer is of items for which the function said yes."""
FOLDING = frozenset({"reduce", "reduceRight"})
NUMBERED = 3
"""Most items that a function is called with one by one."""


def of_list(machine: Machine, call: Call, frame: Frame) -> Value | None:
    """Methods of lists, and of what may be one."""
    owner, given = call.owner, call.arguments.positional
    if owner is None:
        return None
    shape = frame.state.shape(owner)
    function = given[0].target if given else None
    if isinstance(function, Function) and (call.method in EACH or call.method in FOLDING):
        return _with_function(machine, call, owner, function, frame)
    if call.method == "map" and given and given[0].name and not isinstance(shape, Table):
        return _named(machine, call, owner, frame)
    if not isinstance(shape, Sequence):
        return None
    action = ACTIONS.get(call.method)
    return action(call, owner, shape, frame) if action is not None else None


def _with_function(
    machine: Machine, call: Call, owner: Value, function: Function, frame: Frame
) -> Value | None:
    shape = frame.state.shape(owner)
    if call.method in FOLDING:
        return _folded(machine, owner, function, tuple(call.arguments.positional[1:]), frame)
    if not isinstance(shape, Table):
        return _for_each(machine, call.method, owner, function, frame)
    if call.method != "forEach":
        return None
    item = containers.either(shape.values(), frame.state)
    key = replace(shape.rest) if shape.rest is not None else NOTHING
    return machine.call(function, Arguments([item, key]), frame)


def _named(machine: Machine, call: Call, owner: Value, frame: Frame) -> Value | None:
    """``items.map(Number)``, ``items.map(escapeHtml)``: a function by its name."""
    function = call.arguments.positional[0]
    item = containers.elements(frame.state, owner)
    inner = replace(call, name=function.name, owner=None, callee=function, arguments=Arguments([item]))
    answer = machine.answer(inner, frame)
    return frame.state.hold(Sequence(rest=answer)) if answer is not None else None


def _for_each(machine: Machine, method: str, owner: Value, function: Function, frame: Frame) -> Value:
    shape = frame.state.shape(owner)
    is_exact = isinstance(shape, Sequence) and shape.rest is None and len(shape.items) <= NUMBERED
    items = shape.values() if is_exact and shape is not None else (containers.elements(frame.state, owner),)
    if method in KEEPING:
        kept = [_kept(machine, function, item, frame) for item in items]
        if method == "filter":
            return frame.state.hold(Sequence(rest=containers.either(tuple(kept), frame.state)))
        return containers.either(tuple(kept), frame.state)
    answers = [machine.call(function, Arguments([item, NOTHING, owner]), frame) for item in items]
    match method:
        case "map":
            return frame.state.hold(
                Sequence(tuple(answers))
                if is_exact
                else Sequence(rest=containers.either(tuple(answers), frame.state))
            )
        case "flatMap":
            return frame.state.hold(Sequence(rest=combined(*(frame.state.content(each) for each in answers))))
        case _:
            return NOTHING


def _kept(machine: Machine, function: Function, item: Value, frame: Frame) -> Value:
    """An item for which the function said yes: what its test tells holds."""
    item = replace(item)
    inner = Frame(machine.new_scope(function.scope), frame.state.fork())
    names = [argument.arg for argument in function.node.args.args]
    body = function.node.body
    tests = [part.value for part in body if isinstance(part, ast.Return)] if isinstance(body, list) else []
    opening = [part for part in body if isinstance(part, ast.Assign)] if isinstance(body, list) else []
    machine.call(function, Arguments([item]), frame)
    if len(tests) != 1 or tests[0] is None or not names or opening:
        return item
    inner.state.bind(inner.scope, names[0], item)
    guards.refine(machine, tests[0], inner, outcome=True)
    return inner.state.own(inner.scope, names[0]) or item


def _folded(
    machine: Machine, owner: Value, function: Function, start: tuple[Value, ...], frame: Frame
) -> Value:
    """``reduce``: what two rounds make of it."""
    item = containers.elements(frame.state, owner)
    whole = start[0] if start else item
    for _ in range(2):
        whole = machine.call(function, Arguments([whole, item, NOTHING, owner]), frame)
    return whole


def _push(call: Call, owner: Value, _shape: Sequence, frame: Frame) -> Value:
    """``push`` and ``unshift``, of one or several."""
    method = "append" if call.method == "push" else "appendleft"
    for value in (*call.arguments.positional, *call.arguments.others):
        containers.call(frame.state, owner, method, Arguments([value]))
    return NOTHING


def _shift(_call: Call, owner: Value, _shape: Sequence, frame: Frame) -> Value | None:
    return containers.call(frame.state, owner, "popleft", Arguments())


def _at(call: Call, _owner: Value, shape: Sequence, frame: Frame) -> Value:
    index = call.arguments.positional[0] if call.arguments.positional else known(0)
    return containers.item_of_sequence(frame.state, shape, index)


def _copy(_call: Call, _owner: Value, shape: Sequence, frame: Frame) -> Value:
    return frame.state.hold(shape)


def _concat(call: Call, owner: Value, shape: Sequence, frame: Frame) -> Value:
    state = frame.state
    items = list(shape.items)
    is_exact = shape.rest is None
    for value in call.arguments.all():
        more = state.shape(value)
        if isinstance(more, Sequence):
            items += more.items
            is_exact &= more.rest is None
        else:
            is_exact &= value.is_known
            items.append(value)
    if is_exact:
        return state.hold(Sequence(tuple(items)))
    return state.hold(Sequence(rest=combined(*map(state.content, (owner, *call.arguments.all())))))


def _slice(call: Call, owner: Value, shape: Sequence, frame: Frame) -> Value:
    bounds = [value.constant for value in call.arguments.positional]
    if shape.rest is not None or not all(isinstance(bound, int) for bound in bounds) or len(bounds) > 2:
        return _mixed(call, owner, shape, frame)
    first, last = (*bounds, None, None)[:2]
    start = int(str(first)) if first is not None else None
    return frame.state.hold(Sequence(shape.items[start : int(str(last)) if last is not None else None]))


def _reversed(call: Call, owner: Value, shape: Sequence, frame: Frame) -> Value:
    if shape.rest is not None:
        return _mixed(call, owner, shape, frame)
    return frame.state.hold(Sequence(shape.items[::-1]))


def _mixed(_call: Call, _owner: Value, shape: Sequence, frame: Frame) -> Value:
    """A list of the same items in another order, or of some of them."""
    return frame.state.hold(Sequence(rest=containers.either(shape.values(), frame.state)))


ACTIONS: dict[str, Callable[[Call, Value, Sequence, Frame], Value | None]] = {
    "push": _push,
    "unshift": _push,
    "shift": _shift,
    "at": _at,
    "concat": _concat,
    "slice": _slice,
    **dict.fromkeys(("values", "entries", "keys"), _copy),
    **dict.fromkeys(("reverse", "toReversed"), _reversed),
    **dict.fromkeys(("sort", "flat", "toSorted", "fill", "splice"), _mixed),
}


def of_map(_machine: Machine, call: Call, frame: Frame) -> Value | None:
    """Methods of maps and of parameters of addresses."""
    owner, given = call.owner, call.arguments.positional
    if owner is None or not isinstance(frame.state.shape(owner), Table):
        return None
    match call.method, len(given):
        case (("set" | "append"), 2):
            containers.set_item(frame.state, owner, given[0], given[1])
            return owner
        case (("get" | "getAll" | "delete"), 1):
            return item_of(owner, given[0], frame)
        case "toString", 0:
            return replace(frame.state.content(owner), shape=None, name="").cleaned(
                ["cross-site-scripting", "request-forgery", "open-redirect"]
            )
        case (("values" | "entries" | "keys"), 0):
            return frame.state.hold(Sequence(rest=replace(frame.state.content(owner), shape=None, name="")))
        case _:
            return None
