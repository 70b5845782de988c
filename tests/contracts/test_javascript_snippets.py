"""The engine for JavaScript tells labelled snippets apart, in every part of them."""

import pytest

from labelled_javascript.snippets import PARTS, PATTERNS, RULES, found_by_engine, score, snippets


@pytest.mark.parametrize("part", PARTS)
def test_every_snippet_has_a_category_and_a_name_of_its_own(part):
    cases = snippets(part)
    assert len({case.name for case in cases}) == len(cases) > 0
    assert {case.category for case in cases} <= RULES.keys()


@pytest.mark.parametrize("part", PARTS)
def test_the_engine_tells_the_snippets_apart(part):
    cases = [case for case in snippets(part) if case.category not in PATTERNS]
    found = found_by_engine(cases)
    counted = score(cases, found)
    missed = [case.name for case in cases if case.is_vulnerable and not case.is_found_by(found[case.name])]
    wrong = [(case.name, found[case.name]) for case in cases if not case.is_vulnerable and found[case.name]]
    assert counted.true_positive_rate >= 0.85, missed
    assert counted.false_positive_rate <= 0.1, wrong
