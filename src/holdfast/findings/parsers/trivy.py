"""Trivy's JSON report, schema 2 (``trivy fs|image|config|repo|sbom|k8s -f json``).

Four classes of result are kept apart by category and by the first tag: ``vulnerability`` (a dependency, or a
package of an image), ``misconfiguration``, ``secret`` and ``licence``.

* Severity is the one Trivy chose; the tag ``severity:<source>`` says whose it is.
* CVSS: of the source that gave the severity if it has one, so that the two do not contradict each other;
  else NVD's, GitHub's, Red Hat's, any. Within a source the newest version: a score of 4.0 says more than 3.1.
* The layer is the DiffID (uncompressed), which other image scanners report too; the compressed digest changes
  with the registry.
* Secrets are masked by Trivy itself, so that nothing is left to hash.
* Not findings: a check that passed, a package that the vendor calls not affected, a licence that permits use.
"""

from collections.abc import Iterator
from functools import lru_cache

import msgspec

from holdfast.findings.parsing import Report, parser
from holdfast.findings.signatures import JsonObject
from holdfast.kit.dates import day
from holdfast.kit.packages import checked_purl, package_url
from holdfast.kit.vulnerability_ids import canonical_order, cwe_numbers
from holdfast.model.category import Category
from holdfast.model.finding import Component, Cvss, Finding, Location
from holdfast.model.scores import cvss
from holdfast.model.severity import Severity

SEVERITIES = {
    "CRITICAL": Severity.CRITICAL,
    "HIGH": Severity.HIGH,
    "MEDIUM": Severity.MEDIUM,
    "LOW": Severity.LOW,
    "UNKNOWN": Severity.UNKNOWN,
}

PERMITTED_LICENCES = {"notice", "permissive", "unencumbered"}
"""Categories of Trivy's licence classification that ask for nothing a service would miss."""

CVSS_SOURCES = ("nvd", "ghsa", "redhat")
_DIRECT = {"direct": True, "root": True, "workspace": True, "indirect": False}


class Score(msgspec.Struct, gc=False):
    """One source's scores, in ``CVSS``."""

    v2_vector: str = msgspec.field(default="", name="V2Vector")
    v3_vector: str = msgspec.field(default="", name="V3Vector")
    v40_vector: str = msgspec.field(default="", name="V40Vector")
    v2_score: float | None = msgspec.field(default=None, name="V2Score")
    v3_score: float | None = msgspec.field(default=None, name="V3Score")
    v40_score: float | None = msgspec.field(default=None, name="V40Score")


class Layer(msgspec.Struct, gc=False):
    """The image layer that brought a package."""

    digest: str = msgspec.field(default="", name="Digest")
    diff_id: str = msgspec.field(default="", name="DiffID")


class Identifier(msgspec.Struct, gc=False):
    """How a package is named outside its manager."""

    purl: str = msgspec.field(default="", name="PURL")


class Vulnerability(msgspec.Struct, gc=False):
    """One item of ``Vulnerabilities``."""

    id: str = msgspec.field(name="VulnerabilityID")
    package: str = msgspec.field(name="PkgName")
    vendor_ids: list[str] | None = msgspec.field(default=None, name="VendorIDs")
    package_id: str = msgspec.field(default="", name="PkgID")
    path: str = msgspec.field(default="", name="PkgPath")
    identifier: Identifier | None = msgspec.field(default=None, name="PkgIdentifier")
    ref: str = msgspec.field(default="", name="Ref")
    installed: str = msgspec.field(default="", name="InstalledVersion")
    fixed: str = msgspec.field(default="", name="FixedVersion")
    status: str = msgspec.field(default="", name="Status")
    layer: Layer | None = msgspec.field(default=None, name="Layer")
    severity: str = msgspec.field(default="", name="Severity")
    severity_source: str = msgspec.field(default="", name="SeveritySource")
    link: str = msgspec.field(default="", name="PrimaryURL")
    title: str = msgspec.field(default="", name="Title")
    description: str = msgspec.field(default="", name="Description")
    cwes: list[str] | None = msgspec.field(default=None, name="CweIDs")
    scores: dict[str, Score] | None = msgspec.field(default=None, name="CVSS")
    references: list[str] | None = msgspec.field(default=None, name="References")
    published: str = msgspec.field(default="", name="PublishedDate")


class Cause(msgspec.Struct):
    """Where a misconfiguration stands."""

    resource: str = msgspec.field(default="", name="Resource")
    line: int | None = msgspec.field(default=None, name="StartLine")
    end_line: int | None = msgspec.field(default=None, name="EndLine")


class Misconfiguration(msgspec.Struct):
    """One item of ``Misconfigurations``."""

    id: str = msgspec.field(name="ID")
    avd_id: str = msgspec.field(default="", name="AVDID")
    title: str = msgspec.field(default="", name="Title")
    description: str = msgspec.field(default="", name="Description")
    message: str = msgspec.field(default="", name="Message")
    resolution: str = msgspec.field(default="", name="Resolution")
    severity: str = msgspec.field(default="", name="Severity")
    link: str = msgspec.field(default="", name="PrimaryURL")
    references: list[str] | None = msgspec.field(default=None, name="References")
    status: str = msgspec.field(default="", name="Status")
    cause: Cause = msgspec.field(default_factory=Cause, name="CauseMetadata")


class Secret(msgspec.Struct):
    """One item of ``Secrets``; the match, which Trivy masks, is not read."""

    rule: str = msgspec.field(name="RuleID")
    kind: str = msgspec.field(default="", name="Category")
    severity: str = msgspec.field(default="", name="Severity")
    title: str = msgspec.field(default="", name="Title")
    line: int | None = msgspec.field(default=None, name="StartLine")
    end_line: int | None = msgspec.field(default=None, name="EndLine")


class Licence(msgspec.Struct):
    """One item of ``Licenses``."""

    name: str = msgspec.field(name="Name")
    kind: str = msgspec.field(default="", name="Category")
    severity: str = msgspec.field(default="", name="Severity")
    package: str = msgspec.field(default="", name="PkgName")
    path: str = msgspec.field(default="", name="FilePath")
    link: str = msgspec.field(default="", name="Link")


class Package(msgspec.Struct):
    """One item of ``Packages``, which newer versions list."""

    name: str = msgspec.field(default="", name="Name")
    id: str = msgspec.field(default="", name="ID")
    relationship: str = msgspec.field(default="", name="Relationship")


class Result(msgspec.Struct):
    """One item of ``Results``: one lock file, image, configuration file or file with secrets."""

    target: str = msgspec.field(default="", name="Target")
    kind: str = msgspec.field(default="", name="Class")
    type: str = msgspec.field(default="", name="Type")
    packages: list[msgspec.Raw] | None = msgspec.field(default=None, name="Packages")
    vulnerabilities: list[msgspec.Raw] | None = msgspec.field(default=None, name="Vulnerabilities")
    misconfigurations: list[msgspec.Raw] | None = msgspec.field(default=None, name="Misconfigurations")
    secrets: list[msgspec.Raw] | None = msgspec.field(default=None, name="Secrets")
    licences: list[msgspec.Raw] | None = msgspec.field(default=None, name="Licenses")


class Made(msgspec.Struct):
    """The ``Trivy`` object of newer reports."""

    version: str = msgspec.field(default="", name="Version")


class Resource(msgspec.Struct):
    """One resource of a cluster, in reports of ``trivy k8s``."""

    namespace: str = msgspec.field(default="", name="Namespace")
    kind: str = msgspec.field(default="", name="Kind")
    name: str = msgspec.field(default="", name="Name")
    error: str = msgspec.field(default="", name="Error")
    results: list[msgspec.Raw] | None = msgspec.field(default=None, name="Results")


class Document(msgspec.Struct):
    """The whole report, of an artefact (``Results``) or of a cluster (``Resources`` and older names)."""

    schema: int = msgspec.field(default=0, name="SchemaVersion")
    made: Made = msgspec.field(default_factory=Made, name="Trivy")
    artifact: str = msgspec.field(default="", name="ArtifactName")
    artifact_type: str = msgspec.field(default="", name="ArtifactType")
    results: list[msgspec.Raw] | None = msgspec.field(default=None, name="Results")
    cluster: str | None = msgspec.field(default=None, name="ClusterName")
    resources: list[msgspec.Raw] | None = msgspec.field(default=None, name="Resources")
    vulnerable: list[msgspec.Raw] | None = msgspec.field(default=None, name="Vulnerabilities")
    misconfigured: list[msgspec.Raw] | None = msgspec.field(default=None, name="Misconfigurations")


@parser(
    "trivy",
    title="Trivy",
    category=Category.SCA,
    homepage="https://trivy.dev",
    signatures=(
        JsonObject(("SchemaVersion", "ArtifactName", "ArtifactType")),
        JsonObject(("ClusterName", "Resources")),
        JsonObject(("ClusterName", "Vulnerabilities")),
        JsonObject(("ClusterName", "Misconfigurations")),
    ),
)
def parse(report: Report) -> Iterator[Finding]:
    """Yield the findings of every class, target by target."""
    document = report.json(Document)
    report.made_by("trivy", document.made.version)
    if document.cluster is None and document.schema != 2:
        report.problem("SchemaVersion", f"schema {document.schema} is not one this parser knows (2)")
    targets = 0
    category = Category.CONTAINER if document.artifact_type == "container_image" else Category.SCA
    for place, result in report.rows(document.results or (), Result, "Results"):
        targets += 1
        is_image_itself = category is Category.CONTAINER and result.target == document.artifact
        yield from _findings(report, result, place, category, document.artifact if is_image_itself else None)
    for name, resources in _clusters(document):
        for place, item in report.rows(resources, Resource, name):
            if item.error:
                report.failed(f"{item.kind}/{item.name}: {item.error}")
            owner = "/".join(filter(None, (item.namespace, item.kind, item.name)))
            for inner, result in report.rows(item.results or (), Result, f"{place}.Results"):
                targets += 1
                yield from _findings(report, result, inner, Category.CONTAINER, owner)
    report.examined(targets, "target")


def _clusters(document: Document) -> Iterator[tuple[str, list[msgspec.Raw]]]:
    if document.cluster is None:
        return
    yield "Resources", document.resources or []
    yield "Vulnerabilities", document.vulnerable or []
    yield "Misconfigurations", document.misconfigured or []


def _findings(
    report: Report, result: Result, place: str, category: Category, resource: str | None
) -> Iterator[Finding]:
    rows = report.rows
    direct = _direct(report, result, place)
    for at, bug in rows(result.vulnerabilities or (), Vulnerability, f"{place}.Vulnerabilities"):
        if bug.status == "not_affected":
            report.suppressed += 1
            continue
        severity = report.severity(SEVERITIES, bug.severity, at)
        yield _vulnerability(result, bug, severity, category, resource, direct)
    for at, check in rows(result.misconfigurations or (), Misconfiguration, f"{place}.Misconfigurations"):
        if check.status in ("FAIL", ""):
            yield _misconfiguration(result, check, report.severity(SEVERITIES, check.severity, at), resource)
    for at, secret in rows(result.secrets or (), Secret, f"{place}.Secrets"):
        yield _secret(result, secret, report.severity(SEVERITIES, secret.severity, at), resource)
    for at, licence in rows(result.licences or (), Licence, f"{place}.Licenses"):
        if licence.kind.lower() not in PERMITTED_LICENCES:
            yield _licence(result, licence, report.severity(SEVERITIES, licence.severity, at), resource)


def _direct(report: Report, result: Result, place: str) -> dict[str, bool | None]:
    """Package id to whether the service asks for it itself, where the report lists packages."""
    packages = report.rows(result.packages or (), Package, f"{place}.Packages")
    return {package.id: _DIRECT.get(package.relationship) for _, package in packages}


def _vulnerability(
    result: Result,
    bug: Vulnerability,
    severity: Severity,
    category: Category,
    resource: str | None,
    direct: dict[str, bool | None],
) -> Finding:
    score, source = _score(bug)
    purl = bug.identifier.purl if bug.identifier else bug.ref
    layer = bug.layer
    return Finding(
        tool="trivy",
        rule=bug.id,
        title=bug.title or f"{bug.id} in {bug.package}",
        severity=severity,
        category=category,
        location=_package_place(bug.path, result.kind, result.target, resource),
        component=Component(
            name=bug.package,
            version=bug.installed,
            purl=checked_purl(purl) or package_url(result.type, bug.package, bug.installed),
            fixed_in=tuple(bug.fixed.split(", ")) if bug.fixed else (),
            layer=(layer.diff_id or layer.digest or None) if layer else None,
            is_direct=direct.get(bug.package_id),
        ),
        ids=canonical_order((bug.id, *(bug.vendor_ids or ()))),
        cwe=cwe_numbers(*bug.cwes) if bug.cwes else (),
        description=bug.description,
        references=_references(bug.link, bug.references),
        cvss=score,
        published=day(bug.published),
        tags=_vulnerability_tags(result.kind, result.type, bug.status, bug.severity_source, source),
    )


@lru_cache(maxsize=1000)
def _vulnerability_tags(kind: str, type_: str, status: str, rated_by: str, scored_by: str) -> tuple[str, ...]:
    sources = (rated_by and f"severity:{rated_by}", scored_by and f"cvss:{scored_by}")
    return tuple(filter(None, ("vulnerability", kind, type_, status, *sources)))


@lru_cache(maxsize=1000)
def _package_place(path: str, kind: str, target: str, resource: str | None) -> Location:
    """A file where Trivy names one; the packages of an operating system belong to the image itself."""
    if path:
        return Location(path=path, resource=resource)
    if kind == "os-pkgs":
        return Location(resource=f"{resource}: {target}" if resource else target)
    return Location(path=target, resource=resource)


def _score(bug: Vulnerability) -> tuple[Cvss | None, str]:
    """The score of the preferred source with the source's name."""
    scores = bug.scores
    if not scores:
        return None, ""
    for source in (bug.severity_source, *CVSS_SOURCES, *sorted(scores)):
        if source in scores and (found := _newest(scores[source])):
            return found, source
    return None, ""


def _newest(given: Score) -> Cvss | None:
    """A score of 0 is Go's way to write none."""
    if given.v40_score or given.v40_vector:
        return cvss(given.v40_score or None, given.v40_vector, "4.0")
    if given.v3_score or given.v3_vector:
        return cvss(given.v3_score or None, given.v3_vector, "3")
    return cvss(given.v2_score or None, given.v2_vector, "2")


def _misconfiguration(
    result: Result, check: Misconfiguration, severity: Severity, resource: str | None
) -> Finding:
    cause = check.cause
    return Finding(
        tool="trivy",
        rule=check.id,
        title=check.title or check.id,
        severity=severity,
        category=Category.IAC,
        location=Location(
            path=None if resource else result.target,
            line=cause.line,
            end_line=cause.end_line,
            resource=cause.resource or resource,
        ),
        description="\n".join(filter(None, (check.message, check.description))),
        fix=check.resolution,
        references=_references(check.link, check.references),
        tags=tuple(filter(None, ("misconfiguration", result.type, check.avd_id))),
    )


def _secret(result: Result, secret: Secret, severity: Severity, resource: str | None) -> Finding:
    return Finding(
        tool="trivy",
        rule=secret.rule,
        title=secret.title or secret.rule,
        severity=severity,
        category=Category.SECRETS,
        location=Location(path=result.target, line=secret.line, end_line=secret.end_line, resource=resource),
        tags=tuple(filter(None, ("secret", secret.kind))),
    )


def _licence(result: Result, licence: Licence, severity: Severity, resource: str | None) -> Finding:
    return Finding(
        tool="trivy",
        rule=licence.name,
        title=f"Licence {licence.name} ({licence.kind or 'unknown'})",
        severity=severity,
        category=Category.SCA,
        location=Location(path=licence.path or result.target, resource=resource),
        component=Component(name=licence.package) if licence.package else None,
        references=(licence.link,) if licence.link else (),
        tags=tuple(filter(None, ("licence", licence.kind))),
    )


def _references(link: str, links: list[str] | None) -> tuple[str, ...]:
    others = links or []
    return (link, *others) if link and link not in others else tuple(others)
