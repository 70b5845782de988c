"""What a scan comes to, as people are shown it: symbol and word, never colour alone."""

from enum import Enum

from holdfast.model.scan import Run, Scan, ScanStatus
from holdfast.model.verdict import Verdict
from holdfast.render.wording import count


class Outcome(Enum):
    """The verdicts, and what lies between them: a pass over a part is not a pass."""

    PASS = ("✓", "pass")
    PARTIAL = ("◐", "partial")
    FAIL = ("✗", "fail")
    NO_VERDICT = ("?", "no verdict")
    NOT_RUN = ("-", "not run")
    NOT_APPLICABLE = ("-", "not applicable")

    def __init__(self, symbol: str, word: str) -> None:
        self.symbol = symbol
        self.word = word

    def __str__(self) -> str:
        return f"{self.symbol} {self.word}"


_OF_VERDICT = {
    Verdict.PASS: Outcome.PASS,
    Verdict.FAIL: Outcome.FAIL,
    Verdict.NO_VERDICT: Outcome.NO_VERDICT,
}


def of_verdict(verdict: Verdict) -> Outcome:
    """The outcome of a bare verdict, a rule's for example."""
    return _OF_VERDICT[verdict]


def of_scan(scan: Scan) -> Outcome:
    """The outcome of one scan; a pass that did not read everything is partial."""
    if scan.verdict is Verdict.PASS and scan.coverage.is_partial:
        return Outcome.PARTIAL
    if scan.verdict is not Verdict.NO_VERDICT:
        return of_verdict(scan.verdict)
    if scan.status is ScanStatus.NOT_APPLICABLE:
        return Outcome.NOT_APPLICABLE
    return Outcome.NO_VERDICT if scan.is_expected else Outcome.NOT_RUN


def is_partial(run: Run) -> bool:
    """Whether something that had to be read was not: by a scan that answered, or by one that did not."""
    has_answered = (scan for scan in run.scans if scan.verdict is not Verdict.NO_VERDICT)
    return bool(run.undecided) or any(scan.coverage.is_partial for scan in has_answered)


def answered(run: Run) -> str:
    """How many scanners answered: ``3 of 5 scanners gave a verdict``; those not asked do not count."""
    asked = [scan for scan in run.scans if scan.is_decisive or scan.verdict is not Verdict.NO_VERDICT]
    gave = sum(scan.verdict is not Verdict.NO_VERDICT for scan in asked)
    return f"{gave} of {count(len(asked), 'scanner')} gave a verdict"
