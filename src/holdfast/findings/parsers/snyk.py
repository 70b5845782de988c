"""Snyk's JSON report (``snyk test --json``, ``snyk container test --json``), of one project or of many.

``snyk code test`` writes SARIF and is read by the SARIF parser. Snyk repeats a vulnerability for every path
that leads to it: here it is one finding, and direct when one of its paths is. A project that Snyk could not
test holds ``error`` and is a failure.
"""

from collections.abc import Iterable, Iterator

import msgspec

from holdfast.findings.parsing import Report, parser, refuse
from holdfast.findings.signatures import JsonArray, JsonObject
from holdfast.kit.dates import day
from holdfast.kit.packages import package_url
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
}

_OS_NAMES = (
    "deb",
    "ubuntu",
    "rpm",
    "rhel",
    "centos",
    "apk",
    "alpine",
    "linux",
    "amzn",
    "oracle",
    "sles",
    "wolfi",
)
_SHOWN_PATHS = 10
_DIRECT_LENGTH = 2
"""A path is the project and the package that it asks for."""


class Reference(msgspec.Struct):
    """One item of ``references``."""

    url: str = ""


class Score(msgspec.Struct):
    """One item of ``cvssSources``."""

    vector: str = ""
    base: float | None = msgspec.field(default=None, name="baseScore")
    version: str = msgspec.field(default="", name="cvssVersion")
    type: str = ""


class Probability(msgspec.Struct):
    """The ``epssDetails`` object; Snyk writes its numbers as text."""

    probability: float | None = None
    percentile: float | None = None
    model: str = msgspec.field(default="", name="modelVersion")


class Vulnerability(msgspec.Struct):
    """One item of ``vulnerabilities``: a vulnerability or a licence problem, on one path."""

    id: str
    title: str = ""
    severity: str = ""
    package: str = msgspec.field(default="", name="packageName")
    module: str = msgspec.field(default="", name="moduleName")
    name: str = ""
    version: str = ""
    description: str = ""
    type: str = ""
    manager: str = msgspec.field(default="", name="packageManager")
    identifiers: dict[str, list[str] | None] | None = None
    vector: str | None = msgspec.field(default=None, name="CVSSv3")
    score: float | None = msgspec.field(default=None, name="cvssScore")
    scores: list[Score] | None = msgspec.field(default=None, name="cvssSources")
    epss: Probability | None = msgspec.field(default=None, name="epssDetails")
    fixed_in: list[str] | None = msgspec.field(default=None, name="fixedIn")
    path: list[str] = msgspec.field(default_factory=list, name="from")
    upgrades: list[str | bool] = msgspec.field(default_factory=list, name="upgradePath")
    references: list[Reference] | None = None
    published: str | None = msgspec.field(default=None, name="publicationTime")
    malicious: bool = False
    is_ignored: bool = msgspec.field(default=False, name="isIgnored")


class Filtered(msgspec.Struct):
    """What ``.snyk`` tells Snyk not to report."""

    ignore: list[msgspec.Raw] | None = None


class Project(msgspec.Struct):
    """The report of one project; a container's applications are projects within it."""

    vulnerabilities: list[msgspec.Raw] | None = None
    ok: bool | None = None
    error: str | None = None
    path: str = ""
    count: int | None = msgspec.field(default=None, name="dependencyCount")
    manager: str = msgspec.field(default="", name="packageManager")
    file: str | None = msgspec.field(default=None, name="displayTargetFile")
    target_file: str | None = msgspec.field(default=None, name="targetFile")
    name: str = msgspec.field(default="", name="projectName")
    docker: msgspec.Raw = msgspec.Raw()
    filtered: Filtered | None = None
    applications: list[msgspec.Raw] | None = None


@parser(
    "snyk",
    title="Snyk",
    category=Category.SCA,
    homepage="https://docs.snyk.io",
    signatures=(
        JsonObject(("vulnerabilities", "ok", "packageManager")),
        JsonArray(("vulnerabilities", "ok", "packageManager")),
        JsonObject(("ok", "error", "path")),
        JsonArray(("ok", "error", "path")),
    ),
)
def parse(report: Report) -> Iterator[Finding]:
    """Yield one finding a project, package and vulnerability."""
    is_list = report.data.lstrip().startswith(b"[")
    raws = report.json(list[msgspec.Raw]) if is_list else [report.json(msgspec.Raw)]
    counts: list[int] = []
    for place, project in report.rows(raws, Project, "projects"):
        yield from _project(report, place, project, counts)
        for at, inner in report.rows(project.applications or (), Project, f"{place}.applications"):
            inner.docker = project.docker
            yield from _project(report, at, inner, counts)
    if counts:
        report.examined(sum(counts), "package")


def _project(report: Report, place: str, project: Project, counts: list[int]) -> Iterator[Finding]:
    if project.error is not None:
        report.failed(": ".join(filter(None, (project.path, project.error))))
        return
    if project.vulnerabilities is None:
        raise refuse(
            "The JSON is no report of snyk test", f"{place} holds neither vulnerabilities nor an error"
        )
    if project.count is not None:
        counts.append(project.count)
    if project.filtered and project.filtered.ignore:
        report.suppressed += len(project.filtered.ignore)
    for at, paths in _by_package(report, place, project.vulnerabilities):
        if paths[0].is_ignored:
            report.suppressed += 1
        else:
            yield _finding(project, paths, report.severity(SEVERITIES, paths[0].severity.lower(), at))


def _by_package(
    report: Report, place: str, raws: Iterable[msgspec.Raw]
) -> Iterable[tuple[str, list[Vulnerability]]]:
    """The rows of each vulnerability and package together, with the place of the first."""
    groups: dict[tuple[str, str, str], tuple[str, list[Vulnerability]]] = {}
    for at, row in report.rows(raws, Vulnerability, f"{place}.vulnerabilities"):
        groups.setdefault((row.id, row.name, row.version), (at, []))[1].append(row)
    return groups.values()


def _finding(project: Project, paths: list[Vulnerability], severity: Severity) -> Finding:
    row = paths[0]
    kind = "licence" if row.type == "license" else "vulnerability"
    name, manager = _name(row), row.manager or project.manager
    identifiers = row.identifiers or {}
    ids = [name for scheme in ("CVE", "GHSA") for name in identifiers.get(scheme) or ()]
    is_image = bool(bytes(project.docker)) or manager.startswith(_OS_NAMES)
    return Finding(
        tool="snyk",
        rule=row.id,
        title=row.title or f"{row.id} in {name}",
        severity=severity,
        category=Category.CONTAINER if is_image else Category.SCA,
        location=_place(project),
        component=Component(
            name=name,
            version=row.version,
            purl=package_url(manager, name, row.version),
            fixed_in=tuple(row.fixed_in or ()),
            is_direct=any(len(each.path) == _DIRECT_LENGTH for each in paths) if row.path else None,
        ),
        ids=() if kind == "licence" else canonical_order((*ids, row.id)),
        cwe=cwe_numbers(*(identifiers.get("CWE") or ())),
        description=_description(paths),
        fix=_fix(row),
        references=tuple(dict.fromkeys(link.url for link in row.references or () if link.url)),
        cvss=_score(row),
        epss=_epss(row),
        published=day(row.published),
        tags=tuple(filter(None, (kind, manager, "malicious" if row.malicious else ""))),
    )


def _name(row: Vulnerability) -> str:
    """The package's name; those of Debian stand behind their source package (``gcc-10/libgcc-s1``)."""
    name = row.name or row.package or row.module
    return name.rpartition("/")[2] if row.manager.startswith(_OS_NAMES) else name


def _place(project: Project) -> Location:
    manifest = project.file or project.target_file
    if manifest:
        return Location(path=manifest.lstrip("/"))
    return Location(resource=project.path or project.name or None)


def _description(paths: list[Vulnerability]) -> str:
    lines = [" > ".join(each.path) for each in paths[:_SHOWN_PATHS] if each.path]
    more = len(paths) - _SHOWN_PATHS
    lines += [f"and {more} more paths"] if more > 0 else []
    return "\n".join(filter(None, (paths[0].description, *lines)))


def _fix(row: Vulnerability) -> str:
    """The first package of the path that can be upgraded: what the team itself has to change."""
    target = next((step for step in row.upgrades if isinstance(step, str)), "")
    return f"Upgrade to {target}" if target else ""


def _score(row: Vulnerability) -> Cvss | None:
    """Snyk's own score of the newest version; other sources are marked as secondary."""
    own = [
        cvss(each.base, each.vector, each.version) for each in row.scores or () if each.type != "secondary"
    ]
    return newest(own) or cvss(row.score, row.vector)


def _epss(row: Vulnerability) -> Epss | None:
    found = row.epss
    return epss(found.probability, found.percentile, model=found.model) if found else None
