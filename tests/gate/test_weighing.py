"""How findings stand before the gate."""

from datetime import timedelta

import pytest

from factories import TODAY, dependency_finding, finding, run
from holdfast.config.gate import Policy
from holdfast.gate.waiving import WaiverBook
from holdfast.gate.weighing import Measure, Outcome, is_in_grace, is_vulnerability, weigh
from holdfast.model.finding import Epss
from holdfast.model.severity import Severity

WEEK = timedelta(days=7)


@pytest.mark.parametrize(("age", "spared"), [(-1, False), (0, True), (6, True), (7, False)])
def test_grace_runs_from_the_day_of_publication_and_not_before(age: int, *, spared: bool):
    fresh = dependency_finding(published=TODAY - timedelta(days=age))

    assert is_in_grace(fresh, WEEK, TODAY) is spared


def test_no_grace_is_no_grace_even_on_the_first_day():
    assert not is_in_grace(dependency_finding(published=TODAY), timedelta(0), TODAY)


def test_a_flaw_of_the_code_is_no_vulnerability_unless_it_carries_an_id():
    assert not is_vulnerability(finding())
    assert is_vulnerability(finding(ids=("CVE-2021-44228",)))
    assert is_vulnerability(dependency_finding(ids=()))


def test_standings_come_worst_first_then_by_place():
    late, early = finding(rule="B2"), finding(rule="B1", location=finding().location)
    worst = finding(rule="B3", severity=Severity.CRITICAL)
    policy = Policy()

    standings = weigh(
        run(findings=(late, worst, early)), policy, WaiverBook((), policy.waivers, TODAY), TODAY
    )

    assert standings[0].finding is worst
    assert [one.finding for one in standings[1:]] == sorted([late, early], key=lambda one: one.fingerprint)


def test_a_finding_let_through_keeps_what_it_fails():
    policy = Policy.model_validate({"default": {"max_findings": 1, "epss": 0.9}})
    rated = dependency_finding(epss=Epss(score=0.1))

    (standing,) = weigh(run(findings=(rated,)), policy, WaiverBook((), policy.waivers, TODAY), TODAY)

    assert (standing.outcome, standing.failed) == (Outcome.LET_THROUGH, (Measure.SEVERITY,))
