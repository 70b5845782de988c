"""The scanners of a run: what each read, what it answered, and the evidence for it."""

from holdfast.model.scan import Coverage, Run, Scan
from holdfast.render import wording
from holdfast.render.html.markup import Markup, Part, facts, icon, joined, tag
from holdfast.render.html.shapes import of_outcome
from holdfast.render.outcome import Outcome, answered, of_scan

_MAX_UNREAD = 50
_WHAT_COUNTS = (
    "A scanner has answered only if its report could be read, its exit code is one it documents, "
    "and it proved that it looked at something."
)


def scanners(run: Run) -> Markup:
    """All scans, those that had to answer and did not first."""
    if not run.scans:
        return tag("p", "No scanner ran, so nothing is known.", class_="note")
    ordered = sorted(run.scans, key=lambda scan: of_scan(scan) is not Outcome.NO_VERDICT)
    lead = f"{answered(run)}. {_WHAT_COUNTS}"
    rows = [_scan(run, scan) for scan in ordered]
    return joined((tag("p", lead, class_="lead"), tag("div", *rows, class_="rows")))


def badge(outcome: Outcome, word: str = "") -> Markup:
    """An outcome as shape and word."""
    kind = outcome.name.lower().replace("_", "-")
    return tag("span", icon(of_outcome(outcome)), word or outcome.word, class_=f"badge outcome-{kind}")


def _scan(run: Run, scan: Scan) -> Markup:
    outcome = of_scan(scan)
    summary = tag(
        "summary",
        badge(outcome),
        tag("span", tag("strong", scan.title), tag("small", scan.category.label), class_="what"),
        tag(
            "span",
            _meter(scan.coverage),
            tag("small", f"read {wording.coverage(scan.coverage)}"),
            class_="read",
        ),
        tag("span", wording.count(scan.finding_count, "finding"), class_="number"),
    )
    reasons = [tag("li", reason) for reason in wording.reasons(scan)]
    is_open = outcome in {Outcome.NO_VERDICT, Outcome.PARTIAL}
    return tag(
        "details",
        summary,
        tag(
            "div",
            tag("ul", *reasons) if reasons else None,
            _unread(scan.coverage),
            _evidence(run, scan),
            class_="body",
        ),
        open=is_open,
    )


def _meter(coverage: Coverage) -> Markup | None:
    if not coverage.selected:
        return None
    width = f"{100 * coverage.ratio:.1f}%"
    kind = "partial" if coverage.is_partial else "whole"
    track = tag("rect", width="100%", height=8, rx=4, class_="track")
    filled = tag("rect", width=width, height=8, rx=4, class_=kind)
    return tag("svg", track, filled, class_="meter", aria_hidden="true")


def _unread(coverage: Coverage) -> Part:
    named = [name for name in coverage.unread if name][:_MAX_UNREAD]
    if not coverage.is_partial:
        return None
    told = tag("p", f"{wording.unread(coverage)}{':' if named else '.'}")
    if not named:
        return told
    items = [tag("li", tag("code", name)) for name in named]
    rest = coverage.selected - coverage.examined - len(named)
    items += [tag("li", f"and {rest:,} more")] if rest > 0 else []
    return joined((told, tag("ul", *items)))


def _evidence(run: Run, scan: Scan) -> Markup:
    evidence = scan.evidence
    feeds = [tag("li", told) for told in wording.feeds(run, scan)]
    exit_code = "" if evidence.exit_code is None else str(evidence.exit_code)
    cached = "yes: the inputs, the tool and its rules are unchanged since" if evidence.is_cached else ""
    return facts(
        (
            ("Verdict", f"{scan.verdict.label} ({scan.status.label})"),
            ("Version", evidence.tool_version or "unknown"),
            ("Started", wording.moment(evidence.started) if evidence.started else ""),
            ("Took", wording.duration(evidence.duration_seconds)),
            ("From the cache", cached),
            ("Command", tag("code", " ".join(evidence.command)) if evidence.command else None),
            ("Exit code", exit_code),
            ("Our rules", tag("code", evidence.rules_version) if evidence.rules_version else None),
            ("Rests on", tag("ul", *feeds) if feeds else None),
            ("Report", f"{evidence.report_bytes:,} bytes" if evidence.report_sha256 else "none"),
            ("SHA-256", tag("code", evidence.report_sha256) if evidence.report_sha256 else None),
            ("Last words", tag("pre", evidence.stderr_tail) if evidence.stderr_tail else None),
        )
    )
