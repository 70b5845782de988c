"""CycloneDX, JSON and XML, versions 1.4 to 1.7: the ``vulnerabilities`` of an SBOM, a VDR or a VEX.

* One finding for each vulnerability and affected component.
* A vulnerability whose analysis says not affected, false positive or resolved is not live.
* Severity is the rating of the vulnerability's own source, else the first that has one; the score is the
  newest CVSS among the ratings.
* An SBOM without vulnerabilities proves nothing: nobody may have looked (Trivy writes an empty list into
  every SBOM). Only with a vulnerability in it are its components counted as examined.
"""

from collections.abc import Iterator
from urllib.parse import unquote

import msgspec
from lxml import etree

from holdfast.findings.elements import elements, number_of, text_of, texts_of
from holdfast.findings.parsing import Report, parser, refuse
from holdfast.findings.signatures import JsonObject, XmlRoot
from holdfast.kit.dates import day
from holdfast.kit.packages import checked_purl, package_name, package_version
from holdfast.kit.vulnerability_ids import canonical_order, cwe_numbers
from holdfast.model.category import Category
from holdfast.model.finding import Component, Cvss, Finding, Location
from holdfast.model.scores import cvss, newest, severity_of
from holdfast.model.severity import Severity

SEVERITIES = {
    "critical": Severity.CRITICAL,
    "high": Severity.HIGH,
    "medium": Severity.MEDIUM,
    "low": Severity.LOW,
    "info": Severity.INFO,
    "none": Severity.INFO,
    "unknown": Severity.UNKNOWN,
}

VERSIONS = {"1.4", "1.5", "1.6", "1.7"}
SETTLED = {"not_affected", "false_positive", "resolved", "resolved_with_pedigree"}

PATHS = ("aquasecurity:trivy:FilePath", "syft:location:0:path", "SrcFile", "cdx:npm:package:path")
LAYERS = ("aquasecurity:trivy:LayerDiffID", "syft:location:0:layerID")
"""Properties in which tools keep what CycloneDX has no field for."""


class Named(msgspec.Struct):
    """A source or tool: a name, an address, a version."""

    name: str | None = None
    url: str | None = None
    version: str | None = None


class Reference(msgspec.Struct):
    """The same vulnerability under another id."""

    id: str = ""


class Rating(msgspec.Struct):
    """One item of ``ratings``."""

    source: Named = msgspec.field(default_factory=Named)
    score: float | None = None
    severity: str = ""
    method: str = ""
    vector: str = ""


class Advisory(msgspec.Struct):
    """One item of ``advisories``."""

    url: str = ""


class Analysis(msgspec.Struct):
    """What people found out about the vulnerability here."""

    state: str = ""
    detail: str = ""


class AffectedVersion(msgspec.Struct):
    """One item of ``versions``; a range says nothing about what is installed."""

    version: str | None = None
    status: str = "affected"


class Affected(msgspec.Struct):
    """One item of ``affects``."""

    ref: str
    versions: list[AffectedVersion] = []


class Vulnerability(msgspec.Struct):
    """One item of ``vulnerabilities``."""

    id: str = ""
    source: Named = msgspec.field(default_factory=Named)
    references: list[Reference] = []
    ratings: list[Rating] = []
    cwes: list[int] = []
    description: str = ""
    detail: str = ""
    recommendation: str = ""
    advisories: list[Advisory] = []
    published: str = ""
    analysis: Analysis = msgspec.field(default_factory=Analysis)
    affects: list[Affected] = []


class Property(msgspec.Struct):
    """One item of ``properties``."""

    name: str = ""
    value: str | None = None


class Part(msgspec.Struct):
    """One item of ``components``; components may hold components."""

    name: str = ""
    group: str | None = None
    version: str | None = None
    purl: str | None = None
    type: str = ""
    ref: str = msgspec.field(default="", name="bom-ref")
    properties: list[Property] = []
    components: list[msgspec.Raw] = []


class Tools(msgspec.Struct):
    """``tools`` since version 1.5."""

    components: list[Named] = []


class Metadata(msgspec.Struct):
    """What the document is about and what made it."""

    component: Part | None = None
    tools: list[Named] | Tools = []


class Document(msgspec.Struct):
    """The whole document, however it was written."""

    version: str = msgspec.field(name="specVersion")
    metadata: Metadata = msgspec.field(default_factory=Metadata)
    components: list[msgspec.Raw] = []
    vulnerabilities: list[msgspec.Raw] = []


@parser(
    "cyclonedx",
    title="CycloneDX",
    category=Category.SCA,
    homepage="https://cyclonedx.org",
    signatures=(
        JsonObject(("bomFormat", "specVersion"), {"bomFormat": "CycloneDX"}),
        XmlRoot("bom", "http://cyclonedx.org/schema/bom/"),
    ),
)
def parse(report: Report) -> Iterator[Finding]:
    """Yield one finding a vulnerability and affected component."""
    if report.is_xml:
        root = report.xml()
        metadata, version = _xml_metadata(root), (etree.QName(root).namespace or "").rpartition("/")[2]
        parts = [_xml_part(node) for top in elements(root, "components") for node in top.iter("{*}component")]
        bugs = [
            (f"vulnerabilities[{number}]", _xml_vulnerability(node))
            for number, node in enumerate(elements(root, "vulnerabilities/vulnerability"))
        ]
    else:
        document = report.json(Document)
        metadata, version = document.metadata, document.version
        parts = list(_parts(report, document.components))
        bugs = list(report.rows(document.vulnerabilities, Vulnerability, "vulnerabilities"))
    _state(report, metadata, version)
    if bugs:
        report.examined(len(parts), "package")
    yield from _findings(report, metadata.component, parts, bugs)


def _state(report: Report, metadata: Metadata, version: str) -> None:
    tools = metadata.tools if isinstance(metadata.tools, list) else metadata.tools.components
    if tools:
        report.made_by(tools[0].name or "cyclonedx", tools[0].version)
    if version not in VERSIONS and not version.startswith("1."):
        raise refuse("The CycloneDX version is not known", f"it is {version!r}; known are 1.4 to 1.7")
    if version not in VERSIONS:
        report.problem("specVersion", f"version {version} has no vulnerabilities that this parser reads")


def _parts(report: Report, raws: list[msgspec.Raw]) -> Iterator[Part]:
    """All components, the inner ones too; a stack instead of recursion keeps depth harmless."""
    waiting = list(report.rows(raws, Part, "components"))[::-1]
    while waiting:
        place, part = waiting.pop()
        yield part
        waiting += list(report.rows(part.components, Part, f"{place}.components"))[::-1]


def _findings(
    report: Report, subject: Part | None, parts: list[Part], bugs: list[tuple[str, Vulnerability]]
) -> Iterator[Finding]:
    by_ref = {part.ref: part for part in parts if part.ref}
    if subject is not None:
        by_ref.setdefault(subject.ref, subject)
    for place, bug in bugs:
        if bug.analysis.state in SETTLED:
            report.suppressed += 1
            continue
        severity, score = _severity(report, place, bug), _score(bug)
        affected = [each for each in bug.affects if not _is_unaffected(each)]
        report.suppressed += bool(bug.affects) and not affected
        for each in affected:
            part = _resolved(each, by_ref)
            yield _finding(bug, part, _installed(part, each), (severity, score), subject)
        if not bug.affects:
            yield _finding(bug, None, None, (severity, score), subject)


def _is_unaffected(affected: Affected) -> bool:
    return bool(affected.versions) and all(each.status == "unaffected" for each in affected.versions)


def _resolved(affected: Affected, by_ref: dict[str, Part]) -> Part:
    """The component that a reference means; a BOM-Link names it behind ``#``, a VEX may use its purl."""
    inner = unquote(affected.ref.rpartition("#")[2]) if affected.ref.startswith("urn:cdx:") else affected.ref
    found = by_ref.get(affected.ref) or by_ref.get(inner)
    return found or Part(name=package_name(inner) or inner, purl=inner)


def _severity(report: Report, place: str, bug: Vulnerability) -> Severity:
    own = [rating for rating in bug.ratings if rating.source.name and rating.source.name == bug.source.name]
    for rating in (*own, *bug.ratings):
        if rating.severity and rating.severity != "unknown":
            return report.severity(SEVERITIES, rating.severity, place)
    score = _score(bug)
    return severity_of(score) if score else Severity.UNKNOWN


def _score(bug: Vulnerability) -> Cvss | None:
    ratings = [rating for rating in bug.ratings if not rating.method or rating.method.startswith("CVSS")]
    return newest(cvss(rating.score, rating.vector, rating.method) for rating in ratings)


def _installed(part: Part, affected: Affected) -> Component:
    purl = checked_purl(part.purl or "")
    version = part.version or next((each.version for each in affected.versions if each.version), "")
    return Component(
        name=_full_name(part, purl),
        version=version or package_version(purl),
        purl=purl,
        layer=_property(part, LAYERS),
    )


def _full_name(part: Part, purl: str) -> str:
    """The name with its group, joined as the ecosystem joins them: ``org.slf4j:slf4j-api``."""
    if not part.group:
        return part.name
    return package_name(purl) or f"{part.group}/{part.name}"


def _property(part: Part, names: tuple[str, ...]) -> str | None:
    return next((each.value for each in part.properties if each.name in names and each.value), None)


def _finding(
    bug: Vulnerability,
    part: Part | None,
    component: Component | None,
    rated: tuple[Severity, Cvss | None],
    subject: Part | None,
) -> Finding:
    is_image = subject is not None and subject.type == "container"
    path = _property(part, PATHS) if part else None
    links = (bug.source.url, *(advisory.url for advisory in bug.advisories))
    return Finding(
        tool="cyclonedx",
        rule=bug.id,
        title=f"{bug.id} in {component}" if component else bug.id,
        severity=rated[0],
        category=Category.CONTAINER if is_image else Category.SCA,
        location=Location(
            path=path.lstrip("/") if path else None, resource=subject.name if subject else None
        ),
        component=component,
        ids=canonical_order((bug.id, *(reference.id for reference in bug.references))),
        cwe=cwe_numbers(*bug.cwes),
        description="\n".join(
            dict.fromkeys(filter(None, (bug.description, bug.detail, bug.analysis.detail)))
        ),
        fix=bug.recommendation,
        references=tuple(dict.fromkeys(filter(None, links))),
        cvss=rated[1],
        published=day(bug.published),
        tags=tuple(filter(None, ("vulnerability", bug.source.name, bug.analysis.state))),
    )


def _xml_metadata(root: etree._Element) -> Metadata:
    tools = [*elements(root, "metadata/tools/tool"), *elements(root, "metadata/tools/components/component")]
    subject = next(elements(root, "metadata/component"), None)
    return Metadata(
        component=None if subject is None else _xml_part(subject),
        tools=[Named(name=text_of(tool, "name"), version=text_of(tool, "version")) for tool in tools],
    )


def _xml_part(node: etree._Element) -> Part:
    return Part(
        name=text_of(node, "name"),
        group=text_of(node, "group"),
        version=text_of(node, "version"),
        purl=text_of(node, "purl"),
        type=node.get("type", ""),
        ref=node.get("bom-ref", ""),
        properties=[
            Property(name=each.get("name", ""), value=(each.text or "").strip())
            for each in elements(node, "properties/property")
        ],
    )


def _xml_vulnerability(node: etree._Element) -> Vulnerability:
    return Vulnerability(
        id=text_of(node, "id"),
        source=_xml_source(node),
        references=[Reference(id=name) for name in texts_of(node, "references/reference/id")],
        ratings=[_xml_rating(each) for each in elements(node, "ratings/rating")],
        cwes=list(cwe_numbers(*texts_of(node, "cwes/cwe"))),
        description=text_of(node, "description"),
        detail=text_of(node, "detail"),
        recommendation=text_of(node, "recommendation"),
        advisories=[Advisory(url=url) for url in texts_of(node, "advisories/advisory/url")],
        published=text_of(node, "published"),
        analysis=Analysis(state=text_of(node, "analysis/state"), detail=text_of(node, "analysis/detail")),
        affects=[_xml_affected(each) for each in elements(node, "affects/target")],
    )


def _xml_source(node: etree._Element) -> Named:
    return Named(name=text_of(node, "source/name"), url=text_of(node, "source/url"))


def _xml_rating(node: etree._Element) -> Rating:
    return Rating(
        source=_xml_source(node),
        score=number_of(node, "score"),
        severity=text_of(node, "severity"),
        method=text_of(node, "method"),
        vector=text_of(node, "vector"),
    )


def _xml_affected(node: etree._Element) -> Affected:
    versions = elements(node, "versions/version")
    return Affected(
        ref=text_of(node, "ref"),
        versions=[
            AffectedVersion(version=text_of(each, "version"), status=text_of(each, "status") or "affected")
            for each in versions
        ],
    )
