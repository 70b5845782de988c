"""Clair's reports, in four shapes.

* Clair 4 (``clairctl report -o json``, the matcher's API): packages and vulnerabilities by id
* clair-scanner: a flat list of an image
* Klar: lists by severity
* Clair 2's layer API and Quay (``data.Layer.Features``)

A distribution's advisory (RHSA) keeps its own name; the CVE ids of its links are not its aliases.
"""

from collections.abc import Iterator

import msgspec
from msgspec.structs import replace

from holdfast.findings.parsing import Report, parser, refuse
from holdfast.findings.signatures import JsonObject
from holdfast.kit.dates import day
from holdfast.kit.packages import package_url
from holdfast.kit.vulnerability_ids import canonical_order, ids_in
from holdfast.model.category import Category
from holdfast.model.finding import Component, Cvss, Finding, Location
from holdfast.model.scores import cvss, newest
from holdfast.model.severity import Severity

SEVERITIES = {
    "defcon1": Severity.CRITICAL,
    "critical": Severity.CRITICAL,
    "high": Severity.HIGH,
    "medium": Severity.MEDIUM,
    "low": Severity.LOW,
    "negligible": Severity.INFO,
    "unknown": Severity.UNKNOWN,
}

_SCORES = "clair.cvss"


class Package(msgspec.Struct):
    """One value of ``packages``."""

    name: str
    version: str = ""


class Distribution(msgspec.Struct):
    """One value of ``distributions``."""

    did: str = ""
    name: str = ""


class Environment(msgspec.Struct):
    """How a package came into the image."""

    layer: str | None = msgspec.field(default=None, name="introduced_in")
    distribution: str | None = msgspec.field(default=None, name="distribution_id")


class Vulnerability(msgspec.Struct):
    """One value of ``vulnerabilities``."""

    name: str
    description: str = ""
    issued: str = ""
    links: str = ""
    severity: str = msgspec.field(default="", name="normalized_severity")
    fixed: str = msgspec.field(default="", name="fixed_in_version")


class Score(msgspec.Struct):
    """One score of the ``clair.cvss`` enrichment."""

    base: float | None = msgspec.field(default=None, name="baseScore")
    vector: str = msgspec.field(default="", name="vectorString")
    version: str = ""


class Manifest(msgspec.Struct):
    """The report of Clair 4."""

    hash: str = msgspec.field(name="manifest_hash")
    packages: dict[str, Package] | None = None
    distributions: dict[str, Distribution] | None = None
    environments: dict[str, list[Environment]] | None = None
    vulnerabilities: dict[str, msgspec.Raw] | None = None
    matches: dict[str, list[str]] | None = msgspec.field(default=None, name="package_vulnerabilities")
    enrichments: dict[str, list[dict[str, list[Score]]]] | None = None


class ScannerRow(msgspec.Struct):
    """One item of clair-scanner's ``vulnerabilities``."""

    vulnerability: str
    featurename: str
    featureversion: str = ""
    namespace: str = ""
    description: str = ""
    link: str = ""
    severity: str = ""
    fixedby: str = ""


class LegacyRow(msgspec.Struct):
    """A vulnerability of Clair 2; Klar adds the feature to it."""

    name: str = msgspec.field(name="Name")
    namespace: str = msgspec.field(default="", name="NamespaceName")
    description: str = msgspec.field(default="", name="Description")
    link: str = msgspec.field(default="", name="Link")
    severity: str = msgspec.field(default="", name="Severity")
    fixed: str = msgspec.field(default="", name="FixedBy")
    feature: str = msgspec.field(default="", name="FeatureName")
    version: str = msgspec.field(default="", name="FeatureVersion")


class Feature(msgspec.Struct):
    """A package of Clair 2's layer API."""

    name: str = msgspec.field(name="Name")
    version: str = msgspec.field(default="", name="Version")
    layer: str | None = msgspec.field(default=None, name="AddedBy")
    vulnerabilities: list[msgspec.Raw] | None = msgspec.field(default=None, name="Vulnerabilities")


class Layer(msgspec.Struct):
    """The image of Clair 2's layer API."""

    features: list[msgspec.Raw] | None = msgspec.field(default=None, name="Features")


class LayerData(msgspec.Struct):
    """Quay's wrapper."""

    layer: Layer | None = msgspec.field(default=None, name="Layer")


class Document(msgspec.Struct):
    """The keys by which the shapes are told apart."""

    hash: str | None = msgspec.field(default=None, name="manifest_hash")
    image: str | None = None
    by_severity: dict[str, list[msgspec.Raw]] | None = msgspec.field(default=None, name="Vulnerabilities")
    layer: Layer | None = msgspec.field(default=None, name="Layer")
    data: LayerData | None = None


class ScannerDocument(msgspec.Struct):
    """The report of clair-scanner."""

    image: str
    vulnerabilities: list[msgspec.Raw] | None = None


@parser(
    "clair",
    title="Clair",
    category=Category.CONTAINER,
    homepage="https://quay.github.io/clair",
    signatures=(
        JsonObject(("manifest_hash", "packages", "vulnerabilities", "package_vulnerabilities")),
        JsonObject(("image", "unapproved", "vulnerabilities")),
        JsonObject(("LayerCount", "Vulnerabilities")),
        JsonObject(("Layer",)),
    ),
)
def parse(report: Report) -> Iterator[Finding]:
    """Yield one finding a package and vulnerability."""
    document = report.json(Document)
    layer = document.layer or (document.data.layer if document.data else None)
    if document.hash is not None:
        yield from _of_manifest(report)
    elif document.image is not None:
        yield from _of_scanner(report)
    elif document.by_severity is not None:
        yield from _of_klar(report, document.by_severity)
    elif layer is not None:
        yield from _of_layer(report, layer)
    else:
        raise refuse("The JSON is no report of Clair", "none of the shapes that Clair writes fits")


def _of_manifest(report: Report) -> Iterator[Finding]:
    manifest = report.json(Manifest)
    packages = manifest.packages or {}
    report.examined(len(packages), "package")
    scores = _scores(manifest)
    for package_id, names in (manifest.matches or {}).items():
        package = packages.get(package_id, Package(name=package_id))
        known = {
            name: raw for name in names if (raw := (manifest.vulnerabilities or {}).get(name)) is not None
        }
        if len(known) < len(set(names)):
            report.problem(
                f"package_vulnerabilities.{package_id}", "names vulnerabilities that are not there"
            )
        for name, raw in known.items():
            for place, bug in report.rows([raw], Vulnerability, f"vulnerabilities.{name}"):
                component = _installed(manifest, package_id, package, bug.fixed)
                severity = report.severity(SEVERITIES, bug.severity.lower(), place)
                finding = _finding(bug.name, severity, component, bug.description, bug.links)
                yield replace(finding, cvss=scores.get(name), published=day(bug.issued))


def _installed(manifest: Manifest, package_id: str, package: Package, fixed: str) -> Component:
    environments = (manifest.environments or {}).get(package_id) or [Environment()]
    distribution = (manifest.distributions or {}).get(environments[0].distribution or "", Distribution())
    return Component(
        name=package.name,
        version=package.version,
        purl=package_url(distribution.did or distribution.name, package.name, package.version),
        fixed_in=(fixed,) if fixed else (),
        layer=environments[0].layer,
    )


def _scores(manifest: Manifest) -> dict[str, Cvss]:
    """Vulnerability id to its score, from the enrichment that Clair adds when it is switched on."""
    found: dict[str, Cvss] = {}
    for name, parts in (manifest.enrichments or {}).items():
        if _SCORES not in name:
            continue
        for vulnerability_id, scores in (item for part in parts for item in part.items()):
            best = newest(cvss(score.base, score.vector, score.version) for score in scores)
            if best:
                found[vulnerability_id] = best
    return found


def _of_scanner(report: Report) -> Iterator[Finding]:
    document = report.json(ScannerDocument)
    for place, row in report.rows(document.vulnerabilities or (), ScannerRow, "vulnerabilities"):
        component = _component(row.featurename, row.featureversion, row.namespace, row.fixedby)
        severity = report.severity(SEVERITIES, row.severity.lower(), place)
        yield _finding(row.vulnerability, severity, component, row.description, row.link, document.image)


def _of_klar(report: Report, by_severity: dict[str, list[msgspec.Raw]]) -> Iterator[Finding]:
    for word, raws in by_severity.items():
        for place, row in report.rows(raws, LegacyRow, f"Vulnerabilities.{word}"):
            component = _component(row.feature, row.version, row.namespace, row.fixed)
            severity = report.severity(SEVERITIES, (row.severity or word).lower(), place)
            yield _finding(row.name, severity, component, row.description, row.link)


def _of_layer(report: Report, layer: Layer) -> Iterator[Finding]:
    features = list(report.rows(layer.features or (), Feature, "Layer.Features"))
    report.examined(len(features), "package")
    for place, feature in features:
        for at, row in report.rows(feature.vulnerabilities or (), LegacyRow, f"{place}.Vulnerabilities"):
            component = _component(feature.name, feature.version, row.namespace, row.fixed)
            severity = report.severity(SEVERITIES, row.severity.lower(), at)
            component = replace(component, layer=feature.layer)
            yield _finding(row.name, severity, component, row.description, row.link)


def _component(name: str, version: str, namespace: str, fixed: str) -> Component:
    return Component(
        name=name,
        version=version,
        purl=package_url(namespace, name, version),
        fixed_in=(fixed,) if fixed else (),
    )


def _finding(
    name: str, severity: Severity, component: Component, description: str, links: str, image: str = ""
) -> Finding:
    # Clair 4 names a record "CVE-2023-1 on Ubuntu 22.04 LTS (jammy) - medium.": the id is what counts.
    ids = canonical_order(ids_in(name) or (name.split(" ", 1)[0],))
    return Finding(
        tool="clair",
        rule=ids[0] if ids else name,
        title=f"{ids[0] if ids else name} in {component}",
        severity=severity,
        category=Category.CONTAINER,
        location=Location(resource=image or None),
        component=component,
        ids=ids,
        description=description,
        references=tuple(links.split()),
        tags=("vulnerability",),
    )
