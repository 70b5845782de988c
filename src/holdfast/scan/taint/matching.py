"""The patterns of ``match``: whether they fit, and what they bind."""

import ast

from holdfast.scan.taint.machine import Frame, Machine
from holdfast.scan.taint.values import Value


def fitting(machine: Machine, pattern: ast.pattern, subject: Value, frame: Frame) -> bool | None:
    """Whether a pattern fits; ``None`` when that is not decided."""
    match pattern:
        case ast.MatchAs(pattern=None):
            return True
        case ast.MatchValue() if subject.is_known:
            value = machine.evaluate(pattern.value, frame)
            return value.constant == subject.constant if value.is_known else None
        case ast.MatchSingleton() if subject.is_known:
            return pattern.value is subject.constant
        case ast.MatchOr():
            answers = [fitting(machine, part, subject, frame) for part in pattern.patterns]
            return True if True in answers else None if None in answers else False
        case _:
            return None


def bind_pattern(pattern: ast.pattern, subject: Value, frame: Frame) -> None:
    """Bind the names in a pattern: all to the whole."""
    for part in ast.walk(pattern):
        name = getattr(part, "name", None) or getattr(part, "rest", None)
        if isinstance(name, str):
            frame.state.bind(frame.scope, name, subject)
