"""JavaScript as the syntax tree of Python: what the walk of ``scan/taint`` can follow.

Both languages assign, call, branch and loop alike, so one walk serves both. What has no equal in Python is
written as the closest thing that moves text in the same way: ``list.includes(x)`` as ``x in list``, a
template string as an f-string, a function within an expression as a function defined before the statement.
Every node keeps its place in the JavaScript file. The tree is only walked, never run.
"""

import ast
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeVar

from tree_sitter import Node

from holdfast.scan.javascript.syntax import below, text_of

Placed = TypeVar("Placed", bound=ast.AST)
DEEPEST = 400
"""Most nodes within nodes; what is deeper, a chain of a thousand ``+`` for one, is left out."""
SHOWN = 80


@dataclass(slots=True)
class FunctionScope:
    """The names of a function, or of the file.

    Attributes:
        own: Those that it declares.
        changed: Those that it assigns to.
    """

    own: set[str] = field(default_factory=set)
    changed: set[str] = field(default_factory=set)


class Lowering:
    """The state of one file's translation: statements that must come before the one being written."""

    def __init__(
        self,
        expression: "Callable[[Lowering, Node], ast.expr]",
        statement: "Callable[[Lowering, Node], list[ast.stmt]]",
    ) -> None:
        """A translation that has not begun.

        Args:
            expression: Translates an expression.
            statement: Translates a statement, to none or several.
        """
        self._expression, self._statement = expression, statement
        self._before: list[list[ast.stmt]] = [[]]
        self._count = 0
        self._depth = 0
        self.tests: dict[str, ast.expr] = {}
        """Tests that constants were declared as, by name."""
        self.scopes: list[FunctionScope] = [FunctionScope()]
        self.breaks = 0
        """How many of them were written that leave what is around them."""
        self.left_out: list[int] = []
        """Lines of what was too deep."""

    def expression(self, node: Node | None) -> ast.expr:
        """The expression in Python's tree; ``None`` for nothing."""
        if node is None:
            return ast.Constant(None, lineno=1, col_offset=0)
        if self._depth > DEEPEST:
            self.left_out.append(node.start_point.row + 1)
            return self.at(node, ast.Constant(None))
        self._depth += 1
        try:
            return self.at(node, self._expression(self, node))
        finally:
            self._depth -= 1

    def condition(self, node: Node | None) -> ast.expr:
        """A condition: for a constant that is a test, the test itself."""
        return self._opened(self.expression(node))

    def _opened(self, test: ast.expr) -> ast.expr:
        if isinstance(test, ast.Name):
            return self.tests.get(test.id, test)
        if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
            test.operand = self._opened(test.operand)
        elif isinstance(test, ast.BoolOp):
            test.values = [self._opened(value) for value in test.values]
        return test

    def statements(self, nodes: Iterable[Node]) -> list[ast.stmt]:
        """A block: functions first, as JavaScript hoists them, and before each statement what it needs."""
        listed = list(nodes)
        body: list[ast.stmt] = []
        for node in sorted(listed, key=lambda node: not is_hoisted(node)):
            if self._depth > DEEPEST:
                self.left_out.append(node.start_point.row + 1)
                continue
            self._before.append([])
            self._depth += 1
            made = [self.at(node, one) for one in self._statement(self, node)]
            self._depth -= 1
            body += (*self._before.pop(), *made)
        return body

    def stored(self, target: Node) -> ast.expr:
        """What stands left of an equals sign. A member is an item: ``a.b`` and ``a["b"]`` are one thing."""
        made = self.expression(target)
        if isinstance(made, ast.Attribute):
            item = ast.Subscript(made.value, self.at(target, ast.Constant(made.attr)), ast.Store())
            return self.at(target, item)
        if isinstance(made, ast.Subscript | ast.Name):
            made.ctx = ast.Store()
            return made
        return ast.Name(self.fresh("value"), ast.Store())

    def apart(self, write: "Callable[[], list[ast.stmt]]") -> list[ast.stmt]:
        """Statements with what they need first, though another statement is being written."""
        self._before.append([])
        made = write()
        return [*self._before.pop(), *made]

    def answer(self, node: Node) -> list[ast.stmt]:
        """``x => value``: what the value needs first, and its return."""
        self._before.append([])
        value = self.expression(node)
        return [*self._before.pop(), self.at(node, ast.Return(value))]

    def block(self, nodes: Iterable[Node]) -> list[ast.stmt]:
        """A block that must not be empty."""
        return self.statements(nodes) or [ast.Pass(lineno=1, col_offset=0)]

    def first(self, *statements: ast.stmt) -> None:
        """Let statements come before the one being written."""
        self._before[-1] += statements

    def last_defined(self) -> ast.stmt | None:
        """The function that was just put before the statement being written."""
        found = [each for each in self._before[-1][-2:] if isinstance(each, ast.FunctionDef)]
        return found[-1] if found else None

    def declare(self, *names: str) -> None:
        """Note names of the function being written."""
        self.scopes[-1].own.update(names)
        self.tests = {name: test for name, test in self.tests.items() if name not in names}

    def change(self, target: Node) -> None:
        """Note an assignment, to a name or to those in a pattern."""
        kinds = {"identifier", "shorthand_property_identifier_pattern"}
        names = {text_of(node) for node in below(target) if node.type in kinds}
        self.scopes[-1].changed |= names
        self.tests = {name: test for name, test in self.tests.items() if names.isdisjoint(names_in(test))}

    def is_outer(self, name: str) -> bool:
        """Whether a name belongs to a function around the one being written."""
        return len(self.scopes) > 1 and name not in self.scopes[-1].own

    def fresh(self, what: str) -> str:
        """A name that no JavaScript can have."""
        self._count += 1
        return f"@{what}{self._count}"

    def at(self, node: Node, made: Placed) -> Placed:
        """Give a node of Python's tree, and what in it has none yet, the place of the JavaScript."""
        for part in _unplaced(made):
            part.lineno, part.col_offset = node.start_point.row + 1, node.start_point.column
            part.end_lineno, part.end_col_offset = node.end_point.row + 1, node.end_point.column
        return made


@contextmanager
def deep_recursion() -> Iterator[None]:
    """Room for trees as deep as ``DEEPEST``: a few calls for each node within a node."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, RECURSION))
    try:
        yield
    finally:
        sys.setrecursionlimit(before)


RECURSION = 8_000


HOISTED = frozenset({"function_declaration", "generator_function_declaration"})


def is_hoisted(node: Node) -> bool:
    """Whether it can be used before it is written."""
    declared = node.child_by_field_name("declaration") if node.type == "export_statement" else None
    return (declared or node).type in HOISTED


def names_in(test: ast.expr) -> set[str]:
    """All names in an expression."""
    return {part.id for part in ast.walk(test) if isinstance(part, ast.Name)}


PLACED = (ast.expr, ast.stmt, ast.arg, ast.keyword, ast.alias, ast.ExceptHandler, ast.pattern)


def _unplaced(
    made: ast.AST,
) -> Iterable[ast.expr | ast.stmt | ast.arg | ast.keyword | ast.alias | ast.ExceptHandler | ast.pattern]:
    """The nodes without a place: a node that has one has been placed with all that is in it."""
    waiting: list[ast.AST] = [made]
    while waiting:
        node = waiting.pop()
        if hasattr(node, "lineno"):
            continue
        if isinstance(node, PLACED):
            yield node
        waiting.extend(ast.iter_child_nodes(node))


def name(text: str) -> ast.Name:
    """A name; one with a dot in it is a thing of the language, which no JavaScript can rebind."""
    return ast.Name(text, ast.Load())


def called(function: str | ast.expr, *arguments: ast.expr) -> ast.Call:
    """A call of a thing of the language."""
    return ast.Call(name(function) if isinstance(function, str) else function, list(arguments), [])


def chosen(one: ast.expr, other: ast.expr) -> ast.BoolOp:
    """``one or other``."""
    return ast.BoolOp(ast.Or(), [one, other])


def assigned(target: ast.expr, value: ast.expr) -> ast.Assign:
    """``target = value``."""
    return ast.Assign([target], value)


def shown(node: Node) -> str:
    """The source as messages show it."""
    return " ".join(text_of(node).split())[:SHOWN]
