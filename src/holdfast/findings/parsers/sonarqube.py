"""SonarQube's issues and security hotspots.

Read are pages of its API (``api/issues/search``, ``api/hotspots/search``) and the exports of sonar-report
(JSON and HTML). Only weaknesses of security are findings: vulnerabilities, hotspots, and issues with an
impact on security. Bugs and code smells stay in SonarQube.

* What is closed, resolved, accepted or reviewed as safe is not live.
* A page that shows fewer than the total is partial: the API ends at 10,000, and a caller may forget to page.
* Ratings are SonarQube's: a blocker is critical, a critical issue is high.
"""

import re
from collections.abc import Iterator

import msgspec
from lxml import etree

from holdfast.findings.markup import plain_text
from holdfast.findings.parsing import Report, parser, refuse
from holdfast.findings.signatures import JsonObject, TextMarker
from holdfast.kit.vulnerability_ids import cwe_numbers, ids_in
from holdfast.model.category import Category
from holdfast.model.finding import Component, Finding, Location
from holdfast.model.severity import Severity

SEVERITIES = {
    "BLOCKER": Severity.CRITICAL,
    "CRITICAL": Severity.HIGH,
    "HIGH": Severity.HIGH,
    "MAJOR": Severity.MEDIUM,
    "MEDIUM": Severity.MEDIUM,
    "MINOR": Severity.LOW,
    "LOW": Severity.LOW,
    "INFO": Severity.INFO,
}

SETTLED = {"CLOSED", "RESOLVED", "ACCEPTED", "FALSE_POSITIVE", "FIXED", "IN_SANDBOX"}
SETTLED_REVIEWS = {"SAFE", "FIXED"}

_PACKAGE = re.compile(r"Filename: ([^|]{1,300}?)(?::([\w.+-]{1,100}))? \|")
_PLUGIN_RULE = "OWASP:UsingComponentWithKnownVulnerability"


class Paging(msgspec.Struct):
    """Where the page stands."""

    total: int = 0
    index: int = msgspec.field(default=1, name="pageIndex")


class TextRange(msgspec.Struct):
    """The flagged text; offsets count from 0."""

    start_line: int | None = msgspec.field(default=None, name="startLine")
    end_line: int | None = msgspec.field(default=None, name="endLine")
    start: int | None = msgspec.field(default=None, name="startOffset")
    end: int | None = msgspec.field(default=None, name="endOffset")


class Impact(msgspec.Struct):
    """An effect on one quality of the software."""

    quality: str = msgspec.field(default="", name="softwareQuality")
    severity: str = ""


class Row(msgspec.Struct):
    """An issue or a hotspot, of the API or of an export."""

    rule: str = ""
    rule_key: str = msgspec.field(default="", name="ruleKey")
    severity: str = ""
    probability: str = msgspec.field(default="", name="vulnerabilityProbability")
    kind: str = msgspec.field(default="", name="securityCategory")
    component: str = ""
    project: str = ""
    status: str = ""
    issue_status: str = msgspec.field(default="", name="issueStatus")
    resolution: str = ""
    line: int | None = None
    place: TextRange = msgspec.field(default_factory=TextRange, name="textRange")
    description: str = ""
    message: str = ""
    type: str = ""
    impacts: list[Impact] = []
    tags: list[str] = []


class FileName(msgspec.Struct):
    """One item of ``components``."""

    key: str = ""
    path: str | None = None


class Rule(msgspec.Struct):
    """A rule of an export."""

    name: str = ""
    description: str = msgspec.field(default="", name="htmlDesc")


class Document(msgspec.Struct):
    """A page of the API or an export."""

    issues: list[msgspec.Raw] | None = None
    hotspots: list[msgspec.Raw] | None = None
    paging: Paging | None = None
    components: list[FileName] = []
    rules: dict[str, Rule] | list[msgspec.Raw] = []


@parser(
    "sonarqube",
    title="SonarQube",
    category=Category.SAST,
    homepage="https://www.sonarsource.com/products/sonarqube",
    signatures=(
        JsonObject(("paging", "issues", "components")),
        JsonObject(("paging", "hotspots")),
        JsonObject(("issues", "rules", "hotspotKeys", "sonarBaseURL")),
        TextMarker(b"<title>SonarQube Vulnerability Report"),
    ),
)
def parse(report: Report) -> Iterator[Finding]:
    """Yield one finding an issue or hotspot that is live and about security."""
    rules: dict[str, Rule] = {}
    paths: dict[str, str] = {}
    rows = _from_html(report, rules) if report.is_xml else _from_json(report, rules, paths)
    for place, row in rows:
        if _is_settled(row):
            report.suppressed += 1
        elif _is_security(row):
            severity = report.severity(SEVERITIES, _severity_word(row), place)
            rule = rules.get(row.rule or row.rule_key, Rule())
            yield _finding(row, rule, severity, _path(row, paths))


def _from_json(report: Report, rules: dict[str, Rule], paths: dict[str, str]) -> Iterator[tuple[str, Row]]:
    document = report.json(Document)
    if document.issues is None and document.hotspots is None:
        raise refuse("The JSON is no report of SonarQube", "it holds neither issues nor hotspots")
    if isinstance(document.rules, dict):
        rules.update(document.rules)
    paths.update((file.key, file.path) for file in document.components if file.path)
    shown = len(document.issues or ()) + len(document.hotspots or ())
    if document.paging and document.paging.total > shown:
        report.problem("paging", f"incomplete: {shown} of {document.paging.total} are on this page")
    yield from report.rows(document.issues or (), Row, "issues")
    yield from report.rows(document.hotspots or (), Row, "hotspots")


def _from_html(report: Report, rules: dict[str, Rule]) -> Iterator[tuple[str, Row]]:
    """The table of issues; the table of rules after it has what explains them."""
    tables = [(_header(table), table) for table in report.html().iter("table")]
    for header, table in tables:
        if header == ["Rule", "Description"]:
            rules.update(_html_rule(cells) for cells in _rows(table) if len(cells) == len(header))
    found = [(header, table) for header, table in tables if {"Rule", "Component", "Message"}.issubset(header)]
    if not found:
        raise refuse("The HTML is no report of SonarQube", "it has no table of issues")
    for header, table in found:
        for number, cells in enumerate(_rows(table), 1):
            if len(cells) == len(header):
                yield f"row {number}", _html_row(dict(zip(header, map(_text, cells), strict=True)))
            else:
                report.problem(f"row {number}", f"it has not the {len(header)} cells of its table")


def _header(table: etree._Element) -> list[str]:
    return [_text(cell) for cell in table.iterfind("thead/tr/th")]


def _rows(table: etree._Element) -> Iterator[list[etree._Element]]:
    return (row.findall("td") for row in table.iterfind("tbody/tr"))


def _text(cell: etree._Element) -> str:
    return " ".join("".join(map(str, cell.itertext())).split())


def _html_rule(cells: list[etree._Element]) -> tuple[str, Rule]:
    markup = etree.tostring(cells[1], encoding="unicode", method="html")
    return _text(cells[0]), Rule(description=markup)


def _html_row(row: dict[str, str]) -> Row:
    line = row.get("Line", "")
    return Row(
        rule=row["Rule"],
        severity=row.get("Severity", ""),
        component=row["Component"],
        status=row.get("Status", ""),
        line=int(line) if line.isascii() and line.isdigit() and len(line) < 10 else None,
        description=row.get("Description", ""),
        message=row["Message"],
    )


def _is_settled(row: Row) -> bool:
    if row.status == "REVIEWED":
        return row.resolution in SETTLED_REVIEWS
    return row.status in SETTLED or row.issue_status in SETTLED


def _is_security(row: Row) -> bool:
    """Exports hold only what concerns security and say no type."""
    if row.type in ("", "VULNERABILITY", "SECURITY_HOTSPOT"):
        return True
    return any(impact.quality == "SECURITY" for impact in row.impacts)


def _severity_word(row: Row) -> str:
    """The impact on security in newer versions, the issue's own severity, a hotspot's probability."""
    impact = next((each.severity for each in row.impacts if each.quality == "SECURITY"), "")
    return (impact or row.severity or row.probability).upper()


def _path(row: Row, paths: dict[str, str]) -> str | None:
    """The file of a component key such as ``project:src/app.py``; a project's key may hold colons itself."""
    if row.component in paths:
        return paths[row.component]
    if row.component == row.project:
        return None
    return row.component.removeprefix(f"{row.project}:") if row.project else row.component or None


def _finding(row: Row, rule: Rule, severity: Severity, path: str | None) -> Finding:
    name = row.rule or row.rule_key
    package = _PACKAGE.search(row.message) if name == _PLUGIN_RULE else None
    place = row.place
    return Finding(
        tool="sonarqube",
        rule=name,
        title=row.message or row.description or name,
        severity=severity,
        category=Category.SCA if package else Category.SAST,
        location=Location(
            path=path,
            line=row.line or place.start_line,
            end_line=place.end_line or row.line,
            column=None if place.start is None else place.start + 1,
            end_column=None if place.end is None else place.end + 1,
        ),
        component=Component(name=package[1], version=package[2] or "") if package else None,
        ids=ids_in(row.message) if package else (),
        cwe=cwe_numbers(row.message if package else None, rule.description, *row.tags),
        description=plain_text(rule.description) or row.description,
        tags=tuple(filter(None, (row.type.lower(), row.kind, *row.tags))),
    )
