"""Facts about what an imported report proves."""

import pytest

from factories import finding
from holdfast.model.category import Category
from holdfast.model.report import Inputs, ParsedReport, Problem
from holdfast.model.scan import Evidence, ScanStatus
from holdfast.model.verdict import Verdict
from holdfast.scan.importing import judge_report


def judged(minimum=1, **over):
    parsed = ParsedReport(**{"parser": "zap", "tool": "ZAP"} | over)
    return judge_report(parsed, "ZAP", Category.DAST, Evidence(), minimum)


def test_silence_without_a_count_proves_nothing():
    scan = judged()
    assert scan.verdict is Verdict.NO_VERDICT
    assert "does not say what was examined" in scan.reasons[0]


def test_silence_over_something_passes():
    assert judged(inputs=Inputs(examined=12, unit="url")).status is ScanStatus.CLEAN


@pytest.mark.parametrize("examined", [0, 2])
def test_silence_over_too_little_proves_nothing(examined):
    scan = judged(minimum=3, inputs=Inputs(examined=examined, unit="url"))
    assert scan.verdict is Verdict.NO_VERDICT
    assert f"{examined} url(s)" in scan.reasons[0]


def test_findings_prove_that_the_tool_looked():
    scan = judged(findings=(finding(),))
    assert (scan.status, scan.finding_count) == (ScanStatus.FINDINGS, 1)


def test_a_failure_that_the_report_admits_outweighs_its_findings():
    scan = judged(findings=(finding(),), failures=("rule loader crashed",))
    assert (scan.status, scan.reasons) == (ScanStatus.FAILED, ("rule loader crashed",))


def test_silence_in_a_report_that_could_not_be_read_whole_proves_nothing():
    scan = judged(problems=(Problem(place="row 1", why="bad"),), inputs=Inputs(examined=9))
    assert scan.status is ScanStatus.FAILED
    assert "row 1: bad" in scan.reasons


def test_many_problems_are_counted():
    problems = tuple(Problem(place=f"row {number}", why="bad") for number in range(9))
    assert "4 more parts of the report could not be read" in judged(problems=problems).reasons


def test_unread_inputs_lower_the_coverage():
    scan = judged(inputs=Inputs(examined=3, unread=("b.py",)))
    assert (scan.coverage.selected, scan.coverage.examined, scan.coverage.is_partial) == (4, 3, True)
