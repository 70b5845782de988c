"""Every file in ``cases`` is one decision and what must come of it; ``case_language.py`` has the words."""

from pathlib import Path

import pytest

from gate import case_language

CASES = sorted((Path(__file__).parent / "cases").glob("*.yaml"))


def test_there_are_cases():
    assert len(CASES) > 30


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_decision_is_the_expected_one(path: Path):
    case = case_language.load(path)

    shown = case.shown(case.decide())

    assert {key: shown[key] for key in case.expect} == case.expect, case.says
    assert "verdict" in case.expect
