"""Constants are computed, within bounds."""

import ast

import pytest

from holdfast.scan.taint import folding
from holdfast.scan.taint.values import UNKNOWN


@pytest.mark.parametrize(
    ("left", "symbol", "right", "answer"),
    [
        (7, ast.Mult(), 42, 294),
        ("a", ast.Add(), "b", "ab"),
        (1, ast.Div(), 0, UNKNOWN),
        (1, ast.Add(), "b", UNKNOWN),
    ],
)
def test_operators(left, symbol, right, answer):
    assert folding.binary(symbol, left, right) == answer


@pytest.mark.parametrize(
    ("left", "right"), [("x" * 100, 10**9), (10**40, 10**40), ("%099999999d", 1), ((1,), 10**9)]
)
def test_what_would_grow_without_bounds_is_unknown(left, right):
    assert folding.binary(ast.Mult() if right != 1 else ast.Mod(), left, right) is UNKNOWN


def test_powers_and_shifts_are_not_computed():
    assert folding.binary(ast.Pow(), 9, 999999) is UNKNOWN
    assert folding.binary(ast.LShift(), 1, 10**9) is UNKNOWN


def test_comparisons_methods_functions_and_items():
    assert folding.compared(ast.In(), "a", ("a", "b")) is True
    assert folding.compared(ast.Lt(), 1, "a") is UNKNOWN
    assert folding.method("prod", "startswith", ["pr"]) is True
    assert folding.method("prod", "zfill", [10**9]) is UNKNOWN
    assert folding.called("len", ["abc"]) == 3
    assert folding.called("open", ["abc"]) is UNKNOWN
    assert folding.item("ABC", 1) == "B"
    assert folding.unary(ast.Not(), True) is False


@pytest.mark.parametrize(
    ("name", "text"),
    [("binascii.unhexlify", "6162"), ("bytes.fromhex", "6162"), ("base64.b64decode", "YWI=")],
)
def test_text_is_decoded(name, text):
    assert folding.called(name, [text]) == b"ab"
    assert folding.called(name, ["6"]) is UNKNOWN
