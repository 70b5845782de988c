"""The answer in the first lines."""

import pytest

import factories
from holdfast.model.category import Category
from holdfast.model.scan import ScanStatus
from holdfast.model.verdict import Verdict
from holdfast.render.headline import headline
from holdfast.render.outcome import Outcome
from holdfast.render.rendering import Document

FOUND = (factories.finding(),)
PARTIAL = factories.scan(coverage=factories.coverage(examined=17))


def says(decision=None, **over):
    return headline(Document(run=factories.run(**over), decision=decision))


@pytest.mark.parametrize(
    ("over", "word", "outcome"),
    [
        ({}, "PASS", Outcome.PASS),
        ({"findings": FOUND}, "FAIL", Outcome.FAIL),
        ({"scans": ()}, "NO VERDICT", Outcome.NO_VERDICT),
        ({"scans": (factories.failed_scan(),)}, "NO VERDICT", Outcome.NO_VERDICT),
        ({"scans": (PARTIAL,)}, "PASS, PARTIAL COVERAGE", Outcome.PARTIAL),
    ],
)
def test_a_scan_alone_speaks_for_itself(over, word, outcome):
    assert (says(**over).word, says(**over).outcome) == (word, outcome)


@pytest.mark.parametrize("verdict", list(Verdict))
def test_a_gate_has_the_last_word(verdict):
    shown = says(factories.decision(verdict=verdict, summary="Because"), findings=FOUND)
    assert (shown.word, shown.sentence) == (verdict.label.upper(), "Because")


@pytest.mark.parametrize("scans", [(PARTIAL,), (factories.scan(), factories.failed_scan())])
def test_a_gate_that_passes_over_a_part_is_not_plain_green(scans):
    assert says(factories.decision(), scans=scans).outcome is Outcome.PARTIAL


def test_nobody_is_told_to_ship_on_a_fail_or_on_no_verdict():
    assert "should not be shipped" in says(factories.decision(verdict=Verdict.FAIL)).meaning
    assert "do not ship" in says(factories.decision(verdict=Verdict.NO_VERDICT)).meaning
    assert "may be shipped" in says(factories.decision()).meaning


def test_findings_that_the_policy_lets_through_are_mentioned():
    assert "lets 1 finding through" in says(factories.decision(), findings=FOUND).meaning


def test_what_is_unknown_is_said():
    silent = (factories.scan(), factories.failed_scan())
    assert "1 scanner gave no verdict" in says(findings=FOUND, scans=silent).meaning
    assert "the rest is unknown" in says(scans=(PARTIAL,)).meaning


def test_what_nobody_looked_at_is_said_of_a_pass_too():
    nobody = factories.scan(
        scanner="trivy", category=Category.SCA, status=ScanStatus.MISSING, is_expected=False
    )
    told = says(scans=(factories.scan(), nobody))
    assert told.word == "PASS"
    assert "Not examined, because no scanner for it is installed: Dependencies (SCA)." in told.meaning


def test_numbers_stand_in_the_sentence():
    assert says(findings=FOUND).sentence == "1 finding (1 high); 1 of 1 scanner gave a verdict"
    assert says(findings=FOUND, scans=()).sentence == "1 finding (1 high)"
    assert says(scans=()).sentence == "No scanner ran"
