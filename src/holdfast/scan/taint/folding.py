"""Computes what constants alone decide: operators, comparisons, and methods of text.

Only plain values are touched, results are bounded, and whatever cannot be computed is ``UNKNOWN``.
"""

import ast
import base64
import binascii
import operator
from collections.abc import Callable, Sequence

from holdfast.scan.taint.values import UNKNOWN

PLAIN = (str, bytes, int, float, bool, type(None), tuple)
LONGEST = 10_000
"""Most characters of a folded text, most of a folded number, so that no program text costs memory."""

OPERATORS: dict[type[ast.operator], Callable[..., object]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
    ast.BitAnd: operator.and_,
    ast.BitOr: operator.or_,
    ast.BitXor: operator.xor,
}
COMPARISONS: dict[type[ast.cmpop], Callable[..., object]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Is: operator.eq,
    ast.IsNot: operator.ne,
    ast.In: lambda item, items: item in items,
    ast.NotIn: lambda item, items: item not in items,
}
UNARY: dict[type[ast.unaryop], Callable[..., object]] = {
    ast.Not: operator.not_,
    ast.USub: operator.neg,
    ast.UAdd: operator.pos,
}
FUNCTIONS: dict[str, Callable[..., object]] = {
    "len": len, "str": str, "int": int, "float": float, "bool": bool, "abs": abs, "min": min, "max": max,
    "ord": ord, "chr": chr, "round": round, "bytes.fromhex": bytes.fromhex,
    "binascii.unhexlify": binascii.unhexlify, "binascii.a2b_hex": binascii.unhexlify,
    "base64.b64decode": base64.b64decode, "base64.urlsafe_b64decode": base64.urlsafe_b64decode,
    "base64.b16decode": base64.b16decode, "base64.b32decode": base64.b32decode,
}  # fmt: skip
METHODS = frozenset(
    {
        "capitalize", "casefold", "count", "decode", "encode",
        "endswith", "find", "index", "isalnum", "isalpha",
        "isdigit", "islower", "isupper", "lower", "lstrip",
        "replace", "rfind", "rstrip", "startswith", "strip",
        "swapcase", "title", "upper",
    }
)  # fmt: skip


def bounded(result: object) -> object:
    """The result, unless it is of a kind or size that is not followed."""
    if isinstance(result, str | bytes) and len(result) > LONGEST:
        return UNKNOWN
    if isinstance(result, int) and abs(result) > 10**30:
        return UNKNOWN
    return result if isinstance(result, PLAIN) else UNKNOWN


def computed(function: Callable[..., object], *values: object) -> object:
    """The function's answer; ``UNKNOWN`` when a value is unknown or the function refuses."""
    if any(not isinstance(value, PLAIN) for value in values):
        return UNKNOWN
    try:
        return bounded(function(*values))
    except (TypeError, ValueError, ArithmeticError, LookupError, UnicodeError):
        return UNKNOWN


def binary(symbol: ast.operator, left: object, right: object) -> object:
    """The answer of ``left symbol right``."""
    function = OPERATORS.get(type(symbol))
    if function is None or (isinstance(symbol, ast.Mult | ast.Mod) and is_growing(left, right)):
        return UNKNOWN
    return computed(function, left, right)


def is_growing(left: object, right: object) -> bool:
    """Whether a repetition or a formatting could become large before it can be measured."""
    texts = (str, bytes, tuple)
    if isinstance(left, str | bytes) and isinstance(right, int) and not isinstance(right, bool):
        return len(left) * abs(right) > LONGEST or "%" in str(left)
    return isinstance(right, texts) or isinstance(left, texts)


def compared(symbol: ast.cmpop, left: object, right: object) -> object:
    """The answer of ``left symbol right``."""
    return computed(COMPARISONS[type(symbol)], left, right)


def unary(symbol: ast.unaryop, operand: object) -> object:
    """The answer of ``symbol operand``."""
    function = UNARY.get(type(symbol))
    return UNKNOWN if function is None else computed(function, operand)


def called(name: str, arguments: Sequence[object]) -> object:
    """The answer of a built-in function."""
    function = FUNCTIONS.get(name)
    return UNKNOWN if function is None else computed(function, *arguments)


def method(receiver: object, name: str, arguments: Sequence[object]) -> object:
    """The answer of a method of text."""
    if name not in METHODS or not isinstance(receiver, str | bytes):
        return UNKNOWN
    return computed(getattr(receiver, name), *arguments)


def item(container: object, index: object) -> object:
    """One character, or one item."""
    if not isinstance(container, str | bytes | tuple):
        return UNKNOWN
    return computed(operator.getitem, container, index)
