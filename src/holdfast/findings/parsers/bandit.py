"""Bandit's JSON report (``bandit -f json``). Python code, rules B101 to B704.

Bandit reads files with the interpreter's own parser: newer syntax lands in ``errors`` and is not analysed.
The rules for hard-coded passwords repeat the password in the message and in the code: neither is kept.
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

SPECIFIC_CWES = {
    **dict.fromkeys(("B102", "B307"), 95),
    **dict.fromkeys([f"B{number}" for number in (*range(313, 321), *range(405, 412))], 611),
    **dict.fromkeys(("B303", "B324"), 328),
    "B506": 502,
    "B607": 426,
    **dict.fromkeys(("B308", "B701", "B702", "B703"), 79),
}
"""The weakness itself, where Bandit names a class above it (20, 78, 80, 94, 327); Bandit's own comes second.

They are the same as in ``ruff.py``, so that both tools meet in one finding.
"""

PASSWORD_RULES = frozenset({"B105", "B106", "B107"})


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
    holds_secrets=True,
)
def parse(report: Report) -> Iterator[Finding]:
    """Yield one finding a result."""
    document = report.json(Document)
    unread = [error.filename for error in document.errors]
    files = document.metrics.keys() - {"_totals"}
    report.examined(len(files.difference(unread)), unread=unread)
    for place, row in report.rows(document.results, Row, "results"):
        yield _finding(report, row, place)


def _finding(report: Report, row: Row, place: str) -> Finding:
    is_password = row.test_id in PASSWORD_RULES
    text = row.issue_text.split(":", 1)[0] if is_password else row.issue_text
    own, specific = row.issue_cwe.id, SPECIFIC_CWES.get(row.test_id)
    return Finding(
        tool="bandit",
        rule=row.test_id,
        title=text,
        severity=report.severity(SEVERITIES, row.issue_severity, place),
        category=Category.SAST,
        location=Location(
            path=row.filename,
            line=row.line_number,
            end_line=max(row.line_range, default=row.line_number),
            column=row.col_offset + 1 if row.col_offset >= 0 else None,
            context=None if is_password else _flagged_line(row),
        ),
        cwe=tuple(number for number in (specific, own) if number),
        description=text,
        references=(row.more_info,) if row.more_info else (),
        confidence=row.issue_confidence.lower() if row.issue_confidence != "UNDEFINED" else "",
        tags=(row.test_name,),
    )


def _flagged_line(row: Row) -> str | None:
    """The line itself: ``code`` holds it with its neighbours, each behind its number."""
    prefix = f"{row.line_number} "
    return next((line[len(prefix) :] for line in row.code.splitlines() if line.startswith(prefix)), None)
