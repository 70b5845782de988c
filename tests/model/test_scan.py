"""Facts about scans and runs."""

import pytest

from factories import finding, run, scan
from holdfast.model.category import Category
from holdfast.model.scan import Coverage, ScanStatus
from holdfast.model.verdict import Verdict

VERDICTS = {
    ScanStatus.CLEAN: Verdict.PASS,
    ScanStatus.FINDINGS: Verdict.FAIL,
    ScanStatus.FAILED: Verdict.NO_VERDICT,
    ScanStatus.TIMED_OUT: Verdict.NO_VERDICT,
    ScanStatus.MISSING: Verdict.NO_VERDICT,
    ScanStatus.NOT_APPLICABLE: Verdict.NO_VERDICT,
}


@pytest.mark.parametrize("status", ScanStatus)
def test_only_a_healthy_end_decides(status):
    assert status.verdict is VERDICTS[status]
    assert scan(status=status).verdict is VERDICTS[status]


def test_statuses_are_written_for_people():
    assert ScanStatus.NOT_APPLICABLE.label == "not applicable"


@pytest.mark.parametrize(
    ("selected", "examined", "ratio", "is_partial"),
    [(0, 0, 0.0, False), (4, 4, 1.0, False), (4, 3, 0.75, True), (4, 0, 0.0, True), (3, 5, 1.0, False)],
)
def test_coverage_is_what_was_read_of_what_was_selected(selected, examined, ratio, is_partial):
    coverage = Coverage(selected=selected, examined=examined)
    assert (coverage.ratio, coverage.is_partial) == (ratio, is_partial)


@pytest.mark.parametrize(
    ("status", "is_expected", "is_decisive"),
    [
        (ScanStatus.FAILED, True, True),
        (ScanStatus.FAILED, False, False),
        (ScanStatus.NOT_APPLICABLE, True, False),
        (ScanStatus.CLEAN, True, True),
    ],
)
def test_silence_matters_where_an_answer_was_expected_and_possible(status, is_expected, is_decisive):
    assert scan(status=status, is_expected=is_expected).is_decisive is is_decisive


def test_without_a_baseline_everything_is_new():
    assert run(known=None).is_new(finding())


def test_a_baseline_knows_findings_by_any_of_their_names():
    known = frozenset({"a"})
    assert not run(known=known).is_new(finding(fingerprint="a"))
    assert not run(known=known).is_new(finding(fingerprint="b", also_known_as=("a",)))
    assert run(known=known).is_new(finding(fingerprint="b"))


def test_a_category_that_no_scanner_here_looks_at_is_unexamined():
    scans = (
        scan(scanner="a", category=Category.SCA, status=ScanStatus.MISSING, is_expected=False),
        scan(scanner="b", category=Category.SECRETS, status=ScanStatus.MISSING, is_expected=False),
        scan(scanner="c", category=Category.SECRETS, status=ScanStatus.CLEAN),
        scan(scanner="d", category=Category.IAC, status=ScanStatus.NOT_APPLICABLE),
    )
    assert run(scans=scans).unexamined == (Category.SCA,)


@pytest.mark.parametrize(
    ("statuses", "findings", "verdict"),
    [
        ((ScanStatus.CLEAN,), (), Verdict.PASS),
        ((ScanStatus.CLEAN, ScanStatus.NOT_APPLICABLE), (), Verdict.PASS),
        ((ScanStatus.CLEAN, ScanStatus.FAILED), (), Verdict.NO_VERDICT),
        ((ScanStatus.NOT_APPLICABLE,), (), Verdict.NO_VERDICT),
        ((), (), Verdict.NO_VERDICT),
        ((ScanStatus.FINDINGS, ScanStatus.FAILED), (finding(),), Verdict.FAIL),
    ],
)
def test_a_run_passes_only_when_somebody_answered_and_nobody_kept_silent(statuses, findings, verdict):
    scans = tuple(scan(scanner=f"s{number}", status=status) for number, status in enumerate(statuses))
    assert run(scans=scans, findings=findings).verdict is verdict
