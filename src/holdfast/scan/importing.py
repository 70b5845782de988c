"""What a report made elsewhere proves: the questions of a run of ours, less what only a run can tell."""

from holdfast.model.category import Category
from holdfast.model.report import ParsedReport
from holdfast.model.scan import Coverage, Evidence, Scan, ScanStatus
from holdfast.scan.judging import MAX_UNREAD


def judge_report(
    parsed: ParsedReport, title: str, category: Category, evidence: Evidence, minimum: int = 1
) -> Scan:
    """The scan behind an imported report.

    Findings prove that the tool looked. Silence proves nothing unless the report itself says what was
    examined, and that this was at least the minimum; a failure that the report admits outweighs both.
    """
    status, reason = _status(parsed, minimum)
    notes = [f"{problem.place}: {problem.why}" for problem in parsed.problems[:5]]
    if len(parsed.problems) > len(notes):
        notes.append(f"{len(parsed.problems) - len(notes)} more parts of the report could not be read")
    return Scan(
        scanner=parsed.parser,
        title=title,
        category=category,
        status=status,
        reasons=tuple(filter(None, [*reason, *notes])),
        coverage=_coverage(parsed),
        evidence=evidence,
        finding_count=len(parsed.findings),
    )


def _status(parsed: ParsedReport, minimum: int) -> tuple[ScanStatus, list[str]]:
    if parsed.failures:
        return ScanStatus.FAILED, list(parsed.failures)
    if parsed.findings:
        return ScanStatus.FINDINGS, []
    if parsed.problems:
        return ScanStatus.FAILED, ["nothing was found, and parts of the report could not be read"]
    if parsed.inputs is None:
        return ScanStatus.FAILED, ["the report holds no finding and does not say what was examined"]
    if parsed.inputs.examined < minimum:
        seen = f"{parsed.inputs.examined} {parsed.inputs.unit}(s)"
        return ScanStatus.FAILED, [
            f"the report says that {seen} were examined; at least {minimum} are needed"
        ]
    return ScanStatus.CLEAN, []


def _coverage(parsed: ParsedReport) -> Coverage:
    if parsed.inputs is None:
        return Coverage(unit="")
    inputs = parsed.inputs
    return Coverage(
        unit=inputs.unit,
        selected=inputs.examined + len(inputs.unread),
        examined=inputs.examined,
        unread=inputs.unread[:MAX_UNREAD],
    )
