"""What a scan comes to."""

import pytest

import factories
from holdfast.model.scan import ScanStatus
from holdfast.model.verdict import Verdict
from holdfast.render.outcome import Outcome, answered, is_partial, of_scan, of_verdict


@pytest.mark.parametrize(
    ("status", "is_expected", "examined", "outcome"),
    [
        (ScanStatus.CLEAN, True, 20, Outcome.PASS),
        (ScanStatus.CLEAN, True, 19, Outcome.PARTIAL),
        (ScanStatus.FINDINGS, True, 20, Outcome.FAIL),
        (ScanStatus.FINDINGS, True, 19, Outcome.FAIL),
        (ScanStatus.FAILED, True, 0, Outcome.NO_VERDICT),
        (ScanStatus.TIMED_OUT, True, 20, Outcome.NO_VERDICT),
        (ScanStatus.MISSING, True, 0, Outcome.NO_VERDICT),
        (ScanStatus.MISSING, False, 0, Outcome.NOT_RUN),
        (ScanStatus.NOT_APPLICABLE, True, 0, Outcome.NOT_APPLICABLE),
        (ScanStatus.NOT_APPLICABLE, False, 0, Outcome.NOT_APPLICABLE),
    ],
)
def test_each_end_of_a_scan_has_its_outcome(status, is_expected, examined, outcome):
    scan = factories.scan(
        status=status, is_expected=is_expected, coverage=factories.coverage(examined=examined)
    )
    assert of_scan(scan) is outcome


def test_every_verdict_has_an_outcome():
    assert {of_verdict(verdict) for verdict in Verdict} == {Outcome.PASS, Outcome.FAIL, Outcome.NO_VERDICT}


def test_every_outcome_has_a_symbol_and_a_word_and_words_differ():
    assert len({outcome.word for outcome in Outcome}) == len(Outcome)
    assert all(outcome.symbol and outcome.word in str(outcome) for outcome in Outcome)


def test_a_run_is_partial_when_something_was_not_read_or_somebody_did_not_answer():
    partial = factories.scan(coverage=factories.coverage(examined=1))
    assert is_partial(factories.run(scans=(partial,)))
    assert is_partial(factories.run(scans=(factories.scan(), factories.failed_scan())))
    assert not is_partial(factories.run())


def test_an_optional_scanner_that_is_missing_makes_nothing_partial():
    optional = factories.failed_scan(status=ScanStatus.MISSING, is_expected=False)
    assert not is_partial(factories.run(scans=(factories.scan(), optional)))


def test_only_those_that_were_asked_are_counted():
    optional = factories.failed_scan(status=ScanStatus.MISSING, is_expected=False)
    run = factories.run(scans=(factories.scan(), factories.failed_scan(), optional))
    assert answered(run) == "1 of 2 scanners gave a verdict"
