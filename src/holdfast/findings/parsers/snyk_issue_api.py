"""Issues of Snyk's REST API (``/rest/orgs/{id}/issues``), one page.

Resolved and ignored issues are not live. The API does not page by itself: a page with a next one is partial.
"""

from collections.abc import Iterator

import msgspec

from holdfast.findings.parsing import Report, parser
from holdfast.findings.signatures import JsonObject
from holdfast.kit.packages import package_url
from holdfast.kit.vulnerability_ids import canonical_order, cwe_numbers
from holdfast.model.category import Category
from holdfast.model.finding import Component, Cvss, Finding, Location
from holdfast.model.scores import cvss, newest
from holdfast.model.severity import Severity

SEVERITIES = {
    "critical": Severity.CRITICAL,
    "high": Severity.HIGH,
    "medium": Severity.MEDIUM,
    "low": Severity.LOW,
    "info": Severity.INFO,
}

CATEGORIES = {
    "package_vulnerability": Category.SCA,
    "license": Category.SCA,
    "code": Category.SAST,
    "cloud": Category.IAC,
    "config": Category.IAC,
}

ECOSYSTEMS = {
    "js": "npm",
    "python": "pypi",
    "java": "maven",
    "golang": "golang",
    "ruby": "gem",
    "php": "composer",
    "dotnet": "nuget",
    "rust": "cargo",
    "swift": "swift",
    "cocoapods": "cocoapods",
}
"""The second word of a Snyk id (``SNYK-PYTHON-PILLOW-1``): the API names no package manager."""


class Class(msgspec.Struct):
    """One item of ``classes``: a CWE."""

    id: str = ""


class Dependency(msgspec.Struct):
    """The package that carries the issue."""

    name: str = msgspec.field(default="", name="package_name")
    version: str = msgspec.field(default="", name="package_version")


class Region(msgspec.Struct):
    """Where code stands."""

    start: dict[str, int] = {}


class SourceLocation(msgspec.Struct):
    """A place in code."""

    file: str = ""
    region: Region = msgspec.field(default_factory=Region)


class Representation(msgspec.Struct):
    """One item of ``representations``: where the issue is."""

    dependency: Dependency | None = None
    source: SourceLocation | None = msgspec.field(default=None, name="sourceLocation")
    resource: str | None = msgspec.field(default=None, name="resourcePath")


class Coordinate(msgspec.Struct):
    """One item of ``coordinates``."""

    representations: list[Representation] = []


class Problem(msgspec.Struct):
    """One item of ``problems``: the issue under one of its names."""

    id: str = ""
    source: str = ""
    url: str | None = None


class Rating(msgspec.Struct):
    """One item of ``severities``."""

    score: float | None = None
    source: str = ""
    vector: str | None = None
    version: str | None = None


class Attributes(msgspec.Struct):
    """The issue."""

    key: str = ""
    title: str = ""
    type: str = ""
    status: str = "open"
    ignored: bool = False
    severity: str = msgspec.field(default="", name="effective_severity_level")
    description: str | None = None
    classes: list[Class] = []
    coordinates: list[Coordinate] = []
    problems: list[Problem] = []
    severities: list[Rating] = []


class Issue(msgspec.Struct):
    """One item of ``data``."""

    attributes: Attributes


class Links(msgspec.Struct):
    """Other pages."""

    next: str | None = None


class Document(msgspec.Struct):
    """One page."""

    data: list[msgspec.Raw]
    links: Links = msgspec.field(default_factory=Links)


@parser(
    "snyk-issue-api",
    title="Snyk REST API",
    category=Category.SCA,
    homepage="https://docs.snyk.io/snyk-api",
    signatures=(JsonObject(("jsonapi", "links", "data")),),
)
def parse(report: Report) -> Iterator[Finding]:
    """Yield one finding an issue and place."""
    document = report.json(Document)
    if document.links.next:
        report.problem("links.next", "incomplete: the API has a further page")
    for place, row in report.rows(document.data, Issue, "data"):
        issue = row.attributes
        if issue.ignored or issue.status != "open":
            report.suppressed += 1
            continue
        severity = report.severity(SEVERITIES, issue.severity, place)
        found = [each for coordinate in issue.coordinates for each in coordinate.representations]
        for where in found or [Representation()]:
            yield _finding(issue, where, severity)


def _finding(issue: Attributes, where: Representation, severity: Severity) -> Finding:
    source = where.source or SourceLocation()
    ids = [issue.key, *(problem.id for problem in issue.problems if not problem.id.startswith("CWE-"))]
    return Finding(
        tool="snyk-issue-api",
        rule=issue.key or issue.title,
        title=issue.title or issue.key,
        severity=severity,
        category=CATEGORIES.get(issue.type, Category.SCA),
        location=Location(
            path=source.file or None, line=source.region.start.get("line"), resource=where.resource
        ),
        component=_component(where.dependency, issue.key),
        ids=canonical_order(ids) if where.dependency else (),
        cwe=cwe_numbers(*(each.id for each in issue.classes)),
        description=issue.description or "",
        references=tuple(dict.fromkeys(problem.url for problem in issue.problems if problem.url)),
        cvss=_score(issue.severities),
        tags=tuple(filter(None, (issue.type,))),
    )


def _component(dependency: Dependency | None, key: str) -> Component | None:
    if dependency is None:
        return None
    language = key.split("-")[1].lower() if key.count("-") > 1 else ""
    purl = package_url(ECOSYSTEMS.get(language, ""), dependency.name, dependency.version)
    return Component(name=dependency.name, version=dependency.version, purl=purl)


def _score(ratings: list[Rating]) -> Cvss | None:
    """Snyk's own where it has one: it explains the severity; else the newest."""
    own = [each for each in ratings if each.source == "Snyk"]
    return newest(cvss(each.score, each.vector, each.version) for each in own or ratings)
