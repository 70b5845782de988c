"""npm's audit report (``npm audit --json``), of npm 6 (``advisories``) and of npm 7 and later.

npm 7 lists every package on the way to a weak one. Only a package that an advisory is about is a finding;
those that merely depend on it are its way in. The report names neither installed versions nor the lock file.

npm exits with 1 both for findings and when the registry refuses: then the JSON holds ``error`` and nothing
else, and that is a failure, not a clean result.
"""

from collections.abc import Iterator

import msgspec

from holdfast.findings.npm_advisories import SEVERITIES, Advisory, Error, Score, advisory_findings
from holdfast.findings.parsing import Report, parser, refuse
from holdfast.findings.signatures import JsonObject
from holdfast.kit.packages import package_url
from holdfast.kit.vulnerability_ids import cwe_numbers, ids_in
from holdfast.model.category import Category
from holdfast.model.finding import Component, Finding, Location
from holdfast.model.scores import cvss

LOCK_FILE = "package-lock.json"


class Via(msgspec.Struct):
    """One advisory of a package, in ``via``."""

    source: int | str = ""
    title: str = ""
    url: str = ""
    severity: str = ""
    cwe: list[str] = []
    cvss: Score = msgspec.field(default_factory=Score)
    range: str = ""


class Fix(msgspec.Struct):
    """The update that npm would make."""

    name: str
    version: str
    is_major: bool = msgspec.field(default=False, name="isSemVerMajor")


class Package(msgspec.Struct):
    """One value of ``vulnerabilities``."""

    name: str
    via: list[str | Via] = []
    is_direct: bool | None = msgspec.field(default=None, name="isDirect")
    nodes: list[str] = []
    fix: bool | Fix = msgspec.field(default=False, name="fixAvailable")


class Metadata(msgspec.Struct):
    """What npm looked at: a number in npm 6, numbers by kind of dependency since npm 7."""

    dependencies: int | dict[str, int] | None = None
    total: int | None = msgspec.field(default=None, name="totalDependencies")


class Document(msgspec.Struct):
    """The whole report, in any of its three shapes."""

    metadata: Metadata = msgspec.field(default_factory=Metadata)
    advisories: dict[str, msgspec.Raw] | None = None
    vulnerabilities: dict[str, msgspec.Raw] | None = None
    error: Error | str | None = None
    message: str | None = None
    status: int | None = msgspec.field(default=None, name="statusCode")


@parser(
    "npm-audit",
    title="npm audit",
    category=Category.SCA,
    homepage="https://github.com/npm/cli",
    signatures=(
        JsonObject(("auditReportVersion", "vulnerabilities", "metadata")),
        JsonObject(("actions", "advisories", "muted", "metadata")),
        JsonObject(("error", "statusCode", "method", "uri")),
    ),
)
def parse(report: Report) -> Iterator[Finding]:
    """Yield one finding an advisory and package."""
    document = report.json(Document)
    if document.advisories is None and document.vulnerabilities is None:
        _failure(report, document)
        return
    total = _total(document.metadata)
    if total is not None:
        report.examined(total, "package")
    advisories = report.rows((document.advisories or {}).values(), Advisory, "advisories")
    yield from advisory_findings(report, advisories, tool="npm-audit", lock_file=LOCK_FILE)
    for place, package in report.rows((document.vulnerabilities or {}).values(), Package, "vulnerabilities"):
        for via in package.via:
            if isinstance(via, Via):
                yield _finding(report, place, package, via)


def _failure(report: Report, document: Document) -> None:
    if document.error is None and document.status is None:
        raise refuse("The JSON is no npm audit report", "it holds neither vulnerabilities nor an error")
    status = f"HTTP {document.status}" if document.status else ""
    words = ": ".join(filter(None, (status, document.message, str(document.error or ""))))
    report.failed(words or "the audit failed and gave no reason")


def _total(metadata: Metadata) -> int | None:
    if isinstance(metadata.dependencies, dict):
        return metadata.dependencies.get("total")
    return metadata.total if metadata.total is not None else metadata.dependencies


def _finding(report: Report, place: str, package: Package, via: Via) -> Finding:
    ids = ids_in(via.url)
    return Finding(
        tool="npm-audit",
        rule=ids[0] if ids else str(via.source),
        title=via.title or f"Vulnerability in {package.name}",
        severity=report.severity(SEVERITIES, via.severity, place),
        category=Category.SCA,
        location=Location(path=LOCK_FILE, resource=", ".join(package.nodes[:5]) or None),
        component=Component(
            name=package.name,
            purl=package_url("npm", package.name),
            fixed_in=_fixed_in(package),
            is_direct=package.is_direct,
        ),
        ids=ids,
        cwe=cwe_numbers(*via.cwe),
        description=f"Vulnerable versions: {via.range}" if via.range else "",
        fix=_fix(package),
        references=tuple(filter(None, (via.url,))),
        cvss=cvss(via.cvss.score or None, via.cvss.vector),
        tags=("vulnerability",),
    )


def _fixed_in(package: Package) -> tuple[str, ...]:
    """The repaired version, where the update is of the package itself and not of one that requires it."""
    fix = package.fix
    return (fix.version,) if isinstance(fix, Fix) and fix.name == package.name else ()


def _fix(package: Package) -> str:
    if isinstance(package.fix, Fix):
        major = " (a major version)" if package.fix.is_major else ""
        return f"Update {package.fix.name} to {package.fix.version}{major}"
    return "Run npm audit fix" if package.fix else ""
