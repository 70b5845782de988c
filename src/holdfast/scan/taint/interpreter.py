"""Walks one file: its module level first, then each function as the outside may call it."""

import ast
from collections.abc import Callable, Mapping
from collections.abc import Sequence as Values
from dataclasses import replace
from functools import lru_cache

from holdfast.scan.taint import checks, pages, settings
from holdfast.scan.taint.answers import WAYS
from holdfast.scan.taint.calling import evaluate_call
from holdfast.scan.taint.entries import (
    Entry,
    FunctionNode,
    bind_parameters,
    is_event_handler,
    is_generator,
    is_page,
)
from holdfast.scan.taint.expressions import EVALUATORS
from holdfast.scan.taint.machine import (
    DEPTH,
    SHALLOW_DEPTH,
    Arguments,
    Frame,
    Machine,
    TooMuchError,
)
from holdfast.scan.taint.state import State, joined, merged
from holdfast.scan.taint.statements import execute
from holdfast.scan.taint.values import (
    NOTHING,
    OPAQUE,
    Class,
    Function,
    Kind,
    Sequence,
    Table,
    Value,
    combined,
)

MOST_EXCESSES = 6
"""After so many functions of a file that were too much, calls are followed less deep from the start."""


class Interpreter(Machine):
    """The machine with all its parts; another language overrides what is Python's.

    Attributes:
        evaluators: What gives expressions their values.
        ways: What knows the answers of calls, in this order.
    """

    evaluators: Mapping[type[ast.expr], Callable[..., Value]] = EVALUATORS
    ways: tuple[Callable[..., Value | None], ...] = WAYS

    def __init__(self, imports: frozenset[str]) -> None:
        """A machine for one file."""
        super().__init__(imports)
        self.entries: list[Entry] = []
        self.seen: set[ast.AST] = set()
        self.around_request: set[ast.AST] = set()
        self.given_up: list[str] = []
        self.excesses = 0

    def evaluate(self, node: ast.expr, frame: Frame) -> Value:
        """The value of an expression."""
        self.step()
        if isinstance(node, ast.Call):
            return evaluate_call(self, node, frame)
        evaluator = self.evaluators.get(type(node))
        return OPAQUE if evaluator is None else evaluator(self, node, frame)

    def inspect(self, call: checks.Call, frame: Frame) -> None:
        """Judge a call of something that is not in the file."""
        checks.check(self, call, frame)
        pages.check(self, call, frame)
        settings.check(self, call, frame)

    def answer(self, call: checks.Call, frame: Frame) -> Value | None:
        """The answer of a call that something is known of."""
        answers = (way(self, call, frame) for way in self.ways)
        return next((found for found in answers if found is not None), None)

    def run(self, body: Values[ast.stmt], frame: Frame) -> bool:
        """Walk statements; whether their end is reached."""
        return execute(self, body, frame)

    def outside(self, entry: Entry, frame: Frame) -> None:
        """Give the parameters of a function what the outside fills them with."""
        bind_parameters(self, entry, frame)
        if is_event_handler(entry.node):
            self.depth = DEPTH

    def is_page(self, entry: Entry) -> bool:
        """Whether text that the function returns is sent as a page."""
        return is_page(self, entry)

    def defined(self, node: FunctionNode, frame: Frame, of_class: Class | None) -> None:
        """Note a function, to be walked by itself later."""
        names = frame.state.names.get(frame.scope.number, {}) if frame.scope.parent is not None else {}
        is_around_request = any(value.carries(Kind.REQUEST, "") for value in names.values())
        if node not in self.seen or (is_around_request and node not in self.around_request):
            self.seen.add(node)
            self.around_request |= {node} if is_around_request else set()
            self.entries.append(Entry(node, Frame(frame.scope, frame.state.fork()), of_class))

    def call(self, function: Function, arguments: Arguments, frame: Frame) -> Value:
        """Walk a function with the values it is called with."""
        self.called.update({function.node} - {*self.calls[:1]})
        if function.node in self.calls or len(self.calls) > self.depth:
            return combined(*(frame.state.content(value) for value in arguments.all()))
        inner = Frame(self.new_scope(function.scope), frame.state)
        self.bind_arguments(function, arguments, inner)
        return self.enter(function, inner, frame)

    def start(self, function: Function, frame: Frame, *, is_injected: bool) -> Value:
        """Walk a function that the framework calls."""
        if (
            function.node in self.calls
            or len(self.calls) > self.depth
            or isinstance(function.node, ast.Lambda)
        ):
            return OPAQUE
        inner = Frame(self.new_scope(function.scope), frame.state)
        bind_parameters(self, Entry(function.node, inner, None, is_injected=is_injected), inner)
        if function.receiver is not None and function.node.args.args:
            inner.state.bind(inner.scope, function.node.args.args[0].arg, function.receiver)
        return self.enter(function, inner, frame)

    def enter(self, function: Function, inner: Frame, frame: Frame) -> Value:
        """Walk the body; the caller goes on from where its ways end."""
        self.calls.append(function.node)
        try:
            if isinstance(function.node, ast.Lambda):
                return self.evaluate(function.node.body, inner)
            if execute(self, function.node.body, inner):
                is_yielding = bool(inner.returned) and is_generator(function.node)
                inner.returned.append((inner.returned[-1][0] if is_yielding else NOTHING, inner.state))
        finally:
            self.calls.pop()
        if not inner.returned:
            frame.state = inner.state
            return NOTHING
        frame.state = merged([state for _, state in inner.returned])
        answer, *others = [value for value, _ in inner.returned]
        for other in others:
            answer = joined(answer, other, frame.state)
        if not has_closures(function.node):
            frame.state.leave(inner.scope)
        return answer

    def bind_arguments(self, function: Function, arguments: Arguments, frame: Frame) -> None:
        """Give each parameter its argument, its default, or what a starred argument may hold."""
        given = function.node.args
        names = [argument.arg for argument in (*given.posonlyargs, *given.args)]
        values = [*([function.receiver] if function.receiver else []), *arguments.positional]
        rest = (
            combined(*(frame.state.content(value) for value in arguments.others))
            if arguments.others
            else None
        )
        bound = dict(zip(names, values, strict=False))
        bound |= {name: value for name, value in arguments.named.items() if name not in bound}
        defaults = dict(zip(names[::-1], given.defaults[::-1], strict=False))
        defaults |= {a.arg: d for a, d in zip(given.kwonlyargs, given.kw_defaults, strict=True) if d}
        for name in (*names, *(argument.arg for argument in given.kwonlyargs)):
            value = bound.pop(name, None) or rest
            if value is None:
                value = self.evaluate(defaults[name], frame) if name in defaults else OPAQUE
            frame.state.bind(frame.scope, name, value)
        if given.vararg is not None:
            more = frame.state.hold(Sequence(tuple(values[len(names) :]), rest))
            frame.state.bind(frame.scope, given.vararg.arg, more)
        if given.kwarg is not None:
            more_named: dict[object, Value] = {}
            more_named.update(bound)
            frame.state.bind(frame.scope, given.kwarg.arg, frame.state.hold(Table(more_named, rest)))

    def walk_module(self, tree: ast.Module) -> None:
        """Walk the module level, then every function that was defined, with what the module left."""
        frame = Frame(self.new_scope(None), State())
        self.attempt("the module level", lambda: execute(self, tree.body, frame))
        base = frame.state
        while self.entries:
            entry = self.entries.pop(0)
            is_top = entry.frame.scope.parent is None
            state = State(base) if is_top else entry.frame.state
            self.walk_entry(replace(entry, frame=Frame(entry.frame.scope, state)))

    def walk_entry(self, entry: Entry) -> None:
        """Walk one function by itself."""
        outer = entry.frame
        frame = Frame(self.new_scope(outer.scope), outer.state, self.is_page(entry))
        self.calls = [entry.node]

        def run() -> None:
            self.outside(entry, frame)
            execute(self, entry.node.body, frame)

        self.attempt(f"function {entry.node.name}", run)

    def attempt(self, what: str, run: Callable[[], object]) -> None:
        """Do it within bounds: if calls lead too far, following fewer; what is still too much is named."""
        outer = self.depth
        for depth in dict.fromkeys((outer, SHALLOW_DEPTH)):
            self.depth, self.steps = depth, 0
            entry = self.calls[:1]
            try:
                run()
            except (TooMuchError, RecursionError):
                self.calls = entry
                self.excesses += 1
            else:
                break
        else:
            self.given_up.append(what)
        self.depth = outer if self.excesses < MOST_EXCESSES else SHALLOW_DEPTH


@lru_cache(2048)
def has_closures(node: ast.AST) -> bool:
    """Whether functions within it may read its names after its end."""
    kinds = (ast.Lambda, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    return any(isinstance(part, kinds) for part in ast.walk(node) if part is not node)
