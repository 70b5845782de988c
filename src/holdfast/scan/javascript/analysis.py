"""Reads one file of JavaScript or TypeScript and tells its weaknesses."""

import ast

from holdfast.scan.javascript.interpreter import JavaScriptInterpreter
from holdfast.scan.javascript.lowering import deep_recursion
from holdfast.scan.javascript.statements import module
from holdfast.scan.javascript.syntax import NotJavaScriptError, first_error, parse
from holdfast.scan.taint.analysis import Analysis


def analyse(data: bytes, path: str) -> Analysis:
    """Find the weaknesses of a file.

    Raises:
        NotJavaScriptError: Nothing of it can be parsed, or nobody wrote it.
    """
    if is_minified(data):
        raise NotJavaScriptError("it is minified: lines of more than 500 characters on average")
    root = parse(data, path)
    if root.type == "ERROR":
        raise NotJavaScriptError(f"line {first_error(root) or 1} is not JavaScript or TypeScript")
    with deep_recursion():
        tree, left_out = module(root)
        machine = JavaScriptInterpreter(imported_packages(tree))
        machine.walk_module(tree)
    found = sorted(machine.weaknesses(), key=lambda weakness: (weakness.line, weakness.column, weakness.rule))
    given_up = list(machine.given_up)
    if (line := first_error(root)) is not None:
        given_up.append(f"line {line}")
    given_up += [f"line {line}" for line in left_out[:1]]
    return Analysis(tuple(found), tuple(given_up))


def is_minified(data: bytes) -> bool:
    """Whether a program wrote it, for programs to read."""
    return len(data) > SMALLEST_MINIFIED and len(data) > LONGEST_LINES * (data.count(b"\n") + 1)


SMALLEST_MINIFIED = 5_000
LONGEST_LINES = 500


def imported_packages(tree: ast.Module) -> frozenset[str]:
    """The names of all packages that the file imports, anywhere."""
    return frozenset(
        alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names
    )
