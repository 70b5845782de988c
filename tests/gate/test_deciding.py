"""Laws that every decision keeps, over runs, policies and waivers of all kinds."""

import random
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

import factories
from factories import TODAY
from holdfast.config.gate import Policy
from holdfast.gate.deciding import decide
from holdfast.kit.digest import digest
from holdfast.model.category import Category
from holdfast.model.decision import Decision
from holdfast.model.finding import Component, Epss, Finding
from holdfast.model.scan import Coverage, Run, Scan, ScanStatus
from holdfast.model.severity import Severity
from holdfast.model.verdict import Verdict
from holdfast.model.waiver import Waiver

RULES = ("B101", "B608", "CVE-2026-1")
SCANNERS = ("bandit", "trivy", "zap")
DAYS = st.integers(-20, 20).map(lambda days: TODAY + timedelta(days=days))
SEVERITIES = [Severity.LOW, Severity.MEDIUM, Severity.HIGH, Severity.CRITICAL]


@st.composite
def findings(draw: st.DrawFn) -> Finding:
    category = draw(st.sampled_from([Category.SAST, Category.SCA]))
    fields: dict[str, Any] = {
        "rule": draw(st.sampled_from(RULES)),
        "severity": draw(st.sampled_from(Severity)),
        "category": category,
        "epss": draw(st.none() | st.sampled_from([0.0, 0.2, 0.9]).map(lambda score: Epss(score=score))),
        "is_exploited": draw(st.sampled_from([None, False, True])),
        "published": draw(st.none() | DAYS),
        "fingerprint": digest([str(draw(st.integers(0, 30)))]),
    }
    if category is Category.SCA:
        fields["component"] = Component(name="axios", fixed_in=draw(st.sampled_from([(), ("1.0",)])))
        fields["ids"] = (fields["rule"],)
    return factories.finding(**fields)


@st.composite
def scans(draw: st.DrawFn) -> Scan:
    return factories.scan(
        scanner=draw(st.sampled_from(SCANNERS)),
        category=draw(st.sampled_from([Category.SAST, Category.SCA, Category.DAST])),
        status=draw(st.sampled_from(ScanStatus)),
        coverage=Coverage(selected=10, examined=draw(st.integers(5, 10))),
        is_expected=draw(st.booleans()),
    )


@st.composite
def policies(draw: st.DrawFn) -> dict[str, Any]:
    """The section as users write it, so that one setting can be made stricter."""
    rules = st.fixed_dictionaries(
        {},
        optional={
            "severity": st.sampled_from(SEVERITIES),
            "new_only": st.booleans(),
            "fixable_only": st.booleans(),
            "epss": st.sampled_from([0.1, 0.5]),
            "kev": st.booleans(),
            "grace": st.integers(0, 15).map(lambda days: timedelta(days=days)),
            "max_findings": st.integers(0, 3),
        },
    )
    return {
        "default": draw(rules),
        "categories": {"sca": draw(rules)},
        "min_coverage": draw(st.sampled_from([0.0, 0.6, 0.9])),
        "required": [
            {"scanner": name, "min_coverage": draw(st.sampled_from([0.5, 0.9]))}
            for name in draw(st.sets(st.sampled_from(SCANNERS), max_size=2))
        ],
        "waivers": {"approver_required": draw(st.booleans())},
    }


@st.composite
def waivers(draw: st.DrawFn) -> Waiver:
    return factories.waiver(
        rule=draw(st.sampled_from(["", *RULES])) or "B608",
        package=draw(st.sampled_from(["", "axios"])),
        expires=draw(DAYS),
        approver=draw(st.sampled_from(["", "bob"])),
    )


@st.composite
def runs(draw: st.DrawFn) -> Run:
    found = draw(st.lists(findings(), max_size=6))
    known = draw(st.none() | st.frozensets(st.sampled_from([one.fingerprint for one in found] or [""])))
    return factories.run(
        scans=tuple(draw(st.lists(scans(), max_size=4))),
        findings=tuple(found),
        known=known,
        target=factories.target(files=draw(st.sampled_from([0, 42]))),
    )


waiver_lists = st.lists(waivers(), max_size=4).map(tuple)


def decided(run: Run, policy: dict[str, Any], excepted: tuple[Waiver, ...]) -> Decision:
    return decide(run, Policy.model_validate(policy), excepted, TODAY)


@given(runs(), policies(), waiver_lists, findings())
def test_another_finding_never_makes_it_pass(
    run: Run, policy: dict[str, Any], excepted: tuple[Waiver, ...], extra: Finding
):
    before = decided(run, policy, excepted)
    after = decided(replace(run, findings=(*run.findings, extra)), policy, excepted)

    assert before.verdict is Verdict.PASS or after.verdict is not Verdict.PASS
    assert before.verdict is not Verdict.FAIL or after.verdict is Verdict.FAIL
    assert set(before.blocking) <= set(after.blocking)


@given(runs(), policies(), waiver_lists, st.integers(0, 3))
def test_without_a_scan_that_answered_or_was_required_nothing_begins_to_pass(
    run: Run, policy: dict[str, Any], excepted: tuple[Waiver, ...], index: int
):
    required = {entry["scanner"] for entry in policy["required"]}
    counted = [
        scan
        for scan in run.scans
        if (scan.verdict is not Verdict.NO_VERDICT and scan.coverage.ratio == 1) or scan.scanner in required
    ]
    if index >= len(counted):
        return
    left = list(run.scans)
    left.remove(counted[index])
    # Two scans of one required scanner: a bad one may go, since the good one still answers.
    if any(scan.scanner == counted[index].scanner for scan in left):
        return

    before = decided(run, policy, excepted)
    after = decided(replace(run, scans=tuple(left)), policy, excepted)

    assert before.verdict is Verdict.PASS or after.verdict is not Verdict.PASS
    assert before.verdict is not Verdict.FAIL or after.verdict is Verdict.FAIL


def stricter(setting: str, value: Any) -> Any:
    """A value of the setting that lets no more through."""
    match setting:
        case "severity":
            return SEVERITIES[max(0, SEVERITIES.index(value or Severity.HIGH) - 1)]
        case "new_only" | "fixable_only":
            return False
        case "epss":
            return 0.1
        case "kev":
            return True
        case "grace":
            return (value or timedelta(0)) / 2
        case _:
            return max(0, (value or 0) - 1)


@given(runs(), policies(), waiver_lists, st.data())
def test_a_stricter_rule_never_turns_fail_into_pass(
    run: Run, policy: dict[str, Any], excepted: tuple[Waiver, ...], data: st.DataObject
):
    layer = data.draw(st.sampled_from([policy["default"], policy["categories"]["sca"]]))
    settings_there = [*layer] if layer is not policy["default"] else [*layer, "epss", "kev"]
    if not settings_there:
        return
    setting = data.draw(st.sampled_from(settings_there))
    before = decided(run, policy, excepted)

    layer[setting] = stricter(setting, layer.get(setting))
    after = decided(run, policy, excepted)

    assert before.verdict is Verdict.PASS or after.verdict is not Verdict.PASS
    assert before.verdict is not Verdict.FAIL or after.verdict is Verdict.FAIL
    assert set(before.blocking) <= set(after.blocking)


@given(runs(), policies(), waiver_lists)
def test_stricter_demands_on_scans_and_waivers_never_make_it_pass(
    run: Run, policy: dict[str, Any], excepted: tuple[Waiver, ...]
):
    before = decided(run, policy, excepted)
    after = decided(
        run,
        policy
        | {
            "min_coverage": 1.0,
            "required": [{"scanner": name, "min_coverage": 1.0} for name in SCANNERS],
            "waivers": {"approver_required": True, "max_age": timedelta(days=5)},
        },
        excepted,
    )

    assert before.verdict is Verdict.PASS or after.verdict is not Verdict.PASS
    assert before.verdict is not Verdict.FAIL or after.verdict is Verdict.FAIL


@given(runs(), policies(), waiver_lists, st.randoms(use_true_random=False))
def test_order_changes_nothing_down_to_the_bytes(
    run: Run, policy: dict[str, Any], excepted: tuple[Waiver, ...], chance: random.Random
):
    def shuffled(values: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(chance.sample(values, len(values)))

    other = replace(run, findings=shuffled(run.findings), scans=shuffled(run.scans))

    before = msgspec.json.encode(decided(run, policy, excepted))
    after = msgspec.json.encode(decided(other, policy, shuffled(excepted)))

    assert before == after


@given(runs(), policies(), waiver_lists)
def test_the_same_seen_again_later_is_decided_alike(
    run: Run, policy: dict[str, Any], excepted: tuple[Waiver, ...]
):
    later = factories.NOW + timedelta(hours=1)
    again = replace(
        run,
        started=later,
        duration_seconds=run.duration_seconds * 2,
        scans=tuple(
            replace(scan, evidence=replace(scan.evidence, started=later, is_cached=True))
            for scan in run.scans
        ),
    )

    assert decided(run, policy, excepted) == decided(again, policy, excepted)


@given(runs(), policies(), waiver_lists)
def test_every_finding_blocks_is_open_or_is_counted_with_a_reason(
    run: Run, policy: dict[str, Any], excepted: tuple[Waiver, ...]
):
    decision = decided(run, policy, excepted)

    gated = len(run.findings) - sum(number for _, number in decision.not_gated)
    assert len(decision.blocking) <= gated
    if decision.verdict is Verdict.PASS:
        assert gated == 0
    assert bool(decision.blocking) == (decision.verdict is Verdict.FAIL)


@given(runs(), policies(), waiver_lists)
def test_each_waiver_holds_or_is_listed(run: Run, policy: dict[str, Any], excepted: tuple[Waiver, ...]):
    decision = decided(run, policy, excepted)

    covering = {item.waiver for item in decision.waived}
    expired, unused = set(decision.expired_waivers), set(decision.unused_waivers)
    refused = {item.waiver for item in decision.refused_waivers}
    assert not covering & (expired | unused | refused)
    assert not expired & unused
    assert not refused & (expired | unused)


@settings(max_examples=25)
@given(runs(), policies(), st.integers(1, 400))
def test_a_waiver_stops_to_hold_when_its_day_is_past(run: Run, policy: dict[str, Any], days: int):
    lapsed = tuple(factories.waiver(rule=rule, expires=TODAY - timedelta(days=days)) for rule in RULES)

    assert decided(run, policy, lapsed).verdict is decided(run, policy, ()).verdict
    assert decided(run, policy, lapsed).waived == ()


def test_today_counts():
    run = factories.run(findings=(factories.dependency_finding(published=date(2026, 11, 20)),))
    policy = Policy.model_validate({"default": {"grace": "7d"}})

    verdicts = [
        decide(run, policy, (), date(2026, 11, 20) + timedelta(days=age)).verdict for age in (0, 6, 7, 8)
    ]

    assert verdicts == [Verdict.PASS, Verdict.PASS, Verdict.FAIL, Verdict.FAIL]
