"""``csv``: one finding a row, for spreadsheets (RFC 4180: comma, CRLF, quotes doubled).

A cell that a spreadsheet would take for a formula starts with an apostrophe instead: titles and paths come
from scanned code, and ``=HYPERLINK(…)`` in a report is an attack on its reader (OWASP, "CSV Injection").
It holds findings only: no row means no finding, not a pass. The verdict is the exit code.
"""

import csv
import io
from collections.abc import Callable

from holdfast.render import wording
from holdfast.render.cleaning import block
from holdfast.render.listing import Entry, entries
from holdfast.render.rendering import Document, Format

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001 - full width.
_MAX_CELL_CHARACTERS = 32_000
"""Excel cuts cells at 32,767 characters and loses the rest of the row."""

COLUMNS: dict[str, Callable[[Entry], object]] = {
    "severity": lambda entry: entry.finding.severity,
    "category": lambda entry: entry.finding.category,
    "title": lambda entry: entry.finding.title,
    "tools": lambda entry: " ".join(entry.finding.tools),
    "rule": lambda entry: entry.finding.rule,
    "ids": lambda entry: " ".join(entry.finding.ids),
    "cwe": lambda entry: " ".join(f"CWE-{number}" for number in entry.finding.cwe),
    "path": lambda entry: entry.finding.location.path,
    "line": lambda entry: entry.finding.location.line,
    "url": lambda entry: entry.finding.location.url,
    "resource": lambda entry: entry.finding.location.resource,
    "component": lambda entry: entry.finding.component and entry.finding.component.name,
    "version": lambda entry: entry.finding.component and entry.finding.component.version,
    "purl": lambda entry: entry.finding.component and entry.finding.component.purl,
    "fix": lambda entry: wording.fix(entry.finding),
    "cvss": lambda entry: entry.finding.cvss and entry.finding.cvss.score,
    "epss": lambda entry: entry.finding.epss and entry.finding.epss.score,
    "exploited": lambda entry: _yes_no(entry.finding.is_exploited),
    "secret": lambda entry: entry.finding.secret and wording.mask(entry.finding.secret),
    "new": lambda entry: _yes_no(entry.is_new),
    "gate": wording.standing,
    "fingerprint": lambda entry: entry.finding.fingerprint,
    "description": lambda entry: entry.finding.description,
}
"""The columns in order; new ones join at the end."""


def render(document: Document) -> str:
    """Write a header and one row for each finding."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([_cell(read(entry)) for read in COLUMNS.values()] for entry in entries(document))
    return text.getvalue()


def _cell(value: object) -> str:
    text = block("" if value is None else str(value))
    guarded = f"'{text}" if text.startswith(_FORMULA_STARTS) else text
    return guarded[:_MAX_CELL_CHARACTERS]


def _yes_no(answer: object) -> str:
    if answer is None:
        return ""
    return "yes" if answer else "no"


FORMAT = Format(name="csv", title="Findings for spreadsheets", render=render, media_type="text/csv")
