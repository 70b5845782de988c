"""Bandit's JSON report (``bandit -f json``). Python code, rules B101 to B703.

Bandit reads files with the interpreter's own parser: newer syntax lands in ``errors`` and is not analysed.
"""

from collections.abc import Iterator

import msgspec

from holdfast.findings.parsing import Report, parser
from holdfast.findings.signatures import JsonObject
from holdfast.model.category import Category
from holdfast.model.finding import Finding, Location
from holdfast.model.severity import Severity

SEVERITIES = {
    "HIGH": Severity.HIGH,
    "MEDIUM": Severity.MEDIUM,
    "LOW": Severity.LOW,
    "UNDEFINED": Severity.UNKNOWN,
}


class Cwe(msgspec.Struct, frozen=True):
    """The ``issue_cwe`` object; empty for rules without one."""

    id: int | None = None


class Row(msgspec.Struct):
    """One item of ``results``."""

    test_id: str
    test_name: str
    issue_text: str
    issue_severity: str
    issue_confidence: str
    filename: str
    line_number: int
    code: str = ""
    col_offset: int = -1
    line_range: list[int] = []
    more_info: str = ""
    issue_cwe: Cwe = Cwe()


class Unread(msgspec.Struct):
    """One item of ``errors``: a file that was not analysed."""

    filename: str
    reason: str


class Document(msgspec.Struct):
    """The whole report."""

    results: list[msgspec.Raw]
    metrics: dict[str, msgspec.Raw]
    errors: list[Unread] = []


@parser(
    "bandit",
    title="Bandit",
    category=Category.SAST,
    homepage="https://bandit.readthedocs.io",
    signatures=(JsonObject(("results", "metrics", "errors")),),
)
def parse(report: Report) -> Iterator[Finding]:
    """Yield one finding a result."""
    document = report.json(Document)
    unread = [error.filename for error in document.errors]
    files = document.metrics.keys() - {"_totals"}
    report.examined(len(files.difference(unread)), unread=unread)
    for place, row in report.rows(document.results, Row, "results"):
        yield Finding(
            tool="bandit",
            rule=row.test_id,
            title=row.issue_text.split("\n", 1)[0],
            severity=report.severity(SEVERITIES, row.issue_severity, place),
            category=Category.SAST,
            location=Location(
                path=row.filename,
                line=row.line_number,
                end_line=max(row.line_range, default=row.line_number),
                column=row.col_offset + 1 if row.col_offset >= 0 else None,
            ),
            cwe=(row.issue_cwe.id,) if row.issue_cwe.id else (),
            description=row.issue_text,
            references=(row.more_info,) if row.more_info else (),
            confidence=row.issue_confidence.lower(),
            tags=(row.test_name,),
        )
