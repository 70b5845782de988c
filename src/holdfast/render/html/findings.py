"""The findings, worst first, each open to its details, and the controls that narrow the list."""

from collections.abc import Sequence

from holdfast.model.category import Category
from holdfast.model.finding import Finding
from holdfast.render import wording
from holdfast.render.cleaning import block, keep_end
from holdfast.render.html.markup import Markup, facts, icon, joined, link, tag
from holdfast.render.html.shapes import of_severity
from holdfast.render.listing import WORST_FIRST, Entry, Standing, counts
from holdfast.render.rendering import Document

MAX_FINDINGS = 2_000
"""More make a page that browsers open slowly and nobody reads; the rest is counted."""

_MAX_DESCRIPTION = 4_000
_MAX_FIX = 1_000
_MAX_PLACE = 160
_MAX_REFERENCES = 10


def findings(document: Document, entries: Sequence[Entry]) -> Markup:
    """The controls and the list."""
    if not entries:
        return tag("p", _nothing(document), class_="note")
    shown = entries[:MAX_FINDINGS]
    cut = len(entries) - len(shown)
    more = f"{cut:,} more, none worse than these, are left out of this page: use --format json."
    return joined(
        (
            tag("p", f"{wording.gated(document)}.", class_="lead"),
            _controls(shown),
            tag("div", *map(_finding, shown), class_="rows", id="list"),
            tag("p", "No finding fits the filter.", class_="note", id="none", hidden=True),
            tag("p", more, class_="note") if cut else None,
        )
    )


def _nothing(document: Document) -> str:
    if document.run.undecided or not document.run.scans:
        return "No findings, but not every scanner answered: this list proves nothing by itself."
    return "No findings."


def _controls(entries: Sequence[Entry]) -> Markup:
    """Filters; hidden until the page's script can serve them."""
    present = counts(entry.finding for entry in entries)
    boxes = [
        tag(
            "label",
            tag("input", type="checkbox", name="severity", value=severity.value, checked=True),
            icon(of_severity(severity)),
            f"{severity} ({present[severity]:,})",
            class_=f"severity-{severity}",
        )
        for severity in WORST_FIRST
        if present[severity]
    ]
    categories = {entry.finding.category for entry in entries}
    kinds = [(category.value, category.label) for category in Category if category in categories]
    return tag(
        "div",
        tag("fieldset", tag("legend", "Severity"), *boxes),
        tag(
            "label", "Search", tag("input", type="search", id="text", autocomplete="off", spellcheck="false")
        ),
        _select("category", "Kind", kinds),
        _select("standing", "Gate", _standings(entries)),
        _select("novelty", "Baseline", _novelties(entries)),
        tag("button", "Open all", type="button", id="open-all"),
        tag("p", "", role="status", id="shown"),
        class_="controls",
        role="search",
        aria_label="Narrow the list of findings",
        id="controls",
        hidden=True,
    )


def _select(name: str, label: str, options: Sequence[tuple[str, str]]) -> Markup | None:
    """A choice among what the list holds; none where there is nothing to choose."""
    if len(options) < 2:
        return None
    choices = [tag("option", "all", value="")] + [tag("option", text, value=value) for value, text in options]
    return tag("label", label, tag("select", *choices, id=name))


def _standings(entries: Sequence[Entry]) -> list[tuple[str, str]]:
    present = {entry.standing for entry in entries} - {Standing.UNGATED}
    return [(standing.value, standing.value) for standing in Standing if standing in present]


def _novelties(entries: Sequence[Entry]) -> list[tuple[str, str]]:
    present = sorted({wording.novelty(entry) for entry in entries} - {""})
    return [(word, word) for word in present]


def _finding(entry: Entry) -> Markup:
    finding = entry.finding
    severity = tag(
        "span",
        icon(of_severity(finding.severity)),
        finding.severity.value,
        class_=f"badge severity-{finding.severity}",
    )
    marks = [entry.standing.value, wording.novelty(entry), "exploited" if finding.is_exploited else ""]
    tags = [tag("span", mark, class_=f"mark mark-{mark.replace(' ', '-')}") for mark in marks if mark]
    summary = tag(
        "summary",
        severity,
        tag(
            "span",
            tag("strong", finding.title),
            tag("code", keep_end(finding.place, _MAX_PLACE) or "no place given"),
            class_="what",
        ),
        tag("span", *tags, class_="marks"),
    )
    return tag(
        "details",
        summary,
        tag("div", *_body(entry), class_="body"),
        data_severity=finding.severity.value,
        data_category=finding.category.value,
        data_standing=entry.standing.value,
        data_novelty=wording.novelty(entry),
        class_=f"finding severity-{finding.severity}",
    )


def _body(entry: Entry) -> tuple[Markup | None, ...]:
    finding = entry.finding
    todo = wording.fix(finding)
    described = block(finding.description, _MAX_DESCRIPTION)
    return (
        tag("p", tag("strong", "What to do: "), block(todo, _MAX_FIX), class_="fix") if todo else None,
        tag("p", described, class_="described") if described and described != finding.title else None,
        facts(
            (
                ("Kind", finding.category.label),
                ("Seen by", ", ".join(finding.tools)),
                ("Known as", wording.ids(finding)),
                ("Place", finding.place),
                ("Resource", finding.location.resource),
                ("Secret ends in", wording.secret_end(finding)),
                ("CVSS", _cvss(finding)),
                ("Likelihood", wording.likelihood(finding)),
                ("Published", finding.published.isoformat() if finding.published else ""),
                ("Confidence", finding.confidence),
                ("Gate", wording.standing(entry)),
                ("Fingerprint", tag("code", finding.fingerprint)),
            )
        ),
        _references(finding),
    )


def _cvss(finding: Finding) -> str:
    if finding.cvss is None:
        return ""
    return f"{finding.cvss.score:.1f} {finding.cvss.vector}".strip()


def _references(finding: Finding) -> Markup | None:
    pages = finding.references[:_MAX_REFERENCES]
    return tag("ul", *(tag("li", link(page)) for page in pages), class_="links") if pages else None
