"""What statements do to what is known. After ``return`` or ``raise`` there is nothing to go on with."""

import ast
from collections.abc import Callable
from collections.abc import Sequence as Statements

from holdfast.scan.taint import containers, guards, objects
from holdfast.scan.taint.binding import assign
from holdfast.scan.taint.expressions import operated, truth_of
from holdfast.scan.taint.machine import Frame, Machine
from holdfast.scan.taint.matching import bind_pattern, fitting
from holdfast.scan.taint.names import canonical
from holdfast.scan.taint.sources import GUESSABLE
from holdfast.scan.taint.state import State, merged
from holdfast.scan.taint.values import NOTHING, Class, Function, Scope, Sequence, Table, Value, combined

ROUNDS = 2
"""How often a loop is walked: what one round leaves, the next may read."""


def execute(machine: Machine, body: Statements[ast.stmt], frame: Frame) -> bool:
    """Walk a block; whether its end is reached."""
    for statement in body:
        action = ACTIONS.get(type(statement))
        if action is not None and not action(machine, statement, frame):
            return False
    return True


def walk(machine: Machine, body: Statements[ast.stmt], frame: Frame, state: State) -> State | None:
    """Walk a block from a state; the state at its end, if that is reached."""
    frame.state = state
    return frame.state if execute(machine, body, frame) else None


def go_on(frame: Frame, ends: list[State | None]) -> bool:
    """Go on from where the ways meet, if any leads there."""
    reached = [state for state in ends if state is not None]
    if reached:
        frame.state = merged(reached)
    return bool(reached)


def do_expression(machine: Machine, node: ast.Expr, frame: Frame) -> bool:
    """A call for its effect."""
    machine.evaluate(node.value, frame)
    return not is_end(machine, node.value, frame)


def is_end(machine: Machine, node: ast.expr, frame: Frame) -> bool:
    """Whether the program does not come back from the call."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name | ast.Attribute):
        return False
    return canonical(machine.evaluate(node.func, frame).name) in {
        "flask.abort",
        "sys.exit",
        "os._exit",
        "exit",
        "quit",
    }


def do_assign(machine: Machine, node: ast.Assign, frame: Frame) -> bool:
    """``a = b = value``."""
    value = machine.evaluate(node.value, frame)
    for target in node.targets:
        judge_name(machine, target, value, node, frame)
        assign(machine, target, value, frame)
    return True


def judge_name(machine: Machine, target: ast.expr, value: Value, node: ast.stmt, frame: Frame) -> None:
    """A predictable number under a name that says it must not be guessed."""
    name = getattr(target, "id", getattr(target, "attr", ""))
    if isinstance(target, ast.Subscript) and isinstance(target.slice, ast.Constant):
        name = str(target.slice.value)
    if name and value.marks | frame.state.content(value).marks and GUESSABLE.search(name):
        machine.judge_random(frame.state.content(value), node)


def do_annotated(machine: Machine, node: ast.AnnAssign, frame: Frame) -> bool:
    """``a: type = value``."""
    if node.value is not None:
        value = machine.evaluate(node.value, frame)
        judge_name(machine, node.target, value, node, frame)
        assign(machine, node.target, value, frame)
    return True


def do_augmented(machine: Machine, node: ast.AugAssign, frame: Frame) -> bool:
    """``a += value``."""
    old = machine.evaluate(node.target, frame)
    new = operated(node.op, old, machine.evaluate(node.value, frame), frame.state)
    judge_name(machine, node.target, new, node, frame)
    assign(machine, node.target, new, frame)
    return True


def do_delete(machine: Machine, node: ast.Delete, frame: Frame) -> bool:
    """``del a[b]``."""
    for target in node.targets:
        if isinstance(target, ast.Subscript) and not isinstance(target.slice, ast.Slice):
            owner = machine.evaluate(target.value, frame)
            containers.delete_item(frame.state, owner, machine.evaluate(target.slice, frame))
    return True


def do_return(machine: Machine, node: ast.Return, frame: Frame) -> bool:
    """The answer of the function; of a handler, what the browser gets."""
    value = machine.evaluate(node.value, frame) if node.value else NOTHING
    function = machine.calls[-1] if machine.calls else None
    is_reported = GUESSABLE.search(getattr(node.value, "id", "")) is not None
    if GUESSABLE.search(getattr(function, "name", "")) and not is_reported:
        machine.judge_random(value, node)
    if frame.is_handler and node.value:
        machine.judge_page(value, node, frame)
    frame.returned.append((value, frame.state))
    frame.answers.append(node.value or ast.Constant(None))
    return False


def do_raise(machine: Machine, node: ast.Raise, frame: Frame) -> bool:
    """The end of this way."""
    if node.exc is not None:
        machine.raised.append(frame.state.content(machine.evaluate(node.exc, frame)))
    return False


def do_leave(_machine: Machine, node: ast.stmt, frame: Frame) -> bool:
    """``break`` and ``continue``."""
    (frame.broken if isinstance(node, ast.Break) else frame.left).append(frame.state)
    return False


def do_if(machine: Machine, node: ast.If, frame: Frame) -> bool:
    """Both ways, or the one that constants decide."""
    truth = truth_of(machine.evaluate(node.test, frame), frame.state)
    if truth is not None:
        return execute(machine, node.body if truth else node.orelse, frame)
    start, ends = frame.state, []
    for body, outcome in ((node.body, True), (node.orelse, False)):
        frame.state = start.fork()
        guards.refine(machine, node.test, frame, outcome=outcome)
        ends.append(walk(machine, body, frame, frame.state))
    return go_on(frame, ends)


def do_while(machine: Machine, node: ast.While, frame: Frame) -> bool:
    """A loop with a condition."""
    truth = truth_of(machine.evaluate(node.test, frame), frame.state)
    if truth is False:
        return execute(machine, node.orelse, frame)

    def enter(inner: Frame) -> None:
        machine.evaluate(node.test, inner)
        guards.refine(machine, node.test, inner, outcome=True)

    is_endless = isinstance(node.test, ast.Constant) and bool(node.test.value)
    return loop(machine, node, frame, enter, is_endless=is_endless)


def do_for(machine: Machine, node: ast.For | ast.AsyncFor, frame: Frame) -> bool:
    """A loop over something."""
    source = machine.evaluate(node.iter, frame)
    if frame.state.shape(source) == Sequence():
        return execute(machine, node.orelse, frame)
    items = containers.exact_items(frame.state, source)
    if items is not None:
        return each_of(machine, node, items, frame)

    def enter(inner: Frame) -> None:
        assign(machine, node.target, containers.elements(inner.state, source), inner)

    return loop(machine, node, frame, enter)


def each_of(machine: Machine, node: ast.For | ast.AsyncFor, items: tuple[Value, ...], frame: Frame) -> bool:
    """Walk a loop's body for each of a few known items; whether its end is reached."""
    outer, frame.left, frame.broken = (frame.left, frame.broken), [], []
    is_reached = True
    for item in items:
        assign(machine, node.target, item, frame)
        end = walk(machine, node.body, frame, frame.state)
        is_reached = go_on(frame, [end, *frame.left])
        frame.left = []
        if not is_reached:
            break
    return after_loop(machine, node, frame, outer, is_reached=is_reached)


def after_loop(
    machine: Machine,
    node: ast.For | ast.AsyncFor | ast.While,
    frame: Frame,
    outer: tuple[list[State], list[State]],
    *,
    is_reached: bool,
) -> bool:
    """Go on after a loop: through its ``else``, or from where it was left; whether a way leads there."""
    broken = frame.broken
    frame.left, frame.broken = outer
    end = walk(machine, node.orelse, frame, frame.state) if is_reached else None
    return go_on(frame, [end, *broken])


def loop(
    machine: Machine,
    node: ast.For | ast.AsyncFor | ast.While,
    frame: Frame,
    enter: Callable[[Frame], None],
    *,
    is_endless: bool = False,
) -> bool:
    """Walk a loop's body as often as needed; whether its end is reached."""
    outer, frame.left, frame.broken = (frame.left, frame.broken), [], []
    start = frame.state
    for _ in range(ROUNDS):
        frame.state = start.fork()
        enter(frame)
        end = walk(machine, node.body, frame, frame.state)
        met = [state for state in (start, end, *frame.left) if state is not None]
        start = merged(met)
    frame.state = start
    return after_loop(machine, node, frame, outer, is_reached=not is_endless)


def do_with(machine: Machine, node: ast.With | ast.AsyncWith, frame: Frame) -> bool:
    """A block with something held open: the name stands for the thing itself."""
    for item in node.items:
        value = objects.entered(machine, machine.evaluate(item.context_expr, frame), frame)
        if item.optional_vars is not None:
            assign(machine, item.optional_vars, value, frame)
    return execute(machine, node.body, frame)


def do_try(machine: Machine, node: ast.Try, frame: Frame) -> bool:
    """The block to its end, or each handler from somewhere within the block."""
    start = frame.state.fork()
    is_fallback = all(isinstance(part, ast.Import | ast.ImportFrom) for part in node.body)
    outer, machine.raised = machine.raised, []
    end = walk(machine, node.body, frame, frame.state)
    caught, machine.raised = combined(*machine.raised), outer
    within = merged([start, end if end is not None else frame.state])
    ends = [walk(machine, node.orelse, frame, end.fork()) if end is not None else None]
    for handler in node.handlers:
        state = within.fork()
        if handler.name:
            state.bind(frame.scope, handler.name, caught)
        other = walk(machine, handler.body, frame, state)
        # The package that is tried first is the one that the program is written for.
        ends += [] if is_fallback and end is not None else [other]
    is_reached = go_on(frame, ends)
    return execute(machine, node.finalbody, frame) and is_reached


def do_match(machine: Machine, node: ast.Match, frame: Frame) -> bool:
    """The case that a constant decides, or every case that may fit."""
    subject = machine.evaluate(node.subject, frame)
    start, ends = frame.state, []
    is_settled = False
    for case in node.cases:
        fits = fitting(machine, case.pattern, subject, frame) if case.guard is None else None
        if fits is False:
            continue
        frame.state = start.fork()
        bind_pattern(case.pattern, subject, frame)
        if isinstance(case.pattern, ast.MatchValue | ast.MatchOr) and not subject.is_known:
            guards.settle(frame.state, subject)
        ends.append(walk(machine, case.body, frame, frame.state))
        if fits:
            is_settled = True
            break
    return go_on(frame, ends if is_settled else [*ends, start])


def do_import(_machine: Machine, node: ast.Import, frame: Frame) -> bool:
    """``import a.b as c``."""
    for alias in node.names:
        name = alias.asname or alias.name.partition(".")[0]
        full = alias.name if alias.asname else name
        frame.state.bind(frame.scope, name, Value(name=full))
    return True


def do_import_from(_machine: Machine, node: ast.ImportFrom, frame: Frame) -> bool:
    """``from a import b as c``."""
    package = "." * node.level + (node.module or "")
    for alias in node.names:
        frame.state.bind(
            frame.scope, alias.asname or alias.name, Value(name=canonical(f"{package}.{alias.name}"))
        )
    return True


def do_function(machine: Machine, node: ast.FunctionDef | ast.AsyncFunctionDef, frame: Frame) -> bool:
    """A function gets its name, and is walked by itself later."""
    frame.state.bind(frame.scope, node.name, Value(target=Function(node, frame.scope)))
    machine.defined(node, frame, None)
    return True


def do_class(machine: Machine, node: ast.ClassDef, frame: Frame) -> bool:
    """A class gets its name, its attributes and its methods, those of its bases among them."""
    bases = [machine.evaluate(base, frame) for base in node.bases]
    parents = [base.target for base in bases if isinstance(base.target, Class)]
    methods = {name: method for parent in parents for name, method in parent.methods.items()}
    methods |= {
        part.name: part for part in node.body if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    fields = {name: hint for parent in parents for name, hint in parent.fields.items()}
    fields |= {
        part.target.id: part.annotation
        for part in node.body
        if isinstance(part, ast.AnnAssign) and isinstance(part.target, ast.Name)
    }
    names = tuple(canonical(base.name) for base in bases if base.name)
    names += tuple(name for parent in parents for name in parent.bases)
    inner = Frame(machine.new_scope(frame.scope), frame.state)
    body = [part for part in node.body if isinstance(part, ast.Assign | ast.AnnAssign)]
    execute(machine, body, inner)
    attributes = class_attributes(body, inner.scope, frame.state)
    made = Class(node, frame.scope, names, methods, fields, tuple(parents))
    value = frame.state.hold(Table(attributes), Value(target=made))
    frame.state.bind(frame.scope, node.name, value)
    for part in node.body:
        if isinstance(part, ast.FunctionDef | ast.AsyncFunctionDef):
            machine.defined(part, frame, made)
    return True


def class_attributes(body: Statements[ast.stmt], scope: Scope, state: State) -> dict[object, Value]:
    """What the assignments in a class body left."""
    found: dict[object, Value] = {}
    for part in body:
        targets = part.targets if isinstance(part, ast.Assign) else [getattr(part, "target", None)]
        for target in targets:
            if isinstance(target, ast.Name) and (value := state.own(scope, target.id)) is not None:
                found[target.id] = value
    return found


def do_elsewhere(_machine: Machine, node: ast.Global | ast.Nonlocal, frame: Frame) -> bool:
    """``global a`` and ``nonlocal a``: the name of an outer scope is meant."""
    for name in node.names:
        home = frame.scope.parent or frame.scope
        while isinstance(node, ast.Global) and home.parent is not None:
            home = home.parent
        frame.state.elsewhere[frame.scope.number, name] = frame.state.home(home, name)
    return True


def do_assert(machine: Machine, node: ast.Assert, frame: Frame) -> bool:
    """A check that ends the program when it fails."""
    machine.evaluate(node.test, frame)
    guards.refine(machine, node.test, frame, outcome=True)
    return True


ACTIONS: dict[type[ast.stmt], Callable[..., bool]] = {
    ast.Expr: do_expression,
    ast.Assign: do_assign,
    ast.AnnAssign: do_annotated,
    ast.AugAssign: do_augmented,
    ast.Delete: do_delete,
    ast.Return: do_return,
    ast.Raise: do_raise,
    ast.Break: do_leave,
    ast.Continue: do_leave,
    ast.If: do_if,
    ast.While: do_while,
    ast.For: do_for,
    ast.AsyncFor: do_for,
    ast.With: do_with,
    ast.AsyncWith: do_with,
    ast.Try: do_try,
    ast.TryStar: do_try,
    ast.Match: do_match,
    ast.Import: do_import,
    ast.ImportFrom: do_import_from,
    ast.FunctionDef: do_function,
    ast.AsyncFunctionDef: do_function,
    ast.ClassDef: do_class,
    ast.Assert: do_assert,
    ast.Global: do_elsewhere,
    ast.Nonlocal: do_elsewhere,
}
