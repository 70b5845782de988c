"""What the rules about scans say: who had to answer, and how much each of them read."""

from collections.abc import Sequence

from holdfast.config.gate import Policy
from holdfast.gate.policy import required_scanners
from holdfast.gate.wording import count, share
from holdfast.model.category import Category
from holdfast.model.decision import RuleResult
from holdfast.model.scan import Run, Scan, ScanStatus, Target
from holdfast.model.verdict import Verdict


def scan_results(run: Run, policy: Policy) -> tuple[RuleResult, ...]:
    """The answer of each rule about scans: it passes, or it has no verdict; none of them fails."""
    scans = sorted(run.scans, key=lambda scan: (scan.scanner, repr(scan)))
    answered = [scan for scan in scans if has_answered(scan)]
    silent = [scan for scan in scans if scan.is_decisive and not has_answered(scan)]
    return (
        _answers(answered, silent),
        _min_coverage(answered, policy.min_coverage),
        *(
            _required([scan for scan in scans if scan.scanner == scanner], run.target, scanner, least)
            for scanner, least in required_scanners(policy).items()
        ),
    )


def has_answered(scan: Scan) -> bool:
    """Whether a scan came to a verdict."""
    return scan.verdict is not Verdict.NO_VERDICT


def examined_categories(run: Run) -> tuple[Category, ...]:
    """The categories of which the run says something, in their usual order."""
    seen = {finding.category for finding in run.findings}
    seen |= {scan.category for scan in run.scans if has_answered(scan)}
    return tuple(category for category in Category if category in seen)


def _answers(answered: Sequence[Scan], silent: Sequence[Scan]) -> RuleResult:
    parts = [f"{len(answered):,} of {count(len(answered) + len(silent), 'scanner')} answered"]
    if not answered and not silent:
        parts = ["no scanner looked at anything"]
    parts += [f"{scan.scanner}: {_why_silent(scan)}" for scan in silent]
    return _result(
        "gate.answers",
        "at least one scanner answers, and so does each that was expected to",
        "; ".join(parts),
        is_met=bool(answered) and not silent,
    )


def _min_coverage(answered: Sequence[Scan], least: float) -> RuleResult:
    short = [scan for scan in answered if scan.coverage.ratio < least]
    parts = [f"{scan.scanner} read {_portion(scan)}" for scan in short]
    if not answered:
        parts = ["no scanner answered"]
    elif not short:
        lowest = min(scan.coverage.ratio for scan in answered)
        amount = "everything" if lowest == 1 else f"{share(lowest)} or more"
        parts = [f"{count(len(answered), 'scanner')} read {amount}"]
    return _result(
        "gate.min_coverage",
        f"every scanner that answered has read at least {share(least)} of its inputs",
        "; ".join(parts),
        is_met=bool(answered) and not short,
    )


def _required(scans: Sequence[Scan], target: Target, scanner: str, least: float) -> RuleResult:
    # A scanner that stands twice in a run, by two imported reports for example, must satisfy twice.
    missing = [why for scan in scans if (why := _what_is_missing(scan, target, least))]
    if not scans:
        missing = ["it is not in the run"]
    return _result(
        f"gate.required.{scanner}",
        f"{scanner} has answered and read at least {share(least)} of its inputs",
        "; ".join(missing or [_proof(scan) for scan in scans]),
        is_met=not missing,
    )


def _what_is_missing(scan: Scan, target: Target, least: float) -> str:
    """What a required scan lacks; empty when nothing."""
    if has_answered(scan):
        return "" if scan.coverage.ratio >= least else f"it read {_portion(scan)}"
    return "" if _had_nothing_to_read(scan, target) else _why_silent(scan)


def _had_nothing_to_read(scan: Scan, target: Target) -> bool:
    """Whether the files were walked and none was for this scanner.

    A scanner of running applications or images that was given none is no proof: it could have been given one.
    """
    reads_files = scan.category is not Category.DAST and (
        scan.category is not Category.CONTAINER or scan.coverage.unit == "file"
    )
    return scan.status is ScanStatus.NOT_APPLICABLE and reads_files and target.files > 0


def _proof(scan: Scan) -> str:
    return f"it read {_portion(scan)}" if has_answered(scan) else _why_silent(scan)


def _why_silent(scan: Scan) -> str:
    return f"{scan.status.label} ({', '.join(scan.reasons)})" if scan.reasons else scan.status.label


def _portion(scan: Scan) -> str:
    """How much a scan read: ``62.9% (782 of 1,243 files)``."""
    read = scan.coverage
    if not read.selected:
        return "an unknown share of its inputs"
    return f"{share(read.ratio)} ({read.examined:,} of {count(read.selected, read.unit or 'input')})"


def _result(rule: str, demand: str, reason: str, *, is_met: bool) -> RuleResult:
    verdict = Verdict.PASS if is_met else Verdict.NO_VERDICT
    return RuleResult(rule=rule, demand=demand, verdict=verdict, reason=reason)
