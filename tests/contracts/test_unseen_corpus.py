"""The reading of Python code tells apart the cases of the examiner's corpus."""

import ast

import pytest

from holdfast.scan.taint.analysis import analyse
from holdfast.scan.taint.rules import RULES
from labelled_unseen.cases import CWES, corpus
from labelled_unseen.labels import PATH, labels
from labelled_unseen.templates import SITTINGS


@pytest.fixture(scope="module")
def cases():
    return list(corpus())


@pytest.fixture(scope="module")
def reported(cases):
    """The names of the cases in which a weakness of their category is reported."""
    found = set()
    for case in cases:
        cwes = {cwe for weakness in analyse(case.text).weaknesses for cwe in RULES[weakness.rule].cwes}
        if cwes & CWES[case.category]:
            found.add(case.name)
    return found


def rate(cases, reported, *, is_vulnerable):
    """The share of cases with that label that are reported."""
    names = {case.name for case in cases if case.is_vulnerable is is_vulnerable}
    return len(names & reported) / len(names)


def test_nearly_all_vulnerable_cases_are_reported_and_few_others(cases, reported):
    assert rate(cases, reported, is_vulnerable=True) >= 0.8
    assert rate(cases, reported, is_vulnerable=False) <= 0.1


@pytest.mark.parametrize("part", ["open", "exam"])
def test_no_part_stays_behind(cases, reported, part):
    of_part = [case for case in cases if case.part == part]
    assert rate(of_part, reported, is_vulnerable=True) >= 0.8
    assert rate(of_part, reported, is_vulnerable=False) <= 0.1


def test_each_category_tells_vulnerable_from_safe(cases, reported):
    for category in CWES:
        of_category = [case for case in cases if case.category == category]
        right = rate(of_category, reported, is_vulnerable=True)
        assert right - rate(of_category, reported, is_vulnerable=False) >= 0.5, category


def test_the_labels_are_those_of_the_file():
    assert labels() == PATH.read_text(encoding="utf-8")


def test_every_case_is_python_without_a_word_left_to_fill_in(cases):
    words = {"SRC", "IN", "OUT", "BAR", "GIVE_UP"}
    for case in cases:
        names = {node.id for node in ast.walk(ast.parse(case.text)) if isinstance(node, ast.Name)}
        assert not names & words, case.name


def test_both_labels_are_equally_frequent_in_each_category(cases):
    for category in CWES:
        labels_of = [case.is_vulnerable for case in cases if case.category == category]
        assert labels_of.count(True) == labels_of.count(False)


def test_every_template_says_why_it_has_its_label():
    for sitting in SITTINGS:
        sinks = [template for templates in sitting.sinks.values() for template in templates]
        for template in (*sitting.sources, *sitting.through, *sitting.stopped, *sinks):
            assert template.why, template.name
