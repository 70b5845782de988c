"""``markdown``: for comments on pull requests and for the step summary of a CI job.

GitHub refuses comments above 65,536 characters, so the text stays below 60 kB: the verdict, the scanners and
the gate are always there, findings fill the rest, worst first, and what did not fit is counted.
"""

from collections.abc import Sequence

from holdfast.model.decision import Decision
from holdfast.model.scan import Run
from holdfast.render import wording
from holdfast.render.headline import headline
from holdfast.render.listing import Group, counts, entries, grouped
from holdfast.render.markdown import code, collapsed, row, table, text
from holdfast.render.outcome import Outcome, of_scan, of_verdict
from holdfast.render.rendering import Document, Format
from holdfast.render.waivers import waiver_lists

MAX_BYTES = 60_000
_OPEN_ROWS = 10
_MAX_LISTED = 25
_MAX_TEXT = 300
_MAX_PLACES = 3


def render(document: Document) -> str:
    """Write the verdict, the findings that fit, the scanners and the gate."""
    head = _head(document)
    tail = [*_scanners(document.run), *_gate(document), *_foot(document)]
    room = MAX_BYTES - _size(head) - _size(tail)
    return _joined([*head, *_findings(document, room), *tail])


def _head(document: Document) -> list[str]:
    says = headline(document)
    lines = [
        f"## {says.outcome.symbol} Holdfast: {says.word}",
        "",
        f"**{text(says.sentence, _MAX_TEXT)}**",
        "",
        says.meaning,
    ]
    found = {severity: number for severity, number in counts(document.run.findings).items() if number}
    if found:
        numbers = row(f"{number:,}" for number in found.values())
        lines += table([severity.value for severity in found], [numbers])
    return lines


def _findings(document: Document, room: int) -> list[str]:
    groups = grouped(entries(document))
    if not groups:
        return []
    header = ["Severity", "Finding", "Where", "Fix"]
    rows = _fitting([_row(group) for group in groups], room - 1_000)
    lines = ["", "### Findings", *table(header, rows[:_OPEN_ROWS])]
    rest = rows[_OPEN_ROWS:]
    lines += collapsed(f"{wording.count(len(rest), 'more row')} of findings", table(header, rest))
    missing = sum(len(group.entries) for group in groups[len(rows) :])
    if missing:
        lines += ["", f"{missing:,} more, none worse than these: use `--format json` or `--format html`.", ""]
    return [*lines, wording.gated(document) + "."]


def _row(group: Group) -> str:
    entry, finding = group.lead, group.lead.finding
    states = [f"**{finding.severity}**", *filter(None, (entry.standing.value, wording.novelty(entry)))]
    known = wording.likelihood(finding)
    what = [
        text(finding.title, _MAX_TEXT),
        code(wording.ids(finding), 120) + f" by {text(', '.join(finding.tools), 80)}",
    ]
    what += [text(known)] if known else []
    end = wording.secret_end(finding)
    what += [f"secret {code(end)}"] if end else []
    where = [code(place, _MAX_TEXT) for place in group.places[:_MAX_PLACES]]
    more = len(group.places) - len(where)
    where += [f"and {wording.count(more, 'more place')}"] if more > 0 else []
    return row(
        ["<br>".join(states), "<br>".join(what), "<br>".join(where), text(wording.fix(finding), _MAX_TEXT)]
    )


def _scanners(run: Run) -> list[str]:
    header = ["Scanner", "Verdict", "Findings", "Read", "Version", "Time"]
    rows = [
        row(
            [
                text(scan.title),
                str(of_scan(scan)),
                f"{scan.finding_count:,}",
                wording.coverage(scan.coverage),
                text(scan.evidence.tool_version, 40) or "unknown",
                wording.duration(scan.evidence.duration_seconds)
                + (" (cached)" if scan.evidence.is_cached else ""),
            ]
        )
        for scan in run.scans
    ]
    silent = [scan for scan in run.scans if of_scan(scan) is Outcome.NO_VERDICT]
    told = [f"- **{text(scan.title)}**: {text(wording.why(scan), _MAX_TEXT)}" for scan in silent]
    lines = ["", "### Scanners without verdict", "", *told[:_MAX_LISTED]] if told else []
    feeds = dict.fromkeys(feed for scan in run.scans for feed in wording.feeds(run, scan))
    rests = ["", *(f"- {text(feed, _MAX_TEXT)}" for feed in feeds)] if feeds else []
    return [*lines, *collapsed("What each scanner did", [*table(header, rows), *rests])]


def _gate(document: Document) -> list[str]:
    decision = document.decision
    if decision is None:
        return []
    rules = [
        row(
            [
                str(of_verdict(result.verdict)),
                code(result.rule),
                text(result.demand, _MAX_TEXT),
                text(result.reason, _MAX_TEXT),
            ]
        )
        for result in decision.rules[: 2 * _MAX_LISTED]
    ]
    return [
        *collapsed("The gate, rule by rule", table(["Verdict", "Rule", "Demand", "Why"], rules)),
        *_waivers(decision),
    ]


def _waivers(decision: Decision) -> list[str]:
    lines: list[str] = []
    for listed in waiver_lists(decision):
        points = [f"- {text(sentence, _MAX_TEXT)}" for sentence in listed.lines[:_MAX_LISTED]]
        more = len(listed.lines) - len(points)
        points += [f"- and {more:,} more"] if more > 0 else []
        if listed.is_loud:
            lines += ["", f"**{listed.title}**", "", *points]
        else:
            lines += collapsed(f"{listed.title} ({len(listed.lines):,})", ["", *points])
    return lines


def _foot(document: Document) -> list[str]:
    run = document.run
    left_out = wording.skipped(run)
    parts = [
        f"{text(run.service)}: {text(wording.target(run.target), _MAX_TEXT)}",
        wording.moment(run.started),
        f"Holdfast {text(run.holdfast_version)}",
        *([text(left_out)] if left_out else []),
    ]
    return ["", f"<sub>{' · '.join(parts)}</sub>"]


def _fitting(rows: Sequence[str], room: int) -> list[str]:
    """As many of the first rows as there is room for, in bytes."""
    kept: list[str] = []
    for line in rows:
        room -= _size([line])
        if room < 0:
            break
        kept.append(line)
    return kept


def _joined(lines: Sequence[str]) -> str:
    """The lines as text; of empty lines in a row one is kept."""
    kept = [line for line, before in zip(lines, ["", *lines], strict=False) if line or before]
    return "\n".join(kept).rstrip() + "\n"


def _size(lines: Sequence[str]) -> int:
    return sum(len(line.encode()) + 1 for line in lines)


FORMAT = Format(
    name="markdown",
    title="Comment or step summary",
    render=render,
    media_type="text/markdown",
    is_for_people=True,
)
