"""``table``: what people read on a terminal and in the log of a CI job.

Verdict first, then what each scanner did, the findings worst first, and the gate rule by rule. Lines are cut
at the width of the terminal rather than wrapped, save sentences that must be read in full.
"""

from collections.abc import Iterator

from rich.console import Group as Stack
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from holdfast.model.decision import Decision
from holdfast.model.scan import Run, Scan
from holdfast.render import wording
from holdfast.render.cleaning import keep_end, line
from holdfast.render.headline import headline
from holdfast.render.listing import Group, Standing, entries, grouped
from holdfast.render.outcome import Outcome, of_scan, of_verdict
from holdfast.render.rendering import Document, Format
from holdfast.render.terminal import OUTCOME_STYLES, SEVERITY_STYLES, paragraph, words, written
from holdfast.render.waivers import waiver_lists

MAX_GROUPS = 40
_MAX_LISTED = 10
_MAX_UNREAD = 5
_SCREENFUL = 8
_INDENT = 11
_SILENT = frozenset({Outcome.NOT_RUN, Outcome.NOT_APPLICABLE})


def render(document: Document) -> str:
    """Write the document for a terminal of its width."""
    return written(document, list(_parts(document))).rstrip("\n") + "\n"


def _parts(document: Document) -> Iterator[RenderableType]:
    says = headline(document)
    verdict = (f"{says.outcome.symbol} {says.word}", OUTCOME_STYLES[says.outcome])
    yield paragraph(verdict, f"  {line(says.sentence)}")
    yield Padding(paragraph(says.meaning), (0, 0, 1, 2))
    yield from _scans(document.run)
    groups = grouped(entries(document))
    yield from _findings(document, groups)
    if document.decision:
        yield from _gate(document.decision)
    yield paragraph(wording.gated(document))
    yield paragraph((_target(document.run), "dim"))
    if len(groups) > _SCREENFUL:  # The first line has left the screen.
        yield paragraph(verdict, f"  {line(says.sentence)}")


def _heading(title: str) -> Text:
    return words((title, "bold"))


def _scans(run: Run) -> Iterator[RenderableType]:
    shown = [scan for scan in run.scans if of_scan(scan) not in _SILENT]
    if shown:
        table = Table(box=None, padding=(0, 1, 0, 0), header_style="bold", pad_edge=False)
        table.add_column("Verdict", no_wrap=True)
        table.add_column("Scanner", min_width=8)  # The one that gives way when the terminal is narrow.
        table.add_column("Found", no_wrap=True, justify="right")
        table.add_column("Read", no_wrap=True, overflow="ellipsis")
        table.add_column("Version", no_wrap=True, overflow="ellipsis", max_width=16)
        table.add_column("Time", no_wrap=True)
        for scan in shown:
            table.add_row(*_scan_cells(scan))
        yield table
    yield from _not_run(run)
    for told in dict.fromkeys(told for scan in run.scans for told in wording.feeds(run, scan)):
        yield paragraph((told, "dim"))
    if run.scans:
        yield Text()
    yield from _reasons(run)


def _scan_cells(scan: Scan) -> Iterator[Text]:
    outcome, evidence = of_scan(scan), scan.evidence
    has_answer = outcome in {Outcome.PASS, Outcome.PARTIAL, Outcome.FAIL}
    yield words((str(outcome), OUTCOME_STYLES[outcome]))
    yield words(scan.title)
    yield words(f"{scan.finding_count:,}" if has_answer or scan.finding_count else "-")
    yield words((wording.coverage(scan.coverage), "yellow" if scan.coverage.is_partial else ""))
    yield words(evidence.tool_version or "unknown")
    took = wording.duration(evidence.duration_seconds)
    yield words(f"{took} cached" if evidence.is_cached else took)


def _not_run(run: Run) -> Iterator[Text]:
    """Scanners with nothing to read, and those not there that nobody asked for: a line for each kind."""
    by_label: dict[str, list[str]] = {}
    for scan in run.scans:
        if of_scan(scan) in _SILENT:
            by_label.setdefault(scan.status.label, []).append(scan.scanner)
    for label, names in by_label.items():
        yield paragraph((f"{Outcome.NOT_RUN} ({label}): {', '.join(names)}", "dim"))


def _reasons(run: Run) -> Iterator[RenderableType]:
    """Why scans gave no verdict, in full, what those that answered did not read, and what else to know."""
    heard = [scan for scan in run.scans if of_scan(scan) not in _SILENT]
    told = [scan for scan in heard if scan.reasons or _is_open(scan)]
    for scan in told:
        outcome = of_scan(scan)
        outcome = Outcome.PARTIAL if outcome is Outcome.FAIL and _is_open(scan) else outcome
        yield paragraph((f"{outcome.symbol} {scan.title}", OUTCOME_STYLES[outcome]), f": {_why(scan)}")
    if told:
        yield Text()


def _is_open(scan: Scan) -> bool:
    return of_scan(scan) is Outcome.NO_VERDICT or scan.coverage.is_partial


def _why(scan: Scan) -> str:
    reasons = wording.why(scan)
    if of_scan(scan) is Outcome.NO_VERDICT:
        return reasons
    named = [name for name in scan.coverage.unread if name][:_MAX_UNREAD]
    told = wording.unread(scan.coverage)
    if named:
        others = scan.coverage.selected - scan.coverage.examined > len(named)
        told += f": {', '.join(named)}" + (" and others" if others else "")
    return "; ".join(filter(None, (told, reasons)))


def _findings(document: Document, groups: tuple[Group, ...]) -> Iterator[RenderableType]:
    if not groups:
        return
    yield _heading(f"Findings: {wording.severities(document.run.findings)}")
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(min_width=_INDENT - 2, no_wrap=True)
    table.add_column(overflow="ellipsis")  # Its lines do not wrap; a column that does not would be cropped.
    for group in groups[:MAX_GROUPS]:
        table.add_row(_severity(group), Stack(*_details(group, document.width - _INDENT)))
    yield Padding(table, (0, 0, 1, 0))
    missing = sum(len(group.entries) for group in groups[MAX_GROUPS:])
    if missing:
        yield paragraph((f"{missing:,} more: use --format json", "bold"))
        yield Text()


def _severity(group: Group) -> Text:
    severity = group.lead.finding.severity
    return words((severity.value.upper(), SEVERITY_STYLES[severity]))


def _details(group: Group, width: int) -> Iterator[Text]:
    entry, finding = group.lead, group.lead.finding
    mark = _mark(entry.standing)
    title = (line(finding.title), "bold")
    yield words(mark, " ", title) if mark else words(title)
    more = len(group.places) - 1
    others = f"  and {wording.count(more, 'more place')}" if more else ""
    place = keep_end(line(group.places[0]), max(width - len(others), 20))
    yield words((place or "no place given", "underline" if place else "dim"), (others, "dim"))
    end = wording.secret_end(finding)
    secret = f", secret {end}" if end else ""
    novelty = f", {wording.novelty(entry)}" if entry.is_new is not None else ""
    yield words((f"{wording.ids(finding)} by {', '.join(finding.tools)}{secret}{novelty}", "dim"))
    likelihood = wording.likelihood(finding)
    if likelihood:
        yield words((likelihood, "bold red" if finding.is_exploited else ""))
    if entry.waiver:
        yield words((wording.standing(entry), "dim"))
    todo = wording.fix(finding)
    if todo:
        yield words(("Fix: ", "green"), line(todo))


def _mark(standing: Standing) -> tuple[str, str] | None:
    if standing is Standing.BLOCKS:
        return ("BLOCKS", "bold red")
    return ("WAIVED", "dim") if standing is Standing.WAIVED else None


def _gate(decision: Decision) -> Iterator[RenderableType]:
    yield _heading("Gate, rule by rule")
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True, min_width=_INDENT + 1)
    table.add_column(overflow="fold")
    for result in decision.rules:
        outcome = of_verdict(result.verdict)
        why = paragraph(line(result.demand), ": ", (line(result.reason), OUTCOME_STYLES[outcome]))
        table.add_row(
            words((str(outcome), OUTCOME_STYLES[outcome])), Stack(words((result.rule, "bold")), why)
        )
    yield Padding(table, (0, 0, 1, 0))
    for listed in waiver_lists(decision):
        yield words((listed.title, "bold yellow" if listed.is_loud else "bold"))
        for sentence in listed.lines[:_MAX_LISTED]:
            yield Padding(paragraph(line(sentence)), (0, 0, 0, 2))
        if len(listed.lines) > _MAX_LISTED:
            yield words(f"  and {len(listed.lines) - _MAX_LISTED:,} more")
        yield Text()


def _target(run: Run) -> str:
    parts = [line(wording.target(run.target)), f"{wording.count(run.target.files, 'file')} walked"]
    left_out = wording.skipped(run)
    parts += [left_out] if left_out else []
    return "; ".join([*parts, wording.duration(run.duration_seconds)])


FORMAT = Format(
    name="table",
    title="For people, on a terminal",
    render=render,
    media_type="text/plain",
    is_for_people=True,
)
