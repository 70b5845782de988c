"""The decision: every rule's answer on one run, and the verdict that follows."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from holdfast.config.gate import Policy
from holdfast.gate.categories import category_results, not_gated
from holdfast.gate.coverage import examined_categories, scan_results
from holdfast.gate.identity import identity
from holdfast.gate.licences import licence_answer
from holdfast.gate.policy import policy_sha256, rules_for
from holdfast.gate.waiving import WaiverBook
from holdfast.gate.weighing import Outcome, Standing, weigh
from holdfast.gate.wording import by_severity, count, listing
from holdfast.model.category import Category
from holdfast.model.decision import Decision, RuleResult, WaivedFinding
from holdfast.model.scan import Run
from holdfast.model.verdict import Verdict
from holdfast.model.waiver import Waiver


def decide(run: Run, policy: Policy, waivers: Iterable[Waiver], today: date) -> Decision:
    """What the policy says of a run.

    Fail is certain and outweighs no verdict; both are in the rules. The order of findings, scans and waivers
    changes nothing.

    Args:
        run: What was scanned and found; ``run.known`` is the baseline.
        policy: What is demanded.
        waivers: What is excepted.
        today: The day that ages and expiries are counted from.
    """
    book = WaiverBook(waivers, policy.waivers, today)
    standings = weigh(run, policy, book, today)
    licences = licence_answer(run, policy.licences, book)
    fitting = {waiver for standing in standings for waiver in standing.waivers} | licences.fitting
    rules = (*_category_results(run, policy, standings), *licences.rules, *scan_results(run, policy))
    decision = Decision(
        verdict=_verdict(rules),
        summary=_summary(run, policy, rules, standings),
        rules=rules,
        blocking=tuple(one.finding.fingerprint for one in standings if one.outcome is Outcome.BLOCKS),
        waived=_waived(standings, book),
        expired_waivers=book.expired(fitting),
        refused_waivers=book.refused,
        unused_waivers=book.unused(fitting),
        not_gated=not_gated(standings),
        policy_sha256=policy_sha256(policy),
        today=today,
    )
    return replace(decision, id=identity(decision, run, book.waivers))


def _category_results(run: Run, policy: Policy, standings: Sequence[Standing]) -> list[RuleResult]:
    by_category: dict[Category, list[Standing]] = {category: [] for category in examined_categories(run)}
    for standing in standings:
        by_category[standing.finding.category].append(standing)
    return [
        result
        for category, own in by_category.items()
        for result in category_results(rules_for(policy, category), own, has_baseline=run.known is not None)
    ]


def _verdict(rules: Iterable[RuleResult]) -> Verdict:
    verdicts = {rule.verdict for rule in rules}
    if Verdict.FAIL in verdicts:
        return Verdict.FAIL
    return Verdict.NO_VERDICT if Verdict.NO_VERDICT in verdicts else Verdict.PASS


_OPENINGS = {
    Verdict.PASS: "The gate passes",
    Verdict.FAIL: "The gate fails",
    Verdict.NO_VERDICT: "The gate has no verdict",
}


def _summary(run: Run, policy: Policy, rules: Sequence[RuleResult], standings: Sequence[Standing]) -> str:
    blocking = [one.finding.severity for one in standings if one.outcome is Outcome.BLOCKS]
    silent = [rule.rule for rule in rules if rule.verdict is Verdict.NO_VERDICT]
    unseen = sorted(set(policy.categories) - set(examined_categories(run)))
    severities = f" ({by_severity(blocking)})" if blocking else ""
    aside = listing(not_gated(standings))
    amount = f"{len(blocking):,} of {count(len(standings), 'finding')} block{severities}"
    parts = (
        f"{_OPENINGS[_verdict(rules)]}: {amount}",
        f"not gated: {aside}" if aside else "",
        f"no verdict by {', '.join(silent)}" if silent else "",
        f"not examined, though the policy has rules for it: {', '.join(unseen)}" if unseen else "",
    )
    return "; ".join(filter(None, parts))


def _waived(standings: Sequence[Standing], book: WaiverBook) -> tuple[WaivedFinding, ...]:
    return tuple(
        WaivedFinding(
            fingerprint=standing.finding.fingerprint,
            waiver=next(waiver for waiver in standing.waivers if book.holds(waiver)),
        )
        for standing in standings
        if standing.outcome is Outcome.WAIVED
    )
