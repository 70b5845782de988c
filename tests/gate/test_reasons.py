"""The sentences about one finding: its rule, its numbers, its remedies."""

from datetime import date
from typing import Any

from factories import TODAY, component, dependency_finding, finding, run, waiver
from holdfast.config.gate import Policy
from holdfast.gate.deciding import decide
from holdfast.gate.explaining import Explanation, FindingExplanation, explain
from holdfast.gate.weighing import Outcome
from holdfast.model.finding import Epss, Finding
from holdfast.model.severity import Severity
from holdfast.model.waiver import Waiver


def explained(
    *findings: Finding, waivers: tuple[Waiver, ...] = (), known: Any = None, **written: Any
) -> Explanation:
    on, policy = run(findings=findings, known=known), Policy.model_validate(written)
    return explain(decide(on, policy, waivers, TODAY), on, policy, waivers)


def only(explanation: Explanation) -> FindingExplanation:
    (finding,) = explanation.findings
    return finding


def test_a_blocking_finding_has_its_rule_its_numbers_and_its_repair_first():
    one = only(explained(dependency_finding()))

    assert one.outcome is Outcome.BLOCKS
    assert one.rules == ("gate.categories.sca.severity",)
    assert one.why == ("severity high reaches high",)
    assert one.remedies == (
        "upgrade axios to 0.21.2",
        f"waive it for a limited time: fingerprint {one.fingerprint}",
    )


def test_the_advice_of_the_scanner_is_the_remedy_of_code():
    one = only(explained(finding(fix="Pass\n  parameters.")))

    assert one.remedies[0] == "Pass parameters."


def test_every_rule_that_a_finding_fails_is_named_with_its_number():
    epss = Epss(score=0.94, as_of=date(2026, 11, 20))
    one = only(explained(
        dependency_finding(severity=Severity.UNKNOWN, epss=epss, is_exploited=True),
        default={"epss": 0.5, "kev": True, "grace": "7d"},
    ))  # fmt: skip

    assert one.rules == tuple(f"gate.categories.sca.{rule}" for rule in ("severity", "epss", "kev"))
    assert one.why == (
        "severity unknown counts as high",
        "EPSS 0.94 of 2026-11-20 reaches 0.5",
        "known to be exploited (CISA KEV)",
        "no grace: it is known to be exploited",
    )


def test_an_undecided_finding_says_what_is_missing_and_how_to_get_it():
    one = only(explained(dependency_finding(severity=Severity.LOW), default={"epss": 0.5, "kev": True}))

    assert one.outcome is Outcome.UNDECIDED
    assert one.rules == ("gate.categories.sca.epss", "gate.categories.sca.kev")
    assert one.why == (
        "no EPSS score is given, and unknown is not low",
        "nobody looked it up in CISA KEV, and unknown is not no",
    )
    assert one.remedies[1:3] == (
        "scan with a tool that reports EPSS scores",
        "scan with a tool that reports what is known to be exploited",
    )


def test_a_finding_without_day_of_publication_says_why_it_has_no_grace():
    undated = only(explained(dependency_finding(), default={"grace": "7d"}))
    old = only(explained(dependency_finding(published=date(2020, 1, 1)), default={"grace": "7d"}))

    assert undated.why[1:] == ("no grace: the day of its publication is unknown",)
    assert old.why[1:] == ()


def test_waivers_that_do_not_hold_say_why():
    lapsed = waiver(expires=date(2026, 11, 1))
    alone = waiver()
    strict = Policy.model_validate({"waivers": {"approver_required": True}})
    on = run(findings=(finding(),))

    one = only(explain(decide(on, strict, (lapsed, alone), TODAY), on, strict, (lapsed, alone)))

    assert one.why[1:] == (
        f"its waiver is refused, nobody approved it, and the policy asks for an approver: {alone}",
        f"its waiver expired: {lapsed}",
    )


def test_what_is_not_gated_says_what_spares_it_and_has_no_remedies():
    one = only(explained(finding(), known=frozenset([finding().fingerprint]), default={"new_only": True}))

    assert (one.outcome, one.remedies) == (Outcome.NOT_NEW, ())
    assert one.why[-1] == "the baseline holds it"


def test_every_way_to_be_spared_has_its_sentence():
    stuck = dependency_finding(component=component(fixed_in=()))
    fresh = dependency_finding(rule="fresh", published=date(2026, 11, 20))
    rated = dependency_finding(rule="rated", severity=Severity.LOW, epss=Epss(score=0.1))
    plain, spare, excused = (
        finding(rule="plain", severity=Severity.INFO),
        finding(rule="spare"),
        finding(rule="excused"),
    )
    agreed = waiver(rule="excused")

    explanation = explained(
        stuck, fresh, rated, plain, spare, excused,
        waivers=(agreed,),
        default={"fixable_only": True, "grace": "7d", "max_findings": 1},
        categories={"sca": {"epss": 0.5}},
    )  # fmt: skip

    assert {
        one.outcome: one.why[-1] for one in explanation.findings if one.fingerprint != rated.fingerprint
    } == {
        Outcome.NO_FIX: "no repaired version of axios@0.21.0 is known",
        Outcome.IN_GRACE: "published 2026-11-20, grace lasts 7d",
        Outcome.BELOW: "severity info is below high",
        Outcome.LET_THROUGH: "gate.categories.sast.max_findings lets 1 through",
        Outcome.WAIVED: f"waived by ana until 2026-12-21: {agreed.reason}",
    }
    assert [one.why for one in explanation.of(Outcome.BELOW) if one.fingerprint == rated.fingerprint] == [
        ("severity low is below high, EPSS 0.1 is below 0.5",)
    ]
