"""Every rule finds the marked lines of its samples and nothing else; the labelled snippets are told apart."""

import re
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.scan.taint.analysis import NotPythonError, analyse
from holdfast.scan.taint.rules import RULES
from labelled.generate import HALVES, cases

SAMPLES = Path(__file__).parents[2] / "samples/python_code"
MARK = re.compile(r"# (ruleid|ok): ([\w-]+)")


def marks(text, kind):
    return {
        (found[2], number + 1)
        for number, line in enumerate(text.splitlines(), start=1)
        if (found := MARK.search(line)) and found[1] == kind
    }


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_finds_the_marked_lines_of_its_sample_and_no_others(rule):
    text = (SAMPLES / f"{rule}.py").read_text(encoding="utf-8")
    assert marks(text, "ok")
    expected = marks(text, "ruleid")
    assert expected
    found = {(weakness.rule, weakness.line) for weakness in analyse(text).weaknesses}
    assert {pair for pair in found if pair[0] == rule} == expected


@pytest.mark.parametrize("rule", RULES)
def test_the_sample_of_a_rule_has_no_other_weakness(rule):
    text = (SAMPLES / f"{rule}.py").read_text(encoding="utf-8")
    assert {weakness.rule for weakness in analyse(text).weaknesses} == {rule}


@pytest.mark.parametrize("half", HALVES)
def test_the_labelled_snippets_are_told_apart(half):
    hits = {True: 0, False: 0}
    totals = {True: 0, False: 0}
    for case in cases(repeats=3):
        if case.half == half:
            found = {cwe for weakness in analyse(case.code).weaknesses for cwe in RULES[weakness.rule].cwes}
            totals[case.is_real] += 1
            hits[case.is_real] += case.is_found_by(found)
    assert hits[True] / totals[True] > 0.95
    assert hits[False] / totals[False] < 0.05


def test_a_flow_names_the_line_that_it_comes_from():
    text = "from flask import request\n\ndef f(c):\n    q = request.args['q']\n    c.execute('x' + q)\n"
    (weakness,) = analyse(text).weaknesses
    assert (weakness.line, weakness.source_line, weakness.source) == (5, 4, "request.args")


def test_text_of_unknown_origin_is_no_certain_weakness():
    (weakness,) = analyse("def f(text):\n    return eval(text)\n").weaknesses
    assert not weakness.is_certain
    assert analyse("def f():\n    return eval('1 + 1')\n").weaknesses == ()


@pytest.mark.parametrize("text", ["def (", "\0", b"\xff\xfe", "(" * 500], ids=repr)
def test_what_is_no_python_is_refused(text):
    with pytest.raises(NotPythonError):
        analyse(text)


def test_a_function_that_takes_too_long_is_named():
    nested = "x = 1\n" + "".join(f"{'  ' * depth}for i{depth} in y:\n" for depth in range(1, 17))
    analysis = analyse(f"def f(y):\n  {nested}{'  ' * 17}eval(x)\n")
    assert analysis.given_up == ("function f",)


@given(st.text(alphabet="abf()[]{}:=.,'\n +*@", max_size=80))
def test_any_text_is_read_or_refused(text):
    with suppress(NotPythonError):
        assert analyse(text).weaknesses is not None
