"""Grype's JSON report (``grype -o json``), of versions 0.7 to 0.9x.

Newer versions add EPSS, CISA's catalogue of exploited vulnerabilities and CWE numbers. A distribution's
record often has no score of its own: then that of the related record (NVD's) is taken. The report does not
say how many packages were matched, so it proves nothing about what was examined.
"""

from collections.abc import Iterator

import msgspec

from holdfast.findings.parsing import Report, parser
from holdfast.findings.signatures import JsonObject
from holdfast.kit.packages import checked_purl, package_url
from holdfast.kit.vulnerability_ids import canonical_order, cwe_numbers
from holdfast.model.category import Category
from holdfast.model.finding import Component, Cvss, Epss, Finding, Location
from holdfast.model.scores import cvss, epss, newest
from holdfast.model.severity import Severity

SEVERITIES = {
    "critical": Severity.CRITICAL,
    "high": Severity.HIGH,
    "medium": Severity.MEDIUM,
    "low": Severity.LOW,
    "negligible": Severity.INFO,
    "unknown": Severity.UNKNOWN,
}


class Metrics(msgspec.Struct):
    """The numbers of one score."""

    base: float | None = msgspec.field(default=None, name="baseScore")


class Score(msgspec.Struct):
    """One item of ``cvss``."""

    version: str = ""
    vector: str = ""
    metrics: Metrics = msgspec.field(default_factory=Metrics)


class Probability(msgspec.Struct):
    """One item of ``epss``."""

    epss: float
    cve: str = ""
    percentile: float | None = None
    date: str = ""


class Weakness(msgspec.Struct):
    """One item of ``cwes``."""

    cwe: str = ""


class Fix(msgspec.Struct):
    """Which versions repair it."""

    versions: list[str] | None = None
    state: str = ""


class Record(msgspec.Struct):
    """A vulnerability as one database describes it."""

    id: str
    source: str | None = msgspec.field(default=None, name="dataSource")
    namespace: str = ""
    severity: str = ""
    urls: list[str] | None = None
    description: str = ""
    cvss: list[Score] | None = None
    fix: Fix = msgspec.field(default_factory=Fix)
    epss: list[Probability] | None = None
    exploited: list[msgspec.Raw] | None = msgspec.field(default=None, name="knownExploited")
    cwes: list[Weakness] | None = None


class Place(msgspec.Struct):
    """Where a package was found."""

    path: str = ""
    layer: str = msgspec.field(default="", name="layerID")


class Artifact(msgspec.Struct):
    """The package that was matched."""

    name: str
    version: str = ""
    type: str = ""
    locations: list[Place] | None = None
    purl: str = ""


class Match(msgspec.Struct):
    """One item of ``matches``."""

    vulnerability: Record
    artifact: Artifact
    related: list[Record] | None = msgspec.field(default=None, name="relatedVulnerabilities")


class Source(msgspec.Struct):
    """What was scanned."""

    type: str = ""


class DatabaseStatus(msgspec.Struct):
    """The state of the vulnerability database, where newer versions keep it."""

    error: str | None = None
    valid: bool | None = None


class Database(msgspec.Struct):
    """The vulnerability database that was used."""

    error: str | None = None
    status: DatabaseStatus = msgspec.field(default_factory=DatabaseStatus)


class Descriptor(msgspec.Struct):
    """What made the report."""

    name: str = "grype"
    version: str = ""
    db: Database | None = None


class Document(msgspec.Struct):
    """The whole report."""

    matches: list[msgspec.Raw]
    descriptor: Descriptor = msgspec.field(default_factory=Descriptor)
    source: Source | None = None
    ignored: list[msgspec.Raw] | None = msgspec.field(default=None, name="ignoredMatches")


@parser(
    "grype",
    title="Grype",
    category=Category.CONTAINER,
    homepage="https://github.com/anchore/grype",
    signatures=(JsonObject(("matches",), equal={"descriptor.name": "grype"}),),
)
def parse(report: Report) -> Iterator[Finding]:
    """Yield one finding a match."""
    document = report.json(Document)
    report.made_by("grype", document.descriptor.version)
    database = document.descriptor.db
    if database and (database.error or database.status.error or database.status.valid is False):
        report.failed(f"vulnerability database: {database.error or database.status.error or 'not valid'}")
    report.suppressed += len(document.ignored or ())
    is_image = document.source is not None and document.source.type == "image"
    category = Category.CONTAINER if is_image else Category.SCA
    for place, match in report.rows(document.matches, Match, "matches"):
        severity = report.severity(SEVERITIES, match.vulnerability.severity.lower(), place)
        yield _finding(match, severity, category)


def _finding(match: Match, severity: Severity, category: Category) -> Finding:
    record, package = match.vulnerability, match.artifact
    related = match.related or []
    records = (record, *related)
    place = package.locations[0] if package.locations else Place()
    return Finding(
        tool="grype",
        rule=record.id,
        title=f"{record.id} in {package.name} {package.version}",
        severity=severity,
        category=category,
        # Syft roots the paths of folders and images alike: without the slash they equal other tools' paths.
        location=Location(path=place.path.lstrip("/") or None),
        component=Component(
            name=package.name,
            version=package.version,
            purl=checked_purl(package.purl) or package_url(package.type, package.name, package.version),
            fixed_in=tuple(record.fix.versions or ()),
            layer=place.layer or None,
        ),
        ids=canonical_order(each.id for each in records),
        cwe=cwe_numbers(*(weakness.cwe for each in records for weakness in each.cwes or ())),
        description=next((each.description for each in records if each.description), ""),
        references=tuple(dict.fromkeys(filter(None, (record.source, *(record.urls or ()))))),
        cvss=next(filter(None, map(_score, records)), None),
        epss=next(filter(None, map(_epss, records)), None),
        is_exploited=_is_exploited(records),
        tags=tuple(filter(None, ("vulnerability", package.type, record.namespace, record.fix.state))),
    )


def _score(record: Record) -> Cvss | None:
    return newest(cvss(score.metrics.base, score.vector, score.version) for score in record.cvss or ())


def _epss(record: Record) -> Epss | None:
    """The highest probability among the CVE ids of the record."""
    found = max(record.epss or (), key=lambda item: item.epss, default=None)
    return epss(found.epss, found.percentile, found.date) if found else None


def _is_exploited(records: tuple[Record, ...]) -> bool | None:
    """Absence is unknown, not no: older versions do not have the catalogue."""
    return True if any(record.exploited for record in records) else None
