"""How each finding stands before the gate: what the rules of its category and the waivers say of it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

import msgspec

from holdfast.config.gate import Policy
from holdfast.gate.policy import Rules, rules_for
from holdfast.gate.waiving import WaiverBook
from holdfast.model.category import Category
from holdfast.model.finding import Finding
from holdfast.model.scan import Run
from holdfast.model.waiver import Waiver


class Measure(StrEnum):
    """What a finding is measured by."""

    SEVERITY = "severity"
    EPSS = "epss"
    KEV = "kev"


class Outcome(StrEnum):
    """What the gate makes of a finding; the value is the word for people."""

    BLOCKS = "blocks"
    UNDECIDED = "undecided"
    NOT_NEW = "not new"
    NO_FIX = "not fixable"
    BELOW = "below threshold"
    IN_GRACE = "in grace"
    WAIVED = "waived"
    LET_THROUGH = "within max_findings"

    @property
    def is_gated(self) -> bool:
        """Whether the finding counts against the gate."""
        return self in (Outcome.BLOCKS, Outcome.UNDECIDED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How one finding stands.

    Attributes:
        finding: The finding.
        outcome: What the gate makes of it.
        failed: What it reaches or exceeds, whether or not that counts.
        unknown: What it cannot be measured by: the data is missing, and missing is not low.
        waivers: Every waiver that fits it; those that hold and those that do not.
    """

    finding: Finding
    outcome: Outcome
    failed: tuple[Measure, ...] = ()
    unknown: tuple[Measure, ...] = ()
    waivers: tuple[Waiver, ...] = ()

    @property
    def is_severe(self) -> bool:
        """Whether its severity counts against ``max_findings``."""
        return self.outcome in _COUNTED and Measure.SEVERITY in self.failed

    @property
    def is_measured(self) -> bool:
        """Whether the rules looked at it: nothing set it aside before them."""
        return self.outcome in _COUNTED or self.outcome is Outcome.BELOW


_COUNTED = frozenset({Outcome.BLOCKS, Outcome.UNDECIDED, Outcome.LET_THROUGH})


def weigh(run: Run, policy: Policy, book: WaiverBook, today: date) -> tuple[Standing, ...]:
    """How every finding of a run stands, worst first, whatever the order in the run."""
    rules = {category: rules_for(policy, category) for category in Category}
    standings = [
        _weigh(finding, rules[finding.category], is_new=run.is_new(finding), book=book, today=today)
        for finding in sorted(run.findings, key=_worst_first)
    ]
    severe = Counter(standing.finding.category for standing in standings if standing.is_severe)
    return tuple(
        _let_through(standing) if severe[category] <= rules[category].max_findings else standing
        for standing in standings
        for category in [standing.finding.category]
    )


def _worst_first(finding: Finding) -> tuple[int, str, str, bytes]:
    # The whole content comes last: only then are two findings that claim one fingerprint in a fixed order.
    return -finding.severity.rank, finding.place, finding.fingerprint, msgspec.json.encode(finding)


def _weigh(finding: Finding, rules: Rules, *, is_new: bool, book: WaiverBook, today: date) -> Standing:
    waivers = book.fitting(finding)
    failed, unknown = tuple(_failed(finding, rules)), tuple(_unknown(finding, rules))
    in_grace = is_in_grace(finding, rules.grace, today)
    if in_grace and Measure.KEV in unknown:
        # Grace puts off everything but the question whether it is exploited.
        failed, unknown = (), (Measure.KEV,)
    if rules.new_only and not is_new:
        outcome = Outcome.NOT_NEW
    elif rules.fixable_only and finding.component is not None and not finding.has_fix:
        outcome = Outcome.NO_FIX
    elif not failed and not unknown:
        outcome = Outcome.BELOW
    elif in_grace and Measure.KEV not in unknown:
        outcome = Outcome.IN_GRACE
    elif any(book.holds(waiver) for waiver in waivers):
        outcome = Outcome.WAIVED
    else:
        outcome = Outcome.BLOCKS if failed else Outcome.UNDECIDED
    return Standing(finding=finding, outcome=outcome, failed=failed, unknown=unknown, waivers=waivers)


def _failed(finding: Finding, rules: Rules) -> Iterator[Measure]:
    if finding.severity.is_at_least(rules.severity):
        yield Measure.SEVERITY
    if rules.epss is not None and finding.epss is not None and finding.epss.score >= rules.epss:
        yield Measure.EPSS
    if rules.kev and finding.is_exploited:
        yield Measure.KEV


def _unknown(finding: Finding, rules: Rules) -> Iterator[Measure]:
    if not is_vulnerability(finding):
        return
    if rules.epss is not None and finding.epss is None:
        yield Measure.EPSS
    if rules.kev and finding.is_exploited is None:
        yield Measure.KEV


def is_vulnerability(finding: Finding) -> bool:
    """Whether EPSS and KEV can speak of it: they know published vulnerabilities, not the service's code."""
    return bool(finding.ids) or finding.component is not None


def is_in_grace(finding: Finding, grace: timedelta, today: date) -> bool:
    """Whether its vulnerability became public so recently that there was no time to react.

    Neither a vulnerability whose day is unknown or still to come has grace, nor one known to be exploited.
    """
    if finding.published is None or finding.is_exploited:
        return False
    return timedelta(0) <= today - finding.published < grace


def _let_through(standing: Standing) -> Standing:
    """The same standing where ``max_findings`` allows what fails by its severity and by nothing else."""
    if standing.outcome is not Outcome.BLOCKS or standing.failed != (Measure.SEVERITY,):
        return standing
    return replace(standing, outcome=Outcome.UNDECIDED if standing.unknown else Outcome.LET_THROUGH)
