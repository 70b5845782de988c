"""An explanation as text for a terminal: the verdict, rule by rule, finding by finding, the waivers."""

from collections.abc import Iterator, Sequence

from holdfast.gate.explaining import Explanation, FindingExplanation
from holdfast.gate.weighing import Outcome
from holdfast.gate.wording import count, listing
from holdfast.model.decision import Decision, RuleResult
from holdfast.model.verdict import Verdict

_VERDICT_WIDTH = len(Verdict.NO_VERDICT.label)
_MARGIN = " " * (_VERDICT_WIDTH + 2)

MAX_SHOWN = 50
"""Findings of one section; the structured form of the explanation holds them all."""


def as_text(explanation: Explanation) -> str:
    """The whole explanation; the same explanation gives the same text."""
    sections = (
        _headline(explanation.decision),
        _rules(explanation.decision.rules),
        _findings("Blocking", explanation.of(Outcome.BLOCKS)),
        _findings("Not decided", explanation.of(Outcome.UNDECIDED)),
        _findings("Waived", explanation.of(Outcome.WAIVED)),
        _not_gated(explanation),
        _waivers(explanation.decision),
    )
    return "\n\n".join("\n".join(lines) for lines in map(list, sections) if lines) + "\n"


def _headline(decision: Decision) -> Iterator[str]:
    yield decision.summary
    yield f"Decision {decision.id}, counted from {decision.today.isoformat()}"
    yield f"Policy   {decision.policy_sha256}"


def _rules(rules: Sequence[RuleResult]) -> Iterator[str]:
    yield "Rules"
    for rule in rules:
        yield f"{rule.verdict.label:>{_VERDICT_WIDTH}}  {rule.rule}"
        yield f"{_MARGIN}  asks:  {rule.demand}"
        yield f"{_MARGIN}  found: {rule.reason}"


def _findings(title: str, findings: Sequence[FindingExplanation]) -> Iterator[str]:
    if not findings:
        return
    yield f"{title}: {count(len(findings), 'finding')}"
    for finding in findings[:MAX_SHOWN]:
        yield f"{finding.severity:>{_VERDICT_WIDTH}}  {finding.title}"
        yield f"{_MARGIN}  at:    {finding.place}"
        yield from _lines("by", finding.rules)
        yield from _lines("why", finding.why)
        yield from _lines("do", finding.remedies)
    yield from _hidden(len(findings))


def _lines(word: str, sentences: Sequence[str]) -> Iterator[str]:
    yield from (f"{_MARGIN}  {word + ':':<6} {sentence}" for sentence in sentences)


def _not_gated(explanation: Explanation) -> Iterator[str]:
    """The findings that do not count: never left out, or people miss findings that they know of."""
    counts = explanation.decision.not_gated
    if not counts:
        return
    yield f"Not gated: {listing(counts)}"
    findings = [
        finding
        for finding in explanation.findings
        if not finding.outcome.is_gated and finding.outcome is not Outcome.WAIVED
    ]
    for finding in findings[:MAX_SHOWN]:
        yield f"{_MARGIN}  {finding.outcome}: {finding.title}, {finding.place}: {'; '.join(finding.why)}"
    yield from _hidden(len(findings))


def _hidden(number: int) -> Iterator[str]:
    if number > MAX_SHOWN:
        yield f"{_MARGIN}  {number - MAX_SHOWN:,} more are in the JSON of the explanation"


def _waivers(decision: Decision) -> Iterator[str]:
    stale = [f"EXPIRED, covers nothing: {waiver}{_at(waiver.origin)}" for waiver in decision.expired_waivers]
    stale += [
        f"refused, {item.why}: {item.waiver}{_at(item.waiver.origin)}" for item in decision.refused_waivers
    ]
    stale += [f"unused, fits no finding: {waiver}{_at(waiver.origin)}" for waiver in decision.unused_waivers]
    if stale:
        yield "Waivers to look at"
        yield from (f"{_MARGIN}  {line}" for line in stale)


def _at(origin: str) -> str:
    return f" at {origin}" if origin else ""
