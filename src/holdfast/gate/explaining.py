"""Why a decision is what it is: for each finding, what the rules say, the numbers, what would let it pass."""

from collections.abc import Iterable
from dataclasses import dataclass

from holdfast.config.gate import Policy
from holdfast.gate.policy import rules_for
from holdfast.gate.reasons import Reasons
from holdfast.gate.waiving import WaiverBook
from holdfast.gate.weighing import Outcome, Standing, weigh
from holdfast.model.decision import Decision
from holdfast.model.scan import Run
from holdfast.model.severity import Severity
from holdfast.model.waiver import Waiver


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingExplanation:
    """Why one finding stands as it does.

    Attributes:
        fingerprint: The finding.
        severity: How bad it is alone.
        title: Its title.
        place: Where it is.
        outcome: What the gate makes of it.
        rules: The rules that it fails; when it fails none, those that cannot measure it.
        why: The numbers, one sentence each.
        remedies: What would let it pass, the best first; empty when it does not stand in the way.
    """

    fingerprint: str
    severity: Severity
    title: str
    place: str
    outcome: Outcome
    rules: tuple[str, ...] = ()
    why: tuple[str, ...] = ()
    remedies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A decision with the reasons for every finding, worst first."""

    decision: Decision
    findings: tuple[FindingExplanation, ...]

    def of(self, outcome: Outcome) -> tuple[FindingExplanation, ...]:
        """The findings that the gate makes this of."""
        return tuple(finding for finding in self.findings if finding.outcome is outcome)


def explain(decision: Decision, run: Run, policy: Policy, waivers: Iterable[Waiver]) -> Explanation:
    """Explain a decision from what it was made of.

    Args:
        decision: What was decided.
        run: The run it was decided on.
        policy: The policy that decided.
        waivers: The waivers that there were.
    """
    book = WaiverBook(waivers, policy.waivers, decision.today)
    standings = weigh(run, policy, book, decision.today)
    return Explanation(
        decision=decision,
        findings=tuple(_explained(standing, policy, book) for standing in standings),
    )


def _explained(standing: Standing, policy: Policy, book: WaiverBook) -> FindingExplanation:
    finding, rules = standing.finding, rules_for(policy, standing.finding.category)
    reasons = Reasons(standing, rules, book)
    return FindingExplanation(
        fingerprint=finding.fingerprint,
        severity=finding.severity,
        title=" ".join(finding.title.split()),
        place=finding.place,
        outcome=standing.outcome,
        rules=tuple(rules.name_of(measure) for measure in standing.failed or standing.unknown),
        why=tuple(reasons.why()),
        remedies=tuple(reasons.remedies()) if standing.outcome.is_gated else (),
    )
