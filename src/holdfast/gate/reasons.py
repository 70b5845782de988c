"""The sentences about one finding: what it is measured by, what spares it, what would let it pass."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from holdfast.gate.policy import Rules
from holdfast.gate.waiving import WaiverBook
from holdfast.gate.weighing import Measure, Outcome, Standing, is_vulnerability
from holdfast.gate.wording import probability
from holdfast.kit.durations import format_duration
from holdfast.model.finding import Finding
from holdfast.model.severity import Severity


@dataclass(frozen=True, slots=True)
class Reasons:
    """Why a finding stands as it does under the rules of its category."""

    standing: Standing
    rules: Rules
    book: WaiverBook

    def why(self) -> Iterator[str]:
        """The numbers, one sentence each: first what counts against it, then what spares it or does not."""
        yield from (self._failed(measure) for measure in self.standing.failed)
        if not self.standing.failed:
            yield from (self._unknown(measure) for measure in self.standing.unknown)
        if spared := self._spared():
            yield spared
        if self.standing.outcome.is_gated:
            yield from self._not_spared()

    def remedies(self) -> Iterator[str]:
        """What would let it pass, the best first."""
        finding = self.standing.finding
        yield from filter(None, [_repair(finding)])
        if not self.standing.failed and Measure.EPSS in self.standing.unknown:
            yield "scan with a tool that reports EPSS scores"
        if not self.standing.failed and Measure.KEV in self.standing.unknown:
            yield "scan with a tool that reports what is known to be exploited"
        yield f"waive it for a limited time: fingerprint {finding.fingerprint}"

    def _failed(self, measure: Measure) -> str:
        finding, rules = self.standing.finding, self.rules
        match measure:
            case Measure.SEVERITY:
                is_unknown = finding.severity is Severity.UNKNOWN
                return (
                    f"severity {finding.severity} {'counts as' if is_unknown else 'reaches'} {rules.severity}"
                )
            case Measure.EPSS:
                return f"{self._epss()} reaches {probability(rules.epss or 0)}"
            case Measure.KEV:
                return "known to be exploited (CISA KEV)"
            case _:  # pragma: no cover - the type checker proves that nothing is left.
                assert_never(measure)

    def _unknown(self, measure: Measure) -> str:
        lacks = "no EPSS score is given" if measure is Measure.EPSS else "nobody looked it up in CISA KEV"
        return f"{lacks}, and unknown is not {'low' if measure is Measure.EPSS else 'no'}"

    def _spared(self) -> str:
        """What spares it; empty when nothing does."""
        finding, rules = self.standing.finding, self.rules
        match self.standing.outcome:
            case Outcome.BLOCKS | Outcome.UNDECIDED:
                words = ""
            case Outcome.NOT_NEW:
                words = "the baseline holds it"
            case Outcome.NO_FIX:
                words = f"no repaired version of {finding.component} is known"
            case Outcome.BELOW:
                words = self._below()
            case Outcome.IN_GRACE:
                words = f"published {finding.published}, grace lasts {format_duration(rules.grace)}"
            case Outcome.WAIVED:
                waiver = next(one for one in self.standing.waivers if self.book.holds(one))
                words = f"waived by {waiver.owner} until {waiver.expires.isoformat()}: {waiver.reason}"
            case Outcome.LET_THROUGH:
                words = f"{rules.name_of('max_findings')} lets {rules.max_findings:,} through"
            case _:  # pragma: no cover - the type checker proves that nothing is left.
                assert_never(self.standing.outcome)
        return words

    def _below(self) -> str:
        finding, rules = self.standing.finding, self.rules
        words = f"severity {finding.severity} is below {rules.severity}"
        if rules.epss is None or finding.epss is None:
            return words
        return f"{words}, {self._epss()} is below {probability(rules.epss)}"

    def _epss(self) -> str:
        """The score with its day; empty where there is none."""
        epss = self.standing.finding.epss
        dated = f" of {epss.as_of.isoformat()}" if epss and epss.as_of else ""
        return f"EPSS {probability(epss.score)}{dated}" if epss else ""

    def _not_spared(self) -> Iterator[str]:
        """Why what could have spared it does not."""
        finding = self.standing.finding
        if self.rules.grace and is_vulnerability(finding):
            yield from filter(None, [_why_no_grace(finding)])
        for waiver in self.standing.waivers:
            if self.book.is_expired(waiver):
                yield f"its waiver expired: {waiver}"
            else:
                yield f"its waiver is refused, {self.book.refusal(waiver)}: {waiver}"


def _why_no_grace(finding: Finding) -> str:
    if finding.is_exploited:
        return "no grace: it is known to be exploited"
    return "no grace: the day of its publication is unknown" if finding.published is None else ""


def _repair(finding: Finding) -> str:
    """What repairs the finding; empty when the scanner does not say."""
    advice = finding.component.advice if finding.component else ""
    return advice or " ".join(finding.fix.split())
