"""The values of expressions, calls aside."""

import ast
import builtins
from collections.abc import Callable
from dataclasses import replace

from holdfast.scan.taint import containers, folding, formatting, guards, objects
from holdfast.scan.taint.binding import as_secret
from holdfast.scan.taint.comprehensions import evaluate_comprehension
from holdfast.scan.taint.machine import Arguments, Frame, Machine
from holdfast.scan.taint.members import LONGEST_NAME, evaluate_attribute
from holdfast.scan.taint.names import REQUEST
from holdfast.scan.taint.pages import MARKUP
from holdfast.scan.taint.sources import EVENT, TRUSTED_EVENTS, is_web
from holdfast.scan.taint.state import State, few, joined
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
    without_requests,
)


def evaluate_constant(_machine: Machine, node: ast.Constant, _frame: Frame) -> Value:
    """A literal."""
    return known(node.value) if isinstance(node.value, folding.PLAIN) else NOTHING


def evaluate_name(machine: Machine, node: ast.Name, frame: Frame) -> Value:
    """A name: of the function, the module, or the language."""
    found = frame.state.look_up(frame.scope, node.id)
    if found is None:
        if node.id == "request" and is_web(machine.imports):
            return Value(name=REQUEST)
        return as_secret(Value(name=node.id, is_opaque=not hasattr(builtins, node.id)), node.id, node)
    return found


def evaluate_subscript(machine: Machine, node: ast.Subscript, frame: Frame) -> Value:
    """An item, a slice, or a piece of text."""
    owner = machine.evaluate(node.value, frame)
    if isinstance(node.slice, ast.Slice):
        return evaluate_slice(machine, owner, node.slice, frame)
    index = machine.evaluate(node.slice, frame)
    if owner.name == EVENT and index.constant in TRUSTED_EVENTS:
        return OPAQUE
    found = objects.item(machine, owner, index, frame) or containers.item(frame.state, owner, index)
    if found is None:
        constant = folding.item(owner.constant, index.constant)
        if constant is not UNKNOWN:
            return known(constant)
        name = f"{owner.name}[]"[:LONGEST_NAME] if owner.name else ""
        found = Value(marks=owner.marks, name=name, is_opaque=not owner.is_known)
        found = replace(found, is_opaque=found.is_opaque and not owner.marks)
    key = index.constant
    return as_secret(found, key, node) if isinstance(key, str) else found


def evaluate_slice(machine: Machine, owner: Value, part: ast.Slice, frame: Frame) -> Value:
    """A slice: of a known list when its bounds are known."""
    bounds = [
        machine.evaluate(bound, frame) if bound else known(None)
        for bound in (part.lower, part.upper, part.step)
    ]
    constants = [bound.constant for bound in bounds if isinstance(bound.constant, int | None)]
    shape = frame.state.shape(owner)
    if len(constants) == len(bounds) and constants[-1] != 0:
        where = slice(*constants)
        if isinstance(shape, Sequence) and shape.rest is None:
            return frame.state.hold(Sequence(shape.items[where]))
        if isinstance(owner.constant, str):
            return known(owner.constant[where])
    content = frame.state.content(owner)
    return Value(marks=content.marks, is_opaque=content.is_opaque)


def evaluate_binary(machine: Machine, node: ast.BinOp, frame: Frame) -> Value:
    """An operator between two values."""
    left, right = machine.evaluate(node.left, frame), machine.evaluate(node.right, frame)
    return operated(node.op, left, right, frame.state)


def operated(op: ast.operator, left: Value, right: Value, state: State) -> Value:
    """What an operator makes of two values."""
    if isinstance(op, ast.Add):
        one, other = state.shape(left), state.shape(right)
        if (
            isinstance(one, Sequence)
            and isinstance(other, Sequence)
            and one.rest is None
            and other.rest is None
        ):
            return state.hold(Sequence(one.items + other.items))
    if isinstance(op, ast.BitOr) and isinstance(state.shape(left), Table):
        made = containers.call(state, left, "copy", Arguments())
        if made is not None:
            containers.call(state, made, "update", Arguments([right]))
            return made
    constant = folding.binary(op, left.constant, right.constant)
    if constant is not UNKNOWN:
        return known(constant)
    if left.name == MARKUP and isinstance(op, ast.Mod | ast.Add):
        filled = state.content(right).cleaned(["cross-site-scripting"])
        return replace(combined(left, filled), name=MARKUP)
    prefix = ""
    if isinstance(op, ast.Add):
        prefix = left.prefix + right.prefix if left.is_known else left.prefix
    elif isinstance(op, ast.Mod):
        prefix = left.prefix.partition("%")[0]
    whole = [folding.binary(op, one, other) for one in left.possible for other in right.possible]
    alternatives = few(frozenset(whole)) if UNKNOWN not in whole else frozenset()
    name = left.name if isinstance(op, ast.Div) and left.name.startswith("pathlib.") else ""
    taken = (
        formatting.by_percent(left.constant, right, state)
        if isinstance(op, ast.Mod)
        else state.content(right)
    )
    return replace(combined(state.content(left), taken), prefix=prefix, name=name, alternatives=alternatives)


def evaluate_logic(machine: Machine, node: ast.BoolOp, frame: Frame) -> Value:
    """``and`` and ``or``: the parts that can be its answer."""
    stops_at = isinstance(node.op, ast.Or)
    answers: list[Value] = []
    inner = Frame(frame.scope, frame.state.fork(), frame.is_handler)
    for number, part in enumerate(node.values):
        value = machine.evaluate(part, inner if number else frame)
        truth = truth_of(value, frame.state)
        if truth is not None and truth is not stops_at and number < len(node.values) - 1:
            continue
        is_last = number == len(node.values) - 1
        # What ends a chain of ``and`` is false, so empty.
        answers.append(value if is_last or stops_at else NOTHING)
        if truth is stops_at:
            break
        inner = Frame(frame.scope, inner.state.fork() if number else frame.state.fork(), frame.is_handler)
        guards.refine(machine, part, inner, outcome=not stops_at)
    return containers.either(tuple(answers), frame.state)


def truth_of(value: Value, state: State) -> bool | None:
    """Whether it counts as true, when that is known."""
    if value.is_known:
        return bool(value.constant)
    shape = state.shape(value)
    if isinstance(shape, Sequence) and (shape.items or shape.rest is None):
        return bool(shape.items)
    return None


def evaluate_comparison(machine: Machine, node: ast.Compare, frame: Frame) -> Value:
    """A comparison: known when both sides are, and never harmful."""
    left = machine.evaluate(node.left, frame)
    answers: list[object] = []
    for op, comparator in zip(node.ops, node.comparators, strict=True):
        right = machine.evaluate(comparator, frame)
        answers.append(folding.compared(op, left.constant, plain(right, frame.state)))
        left = right
    if any(answer is UNKNOWN for answer in answers):
        return NOTHING
    return known(all(answers))


def plain(value: Value, state: State) -> object:
    """The constant, also of a list or the keys of a dictionary when all are known."""
    shape = state.shape(value)
    if isinstance(shape, Sequence) and shape.rest is None and all(item.is_known for item in shape.items):
        return tuple(item.constant for item in shape.items)
    if isinstance(shape, Table) and shape.rest is None and not shape.of_class and not value.target:
        return tuple(shape.items)
    return value.constant


def evaluate_choice(machine: Machine, node: ast.IfExp, frame: Frame) -> Value:
    """``a if test else b``: one of them when the test is decided."""
    truth = truth_of(machine.evaluate(node.test, frame), frame.state)
    if truth is not None:
        return machine.evaluate(node.body if truth else node.orelse, frame)
    answers = []
    for part, outcome in ((node.body, True), (node.orelse, False)):
        way = Frame(frame.scope, frame.state.fork(), frame.is_handler)
        guards.refine(machine, node.test, way, outcome=outcome)
        value = machine.evaluate(part, way)
        content = way.state.content(value)
        answers.append(replace(content, shape=None) if content.shape not in frame.state.shapes else value)
    return joined(answers[0], answers[1], frame.state)


def evaluate_text(machine: Machine, node: ast.JoinedStr, frame: Frame) -> Value:
    """An f-string."""
    parts = [machine.evaluate(part, frame) for part in node.values]
    if all(part.is_known for part in parts):
        return known("".join(str(part.constant) for part in parts))
    prefix = ""
    for part in parts:
        prefix += str(part.constant) if part.is_known else part.prefix
        if not part.is_known:
            break
    whole = combined(*(frame.state.content(part) for part in parts))
    return replace(whole, prefix=prefix)


def evaluate_formatted(machine: Machine, node: ast.FormattedValue, frame: Frame) -> Value:
    """One field of an f-string; a number format lets only numbers through."""
    value = machine.evaluate(node.value, frame)
    if node.format_spec is None:
        return value
    spec = machine.evaluate(node.format_spec, frame)
    is_number = (
        isinstance(spec.constant, str) and spec.constant[-1:] in "bcdeEfFgGoxX%" and spec.constant != ""
    )
    if is_number:
        return Value(marks=without_requests(value.marks))
    return Value(marks=value.marks | spec.marks, is_opaque=value.is_opaque)


def evaluate_items(machine: Machine, node: ast.List | ast.Tuple | ast.Set, frame: Frame) -> Value:
    """A list, tuple or set."""
    items: list[Value] = []
    rest: Value | None = None
    for element in node.elts:
        value = machine.evaluate(element.value if isinstance(element, ast.Starred) else element, frame)
        shape = frame.state.shape(value)
        if not isinstance(element, ast.Starred):
            items.append(value)
        elif isinstance(shape, Sequence) and shape.rest is None:
            items.extend(shape.items)
        else:
            rest = combined(containers.elements(frame.state, value), *([rest] if rest else []))
    return frame.state.hold(Sequence(tuple(items), rest))


def evaluate_dictionary(machine: Machine, node: ast.Dict, frame: Frame) -> Value:
    """A dictionary."""
    made = frame.state.hold(Table())
    for key, item in zip(node.keys, node.values, strict=True):
        value = machine.evaluate(item, frame)
        if key is not None:
            containers.set_item(frame.state, made, machine.evaluate(key, frame), value)
        else:
            containers.call(frame.state, made, "update", Arguments([value]))
    return made


def evaluate_lambda(_machine: Machine, node: ast.Lambda, frame: Frame) -> Value:
    """A function without a name."""
    return Value(target=Function(node, frame.scope))


def evaluate_walrus(machine: Machine, node: ast.NamedExpr, frame: Frame) -> Value:
    """A value that gets a name on the way."""
    value = machine.evaluate(node.value, frame)
    frame.state.bind(frame.scope, node.target.id, value)
    return value


def evaluate_unary(machine: Machine, node: ast.UnaryOp, frame: Frame) -> Value:
    """``not``, ``-``, ``+``, ``~``: never harmful."""
    value = machine.evaluate(node.operand, frame)
    truth = truth_of(value, frame.state) if isinstance(node.op, ast.Not) else value.constant
    constant = UNKNOWN if truth is None else folding.unary(node.op, truth)
    return NOTHING if constant is UNKNOWN else known(constant)


def evaluate_delegation(machine: Machine, node: ast.YieldFrom, frame: Frame) -> Value:
    """A generator gives everything of another to its caller."""
    value = containers.elements(frame.state, machine.evaluate(node.value, frame))
    frame.returned.append((frame.state.hold(Sequence(rest=value)), frame.state.fork()))
    return OPAQUE


def evaluate_inner(machine: Machine, node: ast.Await | ast.Starred, frame: Frame) -> Value:
    """``await x``: the value itself."""
    return machine.evaluate(node.value, frame)


def evaluate_yield(machine: Machine, node: ast.Yield, frame: Frame) -> Value:
    """A generator gives a value to its caller."""
    value = machine.evaluate(node.value, frame) if node.value else NOTHING
    frame.returned.append((frame.state.hold(Sequence(rest=value)), frame.state.fork()))
    return OPAQUE


EVALUATORS: dict[type[ast.expr], Callable[..., Value]] = {
    ast.Constant: evaluate_constant,
    ast.Name: evaluate_name,
    ast.Attribute: evaluate_attribute,
    ast.Subscript: evaluate_subscript,
    ast.BinOp: evaluate_binary,
    ast.BoolOp: evaluate_logic,
    ast.Compare: evaluate_comparison,
    ast.IfExp: evaluate_choice,
    ast.JoinedStr: evaluate_text,
    ast.FormattedValue: evaluate_formatted,
    ast.List: evaluate_items,
    ast.Tuple: evaluate_items,
    ast.Set: evaluate_items,
    ast.Dict: evaluate_dictionary,
    ast.ListComp: evaluate_comprehension,
    ast.SetComp: evaluate_comprehension,
    ast.GeneratorExp: evaluate_comprehension,
    ast.DictComp: evaluate_comprehension,
    ast.Lambda: evaluate_lambda,
    ast.NamedExpr: evaluate_walrus,
    ast.UnaryOp: evaluate_unary,
    ast.Await: evaluate_inner,
    ast.Starred: evaluate_inner,
    ast.YieldFrom: evaluate_delegation,
    ast.Yield: evaluate_yield,
}
