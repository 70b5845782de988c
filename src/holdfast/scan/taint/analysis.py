"""Reads one Python file and tells its weaknesses."""

import ast
import warnings
from dataclasses import dataclass

from holdfast.scan.taint.interpreter import Interpreter
from holdfast.scan.taint.machine import Weakness


class NotPythonError(Exception):
    """The text is not Python that this interpreter reads."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """What was found in one file.

    Attributes:
        weaknesses: By line.
        given_up: Functions that were too large to walk to their end.
    """

    weaknesses: tuple[Weakness, ...]
    given_up: tuple[str, ...] = ()


def analyse(text: str | bytes) -> Analysis:
    """Find the weaknesses of a file.

    Raises:
        NotPythonError: It cannot be parsed.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise NotPythonError(str(error)) from error
    machine = Interpreter(imported_packages(tree))
    machine.walk_module(tree)
    found = sorted(machine.weaknesses(), key=lambda weakness: (weakness.line, weakness.column, weakness.rule))
    return Analysis(tuple(found), tuple(machine.given_up))


def imported_packages(tree: ast.Module) -> frozenset[str]:
    """The top names of all packages that the file imports, anywhere."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found.update(alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return frozenset(found)
