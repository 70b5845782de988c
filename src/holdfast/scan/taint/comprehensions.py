"""Comprehensions: item by item where the items are known, else something with items of one kind."""

import ast

from holdfast.scan.taint import containers, guards
from holdfast.scan.taint.binding import assign
from holdfast.scan.taint.machine import Frame, Machine
from holdfast.scan.taint.values import Sequence, Table, Value, combined

Comprehension = ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp


def evaluate_comprehension(machine: Machine, node: Comprehension, frame: Frame) -> Value:
    """A comprehension."""
    (first, *others) = node.generators
    if not others and not first.ifs:
        source = machine.evaluate(first.iter, frame)
        items = containers.exact_items(frame.state, source)
        if items is not None:
            return item_by_item(machine, node, items, frame)
    # What a filter tells is true within the comprehension alone.
    is_filtered = any(loop.ifs for loop in node.generators)
    state = frame.state.fork() if is_filtered else frame.state
    inner = Frame(machine.new_scope(frame.scope), state, frame.is_handler)
    for loop in node.generators:
        source = machine.evaluate(loop.iter, inner)
        assign(machine, loop.target, containers.elements(inner.state, source), inner)
        for test in loop.ifs:
            machine.evaluate(test, inner)
            guards.refine(machine, test, inner, outcome=True)
    if isinstance(node, ast.DictComp):
        parts = [machine.evaluate(part, inner) for part in (node.key, node.value)]
        return frame.state.hold(Table(rest=combined(*(inner.state.content(part) for part in parts))))
    item = machine.evaluate(node.elt, inner)
    return frame.state.hold(Sequence(rest=frame.state.adopted(item, inner.state) if is_filtered else item))


def item_by_item(machine: Machine, node: Comprehension, items: tuple[Value, ...], frame: Frame) -> Value:
    """A comprehension over a few known items."""
    inner = Frame(machine.new_scope(frame.scope), frame.state, frame.is_handler)
    table = frame.state.hold(Table())
    made: list[Value] = []
    for item in items:
        assign(machine, node.generators[0].target, item, inner)
        if isinstance(node, ast.DictComp):
            key, value = (machine.evaluate(part, inner) for part in (node.key, node.value))
            containers.set_item(inner.state, table, key, value)
        else:
            made.append(machine.evaluate(node.elt, inner))
    frame.state = inner.state
    return table if isinstance(node, ast.DictComp) else frame.state.hold(Sequence(tuple(made)))
