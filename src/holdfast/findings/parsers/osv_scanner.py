"""OSV-Scanner's JSON report (``osv-scanner scan --format json``).

The same vulnerability comes once from each database (GHSA, PYSEC, GO); ``groups`` says which belong together,
and each group is one finding. Severity is GitHub's own rating where there is one, else the group's highest
CVSS score. A malicious package (``MAL-``) carries no rating and is critical: it is an attack, not a weakness.

Only with ``--all-packages`` does the report list clean packages too; without, what it lists was examined, and
silence proves nothing.
"""

from collections.abc import Iterator, Sequence

import msgspec

from holdfast.findings.parsing import Report, parser
from holdfast.findings.signatures import JsonObject
from holdfast.kit.dates import day
from holdfast.kit.packages import package_url
from holdfast.kit.vulnerability_ids import canonical_order, cwe_numbers
from holdfast.model.category import Category
from holdfast.model.finding import Component, Cvss, Finding, Location
from holdfast.model.scores import cvss, newest, severity_of
from holdfast.model.severity import Severity

SEVERITIES = {
    "CRITICAL": Severity.CRITICAL,
    "HIGH": Severity.HIGH,
    "MODERATE": Severity.MEDIUM,
    "MEDIUM": Severity.MEDIUM,
    "LOW": Severity.LOW,
}

OPERATING_SYSTEMS = {
    "debian",
    "ubuntu",
    "alpine",
    "wolfi",
    "chainguard",
    "red hat",
    "rocky linux",
    "almalinux",
}
"""Ecosystems, without their release, whose packages come with an image."""

_MALICIOUS = "MAL-"
_CVSS_VERSIONS = {"CVSS_V4": "4.0", "CVSS_V3": "3.1", "CVSS_V2": "2.0"}


class Score(msgspec.Struct):
    """One item of ``severity``: a vector, in spite of its name."""

    type: str = ""
    score: str = ""


class Weakness(msgspec.Struct):
    """One CWE of a record of malicious packages."""

    id: str = msgspec.field(default="", name="cweId")


class Own(msgspec.Struct):
    """What a database says in its own words."""

    severity: str | None = None
    cwe_ids: list[str] | None = None
    cwes: list[Weakness] | None = None


class Event(msgspec.Struct):
    """One item of ``events``."""

    fixed: str | None = None


class Range(msgspec.Struct):
    """One item of ``ranges``."""

    type: str = ""
    events: list[Event] = []


class AffectedPackage(msgspec.Struct):
    """The package that a record is about."""

    name: str = ""


class Affected(msgspec.Struct):
    """One item of ``affected``."""

    package: AffectedPackage = msgspec.field(default_factory=AffectedPackage)
    ranges: list[Range] = []
    own: Own | None = msgspec.field(default=None, name="database_specific")


class Reference(msgspec.Struct):
    """One item of ``references``."""

    url: str = ""


class Record(msgspec.Struct):
    """One OSV record."""

    id: str
    aliases: list[str] | None = None
    summary: str = ""
    details: str = ""
    published: str = ""
    withdrawn: str = ""
    severity: list[Score] | None = None
    affected: list[Affected] | None = None
    references: list[Reference] | None = None
    own: Own | None = msgspec.field(default=None, name="database_specific")


class Group(msgspec.Struct):
    """Ids of one vulnerability."""

    ids: list[str]
    aliases: list[str] | None = None
    highest: str | float | None = msgspec.field(default=None, name="max_severity")


class Package(msgspec.Struct):
    """The installed package."""

    name: str
    version: str = ""
    ecosystem: str = ""


class PackageRow(msgspec.Struct):
    """One item of ``packages``."""

    package: Package
    vulnerabilities: list[msgspec.Raw] | None = None
    groups: list[Group] | None = None


class Source(msgspec.Struct):
    """The lock file, SBOM or image."""

    path: str = ""
    type: str = ""


class Result(msgspec.Struct):
    """One item of ``results``."""

    source: Source
    packages: list[msgspec.Raw] = []


class Document(msgspec.Struct):
    """The whole report."""

    results: list[msgspec.Raw]


@parser(
    "osv-scanner",
    title="OSV-Scanner",
    category=Category.SCA,
    homepage="https://google.github.io/osv-scanner",
    signatures=(
        JsonObject(("results", "experimental_config")),
        JsonObject(("results", "experimental_analysis_config")),
    ),
)
def parse(report: Report) -> Iterator[Finding]:
    """Yield one finding a package and group of equal vulnerabilities."""
    packages = 0
    for place, result in report.rows(report.json(Document).results, Result, "results"):
        for at, row in report.rows(result.packages, PackageRow, f"{place}.packages"):
            packages += 1
            yield from _findings(report, at, result.source, row)
    if packages:
        report.examined(packages, "package")


def _findings(report: Report, place: str, source: Source, row: PackageRow) -> Iterator[Finding]:
    raws = row.vulnerabilities or ()
    records = {record.id: record for _, record in report.rows(raws, Record, f"{place}.vulnerabilities")}
    for group in row.groups or [Group(ids=[name]) for name in records]:
        known = [records[name] for name in group.ids if name in records]
        if not known:
            report.problem(f"{place}.groups", f"names {', '.join(group.ids[:5])}, which it does not describe")
        members = [record for record in known if not record.withdrawn]
        if members:
            severity = _severity(report, place, members, group)
            yield _finding(source, row.package, group, members, severity)


def _severity(report: Report, place: str, members: Sequence[Record], group: Group) -> Severity:
    if any(member.id.startswith(_MALICIOUS) for member in members):
        return Severity.CRITICAL
    word = next((each.own.severity for each in members if each.own and each.own.severity), None)
    if word:
        return report.severity(SEVERITIES, word.upper(), place)
    highest = _number(group.highest)
    score = cvss(highest) if highest else _score(members)
    return severity_of(score) if score else Severity.UNKNOWN


def _finding(
    source: Source, package: Package, group: Group, members: Sequence[Record], severity: Severity
) -> Finding:
    lead = members[0]
    ids = (*group.ids, *(group.aliases or ()), *(name for each in members for name in each.aliases or ()))
    links = (link.url for each in members for link in each.references or ())
    system = package.ecosystem.partition(":")[0].lower()
    return Finding(
        tool="osv-scanner",
        rule=lead.id,
        title=next(filter(None, (each.summary for each in members)), f"{lead.id} in {package.name}"),
        severity=severity,
        category=Category.CONTAINER if system in OPERATING_SYSTEMS else Category.SCA,
        location=Location(path=source.path or None),
        component=Component(
            name=package.name,
            version=package.version,
            purl=package_url(package.ecosystem, package.name, package.version),
            fixed_in=_fixed_in(members, package),
        ),
        ids=canonical_order(ids),
        cwe=_cwe(members),
        description=next(filter(None, (each.details for each in members)), ""),
        references=tuple(dict.fromkeys(filter(None, links))),
        cvss=_score(members),
        published=min(filter(None, (day(each.published) for each in members)), default=None),
        tags=tuple(filter(None, ("vulnerability", package.ecosystem, source.type))),
    )


def _number(text: str | float | None) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        return None


def _score(members: Sequence[Record]) -> Cvss | None:
    return newest(
        cvss(None, item.score, _CVSS_VERSIONS.get(item.type))
        for each in members
        for item in each.severity or ()
    )


def _fixed_in(members: Sequence[Record], package: Package) -> tuple[str, ...]:
    """Repaired versions of this package; ranges of commits say nothing about versions."""
    ranges = (
        span
        for each in members
        for affected in each.affected or ()
        if affected.package.name.lower() == package.name.lower()
        for span in affected.ranges
        if span.type != "GIT"
    )
    return tuple(dict.fromkeys(event.fixed for span in ranges for event in span.events if event.fixed))


def _cwe(members: Sequence[Record]) -> tuple[int, ...]:
    own = [each.own for each in members] + [item.own for each in members for item in each.affected or ()]
    names = [name for each in own if each for name in each.cwe_ids or ()]
    names += [weakness.id for each in own if each for weakness in each.cwes or ()]
    return cwe_numbers(*names)
