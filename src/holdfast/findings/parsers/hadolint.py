"""Hadolint's SARIF and JSON (``hadolint -f sarif|json``). Dockerfiles, and the shell in them.

Hadolint's levels grade style and safety on one scale, so severity is ours: ``RULES`` has the rules that
matter to security, ``shell_rules.py`` those of ShellCheck; all others are kept as info, since a team that
runs hadolint wants to see them, and no gate should fail on them. A Dockerfile with a syntax error was not
checked.
"""

from collections.abc import Iterable, Iterator

import msgspec
from msgspec.structs import replace

from holdfast.findings import sarif
from holdfast.findings.parsing import Report, parser
from holdfast.findings.shell_rules import WEAKNESSES
from holdfast.findings.signatures import JsonArray, SarifDriver
from holdfast.model.category import Category
from holdfast.model.finding import Finding, Location
from holdfast.model.severity import Severity

NOT_PARSED = "DL1000"

MEDIUM, LOW = Severity.MEDIUM, Severity.LOW

RULES: dict[str, tuple[Severity, int]] = {
    "DL3002": (MEDIUM, 250),  # The last user is root.
    "DL3004": (MEDIUM, 250),  # sudo in an image.
    "DL3006": (LOW, 1357),  # No tag.
    "DL3007": (LOW, 1357),  # The tag latest.
    "DL3008": (LOW, 1357),  # Packages without version: apt,
    "DL3013": (LOW, 1357),  # pip,
    "DL3016": (LOW, 1357),  # npm,
    "DL3018": (LOW, 1357),  # apk,
    "DL3028": (LOW, 1357),  # gem,
    "DL3033": (LOW, 1357),  # yum,
    "DL3037": (LOW, 1357),  # zypper,
    "DL3041": (LOW, 1357),  # dnf,
    "DL3062": (LOW, 1357),  # go.
    "DL3020": (LOW, 829),  # ADD fetches and unpacks; COPY does not.
    "DL3026": (MEDIUM, 829),  # A registry that is not on the team's list.
    "DL4006": (LOW, 252),  # A failed download in a pipe goes unseen.
}
"""Severity and CWE of the rules that matter to security."""


class Row(msgspec.Struct):
    """One item of the JSON report."""

    code: str
    file: str
    message: str
    line: int | None = None
    column: int | None = None


@parser(
    "hadolint",
    title="Hadolint",
    category=Category.CONTAINER,
    homepage="https://github.com/hadolint/hadolint",
    signatures=(
        SarifDriver("hadolint"),
        JsonArray(("code", "column", "file", "level", "line", "message")),
    ),
)
def parse(report: Report) -> Iterator[Finding]:
    """Yield one finding a result, whichever of the formats it is."""
    is_json = report.data.lstrip().startswith(b"[")
    findings = _from_json(report) if is_json else (row for _, row in sarif.read(report, Category.CONTAINER))
    read: set[str] = set()
    unread: dict[str, None] = {}
    for finding in findings:
        path = finding.location.path or ""
        if finding.rule == NOT_PARSED:
            unread[path] = None
            continue
        read.add(path)
        yield _rated(finding)
    if unread:
        report.examined(len(read.difference(unread)), unread=tuple(unread))


def _from_json(report: Report) -> Iterable[Finding]:
    for _, row in report.rows(report.json(list[msgspec.Raw]), Row, "report"):
        yield Finding(
            tool="hadolint",
            rule=row.code,
            title=row.message,
            severity=Severity.INFO,
            category=Category.CONTAINER,
            location=Location(path=row.file, line=row.line, column=row.column),
            description=row.message,
        )


def _rated(finding: Finding) -> Finding:
    """The finding with our severity, its CWE, and where to read about it."""
    rule = finding.rule
    if rule.startswith("SC"):
        number = rule.removeprefix("SC")
        rating = WEAKNESSES.get(int(number)) if number.isascii() and number.isdigit() else None
        page = f"https://www.shellcheck.net/wiki/{rule}"
    else:
        rating = RULES.get(rule)
        page = f"https://github.com/hadolint/hadolint/wiki/{rule}"
    severity, cwe = rating or (Severity.INFO, 0)
    # Hadolint knows the line only: its column is always 1, and its end column is the same.
    location = replace(finding.location, end_line=None, column=None, end_column=None)
    return replace(
        finding, severity=severity, cwe=(cwe,) if cwe else (), references=(page,), location=location
    )
