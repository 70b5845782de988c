"""What the rules of one category say of its findings."""

from collections import Counter
from collections.abc import Sequence

from holdfast.gate.policy import Rules
from holdfast.gate.weighing import Measure, Outcome, Standing
from holdfast.gate.wording import by_severity, count, listing, probability
from holdfast.model.decision import RuleResult
from holdfast.model.verdict import Verdict


def category_results(
    rules: Rules, standings: Sequence[Standing], *, has_baseline: bool
) -> tuple[RuleResult, ...]:
    """The answer of each rule of a category that is on.

    Args:
        rules: The category's rules.
        standings: Its findings, worst first.
        has_baseline: Whether the run knows which findings are new.
    """
    results = [_severity(rules, standings, has_baseline=has_baseline)]
    if rules.epss is not None:
        results.append(_epss(rules, rules.epss, standings))
    if rules.kev:
        results.append(_kev(rules, standings))
    return tuple(results)


def not_gated(standings: Sequence[Standing]) -> tuple[tuple[str, int], ...]:
    """How many findings do not count, by the reason, in a fixed order."""
    counts = Counter(standing.outcome for standing in standings if not standing.outcome.is_gated)
    return tuple((outcome.value, counts[outcome]) for outcome in Outcome if counts[outcome])


def _severity(rules: Rules, standings: Sequence[Standing], *, has_baseline: bool) -> RuleResult:
    severe = [standing for standing in standings if standing.is_severe]
    reached = f"{len(severe):,} of {count(len(standings), 'finding')}"
    if severe:
        reached += f" ({by_severity(standing.finding.severity for standing in severe)})"
    parts = [reached]
    if aside := not_gated(standings):
        parts.append(f"not gated: {listing(aside)}")
    if rules.new_only and not has_baseline:
        parts.append("there is no baseline, so every finding counts as new")
    is_exceeded = len(severe) > rules.max_findings
    return RuleResult(
        rule=rules.name_of("severity"),
        demand=rules.severity_demand,
        verdict=Verdict.FAIL if is_exceeded else Verdict.PASS,
        reason="; ".join(parts),
        fingerprints=_fingerprints(severe if is_exceeded else []),
    )


def _epss(rules: Rules, threshold: float, standings: Sequence[Standing]) -> RuleResult:
    measured = [standing.finding.epss for standing in standings if standing.is_measured]
    scores = [epss.score for epss in measured if epss is not None]
    failed, unknown = _failed(standings, Measure.EPSS), _unknown(standings, Measure.EPSS)
    parts = []
    if scores:
        reached = sum(score >= threshold for score in scores)
        parts.append(
            f"reached by {reached:,} of {count(len(scores), 'score')}, the highest {probability(max(scores))}"
        )
    if unknown:
        parts.append(f"{count(len(unknown), 'finding')} without a score: unknown is not low")
    return _result(rules, (Measure.EPSS, rules.epss_demand), failed, unknown, parts)


def _kev(rules: Rules, standings: Sequence[Standing]) -> RuleResult:
    measured = [standing.finding.is_exploited for standing in standings if standing.is_measured]
    known = [answer for answer in measured if answer is not None]
    failed, unknown = _failed(standings, Measure.KEV), _unknown(standings, Measure.KEV)
    parts = []
    if known:
        parts.append(f"exploited: {sum(known):,} of {count(len(known), 'finding')} looked up")
    if unknown:
        parts.append(f"{count(len(unknown), 'finding')} not looked up: unknown is not no")
    return _result(rules, (Measure.KEV, rules.kev_demand), failed, unknown, parts)


def _result(
    rules: Rules,
    rule: tuple[Measure, str],
    failed: Sequence[Standing],
    unknown: Sequence[Standing],
    parts: Sequence[str],
) -> RuleResult:
    verdict = Verdict.NO_VERDICT if unknown else Verdict.PASS
    return RuleResult(
        rule=rules.name_of(rule[0]),
        demand=rule[1],
        verdict=Verdict.FAIL if failed else verdict,
        reason="; ".join(parts) or "no vulnerability to measure",
        fingerprints=_fingerprints([*failed, *unknown]),
    )


def _failed(standings: Sequence[Standing], measure: Measure) -> list[Standing]:
    return [one for one in standings if one.outcome is Outcome.BLOCKS and measure in one.failed]


def _unknown(standings: Sequence[Standing], measure: Measure) -> list[Standing]:
    # What fails by another rule fails for certain: its missing number changes nothing.
    return [one for one in standings if one.outcome is Outcome.UNDECIDED and measure in one.unknown]


def _fingerprints(standings: Sequence[Standing]) -> tuple[str, ...]:
    return tuple(standing.finding.fingerprint for standing in standings)
