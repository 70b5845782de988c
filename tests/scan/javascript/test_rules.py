"""Every rule finds the marked lines of its bad examples, and nothing in its good ones."""

import re
from textwrap import dedent

import pytest

from holdfast.scan.javascript.rules import RULES
from scan.javascript.asking import later, told
from scan.javascript.examples import BAD, GOOD

LATER = re.compile(r"\s*// later: (.*)")


def each(examples):
    every = [(rule, text) for rule, texts in examples.items() for text in texts]
    return [
        later(rule, text, why=found[1]) if (found := LATER.match(text)) else (rule, text)
        for rule, text in every
    ]


@pytest.mark.parametrize(("rule", "text"), each(BAD))
def test_the_marked_line_of_a_bad_example_is_found_and_no_other(rule, text):
    lines = dedent(text).splitlines()
    marked = {(rule, number) for number, line in enumerate(lines, start=1) if line.endswith("// bad")}
    assert marked
    assert told(text, "a.tsx") == marked


@pytest.mark.parametrize(("rule", "text"), each(GOOD))
def test_nothing_is_found_in_a_good_example(rule, text):
    assert told(text, "a.tsx") == set()


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_has_two_bad_and_two_good_examples(rule):
    assert len(BAD[rule]) >= 2
    assert len(GOOD[rule]) >= 2


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_says_what_it_is_why_it_matters_and_what_to_write(rule):
    found = RULES[rule]
    assert found.cwes
    assert found.fix.endswith(".")
    assert found.why.endswith(".")
    assert 0 < len(found.title) <= 72
    assert not found.title.endswith(".")


def test_examples_are_of_rules_that_exist():
    assert set(BAD) == set(GOOD) == set(RULES)


@pytest.mark.parametrize(
    ("rule", "prefix", "is_harmless"),
    [
        ("request-forgery", "https://api.example.org/", True),
        ("request-forgery", "https://api.example.org", False),
        ("request-forgery", "/api/", True),
        ("request-forgery", "//", False),
        ("open-redirect", "/search", True),
        ("open-redirect", "/", False),
        ("link-from-outside", "https:", True),
        ("link-from-outside", "/users/", True),
        ("link-from-outside", "data:image/", True),
        ("link-from-outside", "javascript:", False),
        ("link-from-outside", "data:text/html", False),
    ],
)
def test_a_known_beginning_can_take_the_danger_away(rule, prefix, is_harmless):
    pattern = RULES[rule].harmless_prefix
    assert (pattern.match(prefix) is not None) is is_harmless
