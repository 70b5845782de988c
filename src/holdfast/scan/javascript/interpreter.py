"""Walks one file of JavaScript: the walk of Python, with other members, calls and entries."""

import ast
from collections.abc import Callable, Mapping
from dataclasses import replace

from holdfast.scan.javascript import checks, members
from holdfast.scan.javascript.entries import bind_outside, is_component, is_event_handler
from holdfast.scan.javascript.keeping import Kept, flattened, snapshot
from holdfast.scan.javascript.rules import RULES
from holdfast.scan.javascript.sanitizers import TESTS, VALIDATING
from holdfast.scan.javascript.ways import WAYS
from holdfast.scan.taint import checks as python
from holdfast.scan.taint.entries import Entry, FunctionNode
from holdfast.scan.taint.expressions import EVALUATORS
from holdfast.scan.taint.interpreter import Interpreter
from holdfast.scan.taint.machine import DEPTH, Arguments, Frame
from holdfast.scan.taint.values import OPAQUE, Class, Function, Value, combined

KEPT = ("@request", "@response.locals", "@context.state")
"""What one handler leaves for the next."""


EXPRESSIONS: Mapping[type[ast.expr], Callable[..., Value]] = {
    **EVALUATORS,
    ast.Attribute: members.evaluate_member,
    ast.Subscript: members.evaluate_item,
    ast.Name: members.evaluate_name,
    ast.Dict: members.evaluate_object,
    ast.JoinedStr: members.evaluate_text,
    ast.BinOp: members.evaluate_binary,
}


class JavaScriptInterpreter(Interpreter):
    """The machine for JavaScript."""

    rules = RULES
    evaluators = EXPRESSIONS
    tests = TESTS
    validating = VALIDATING
    ways = WAYS

    def __init__(self, imports: frozenset[str]) -> None:
        """A machine for one file."""
        super().__init__(imports)
        self.depth = DEPTH
        self.kept: dict[str, Kept] = {}

    def call(self, function: Function, arguments: Arguments, frame: Frame) -> Value:
        """Walk a function; one that calls itself with what a key from outside reached changes that."""
        if function.node in self.calls:
            for value in arguments.positional:
                if value.name == members.REACHED:
                    self.judge(members.POLLUTION, value.origins[0], function.node)
        return super().call(function, arguments, frame)

    def defined(self, node: FunctionNode, frame: Frame, of_class: Class | None) -> None:
        """Note a function; those within a component are called before it is drawn again."""
        super().defined(node, frame, of_class)
        is_within = bool(self.calls) and is_component(self.calls[-1])
        if is_within and node.name.startswith("@") and len(self.calls) <= 2:
            given = [replace(OPAQUE) for _ in node.args.args]
            self.call(Function(node, frame.scope), Arguments(given), frame)

    def inspect(self, call: python.Call, frame: Frame) -> None:
        """Judge a call of something that is not in the file."""
        checks.check(self, call, frame)

    def outside(self, entry: Entry, frame: Frame) -> None:
        """Give the parameters of a function what the outside fills them with."""
        bind_outside(self, entry, frame)

    def is_page(self, entry: Entry) -> bool:
        """Whether it answers AWS; other handlers call the response."""
        return is_event_handler(self, entry)

    def judge_page(self, value: Value, node: ast.Return, frame: Frame) -> None:
        """Judge what AWS sends to the browser."""
        checks.check_answer(self, value, node, frame)

    def stored(self, owner: Value, key: Value, value: Value, node: ast.AST, frame: Frame) -> None:
        """Judge what is stored under a key, and keep what one handler leaves for the next."""
        if isinstance(node, ast.expr):
            members.forget(node, frame)
        content = replace(frame.state.content(value), shape=value.shape)
        checks.stored(self, owner, key, content, node)
        if key.is_known and owner.name.startswith(KEPT):
            path = f"{owner.name}.{key.constant}"
            left = snapshot(value, frame.state)
            self.kept[path] = (
                left if path not in self.kept else combined(*map(flattened, (self.kept[path], left)))
            )
