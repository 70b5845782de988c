"""What is certain replaces what is not, and a known beginning takes some dangers away."""

import ast

import pytest

from holdfast.scan.taint.interpreter import Interpreter
from holdfast.scan.taint.machine import STEPS, Arguments, TooMuchError, is_prefixed
from holdfast.scan.taint.rules import RULES
from holdfast.scan.taint.values import Kind, Mark, Value, known

NODE = ast.parse("call()").body[0]


def test_what_is_certain_replaces_what_is_not():
    machine = Interpreter(frozenset())
    machine.report("code-injection", NODE, is_certain=False)
    machine.report("code-injection", NODE, Mark(Kind.REQUEST, 7, "request.args"))
    machine.report("code-injection", NODE, is_certain=False)
    (weakness,) = machine.found.values()
    assert (weakness.is_certain, weakness.source_line, weakness.column) == (True, 7, 1)


def test_steps_are_counted():
    machine = Interpreter(frozenset())
    machine.steps = STEPS
    with pytest.raises(TooMuchError):
        machine.step()


@pytest.mark.parametrize(
    ("rule", "prefix", "is_safe"),
    [
        ("open-redirect", "/search?q=", True),
        ("open-redirect", "/", False),
        ("open-redirect", "https://", False),
        ("request-forgery", "https://api.example.com/", True),
        ("request-forgery", "https://api.example.com", False),
        ("sql-injection", "SELECT", False),
    ],
)
def test_a_known_beginning_can_take_the_danger_away(rule, prefix, is_safe):
    assert is_prefixed(RULES[rule], Value(prefix=prefix)) is is_safe


def test_an_argument_is_picked_by_place_or_name():
    given = Arguments([known(1)], {"b": known(2)})
    assert given.pick(0, "a").constant == 1
    assert given.pick(1, "b").constant == 2
    assert given.pick(1, "c") is None
