"""OWASP Dependency-Check's report, JSON (``-f JSON``) and XML (``-f XML``), schema 1.x to 4.x.

* What Dependency-Check finds in a scanner's own download (its release archive, SonarScanner's jars) is no
  weakness of the service: it is left out and counted as suppressed, as are suppressed vulnerabilities.
* The match from file to product is a guess; its confidence (of the package, else of the CPE) is kept.
* Metrics come as words; the CVSS vector is put together from them.
* An exception of one of its analysers means that some files were not read: the report is partial.
"""

import re
from collections.abc import Iterator
from typing import Any

import msgspec
from lxml import etree

from holdfast.findings.elements import elements, text_of, texts_of
from holdfast.findings.parsing import Report, parser
from holdfast.findings.signatures import JsonObject, XmlRoot
from holdfast.kit.packages import checked_purl, package_name, package_version
from holdfast.kit.vulnerability_ids import canonical_order, cwe_numbers
from holdfast.model.category import Category
from holdfast.model.finding import Component, Cvss, Finding, Location
from holdfast.model.scores import cvss, newest, severity_of
from holdfast.model.severity import Severity

SEVERITIES = {
    "CRITICAL": Severity.CRITICAL,
    "HIGH": Severity.HIGH,
    "MEDIUM": Severity.MEDIUM,
    "MODERATE": Severity.MEDIUM,
    "LOW": Severity.LOW,
    "INFORMATIONAL": Severity.INFO,
    "UNKNOWN": Severity.UNKNOWN,
    "UNSCORED": Severity.UNKNOWN,
}

SCANNER_DOWNLOADS = re.compile(
    r"(?:^|[/\\])(?:dependency-check(?:-[\d.]+)?(?:-release)?\.zip"
    r"|dependency-check(?:-[\d.]+)?[/\\](?:lib|bin|plugins)[/\\]"
    r"|sonar-scanner(?:-cli)?-\d[\w.-]*(?=[/\\.:!]|$)|sonar-scanner-cli[\w.-]*\.(?:jar|zip))",
    re.IGNORECASE | re.ASCII,
)
"""Paths of archives and folders that a pipeline downloads in order to scan, in place or unpacked."""

CONFIDENCES = {"HIGHEST": "high", "HIGH": "high", "MEDIUM": "medium", "LOW": "low"}

_V2 = (
    ("AV", "accessVector"),
    ("AC", "accessComplexity"),
    ("Au", "authentication"),
    ("C", "confidentialImpact"),
    ("I", "integrityImpact"),
    ("A", "availabilityImpact"),
)
_V3 = (
    ("AV", "attackVector"),
    ("AC", "attackComplexity"),
    ("PR", "privilegesRequired"),
    ("UI", "userInteraction"),
    ("S", "scope"),
    ("C", "confidentialityImpact"),
    ("I", "integrityImpact"),
    ("A", "availabilityImpact"),
)

Metrics = dict[str, Any]
"""One ``cvssv2``, ``cvssv3`` or ``cvssv4`` object: names of metrics to words and numbers."""


class Identifier(msgspec.Struct):
    """A package URL or CPE with the confidence of the match."""

    id: str = ""
    confidence: str = ""


class Reference(msgspec.Struct):
    """One item of ``references``."""

    url: str | None = None


class Vulnerability(msgspec.Struct):
    """One item of ``vulnerabilities``."""

    name: str
    severity: str = ""
    source: str = ""
    description: str | None = None
    cvss2: Metrics | None = msgspec.field(default=None, name="cvssv2")
    cvss3: Metrics | None = msgspec.field(default=None, name="cvssv3")
    cvss4: Metrics | None = msgspec.field(default=None, name="cvssv4")
    cwes: list[str] | None = None
    references: list[Reference] | None = None
    exploited: Metrics | None = msgspec.field(default=None, name="knownExploitedVulnerability")


class Dependency(msgspec.Struct):
    """One item of ``dependencies``: a file, or a package within a file."""

    file: str = msgspec.field(default="", name="fileName")
    path: str = msgspec.field(default="", name="filePath")
    packages: list[Identifier] | None = None
    cpes: list[Identifier] | None = msgspec.field(default=None, name="vulnerabilityIds")
    vulnerabilities: list[msgspec.Raw] | None = None
    suppressed: list[msgspec.Raw] | None = msgspec.field(default=None, name="suppressedVulnerabilities")


class ScanInfo(msgspec.Struct):
    """The run itself."""

    version: str = msgspec.field(default="", name="engineVersion")
    exceptions: list[dict[str, Any]] | None = msgspec.field(default=None, name="analysisExceptions")


class Document(msgspec.Struct):
    """The whole report."""

    dependencies: list[msgspec.Raw]
    scan: ScanInfo = msgspec.field(default_factory=ScanInfo, name="scanInfo")


Row = tuple[str, Dependency, list[tuple[str, Vulnerability]], int]
"""A dependency with its place, its live vulnerabilities and the number of suppressed ones."""


@parser(
    "dependency-check",
    title="OWASP Dependency-Check",
    category=Category.SCA,
    homepage="https://dependency-check.github.io/DependencyCheck",
    signatures=(
        JsonObject(("scanInfo", "projectInfo", "dependencies")),
        XmlRoot("analysis", "https://jeremylong.github.io/DependencyCheck/"),
        XmlRoot("analysis", "https://www.owasp.org/index.php/OWASP_Dependency_Check"),
    ),
)
def parse(report: Report) -> Iterator[Finding]:
    """Yield one finding a dependency and vulnerability."""
    count = 0
    for _, dependency, bugs, suppressed in _from_xml(report) if report.is_xml else _from_json(report):
        report.suppressed += suppressed
        if SCANNER_DOWNLOADS.search(dependency.path) or SCANNER_DOWNLOADS.search(dependency.file):
            report.suppressed += len(bugs)
            continue
        count += 1
        component, confidence = _component(dependency)
        for place, bug in bugs:
            score = _score(bug)
            yield _finding(
                dependency, component, confidence, bug, (_severity(report, place, bug, score), score)
            )
    report.examined(count, "package")


def _from_json(report: Report) -> Iterator[Row]:
    document = report.json(Document)
    _state(report, document.scan.version, list(map(_message, document.scan.exceptions or ())))
    for place, row in report.rows(document.dependencies, Dependency, "dependencies"):
        bugs = list(report.rows(row.vulnerabilities or (), Vulnerability, f"{place}.vulnerabilities"))
        yield place, row, bugs, len(row.suppressed or ())


def _message(exception: dict[str, Any]) -> str:
    inner = exception.get("exception", exception)
    return str(inner.get("message", inner)) if isinstance(inner, dict) else str(inner)


def _state(report: Report, version: str, exceptions: list[str]) -> None:
    report.made_by("dependency-check", version)
    for number, words in enumerate(exceptions):
        report.problem(f"scanInfo.analysisExceptions[{number}]", words[:500])


def _from_xml(report: Report) -> Iterator[Row]:
    root = report.xml()
    exceptions = [
        "".join(map(str, node.itertext())).strip()
        for node in elements(root, "scanInfo/analysisExceptions/exception")
    ]
    _state(report, text_of(root, "scanInfo/engineVersion"), exceptions)
    for number, node in enumerate(elements(root, "dependencies/dependency")):
        place = f"dependencies[{number}]"
        bugs = [
            (f"{place}.vulnerabilities[{index}]", _xml_vulnerability(each))
            for index, each in enumerate(elements(node, "vulnerabilities/vulnerability"))
        ]
        suppressed = len(list(elements(node, "vulnerabilities/suppressedVulnerability")))
        yield place, _xml_dependency(node), bugs, suppressed


def _xml_dependency(node: etree._Element) -> Dependency:
    return Dependency(
        file=text_of(node, "fileName"),
        path=text_of(node, "filePath"),
        packages=_xml_identifiers(node, "package"),
        cpes=_xml_identifiers(node, "vulnerabilityIds"),
    )


def _xml_identifiers(node: etree._Element, kind: str) -> list[Identifier]:
    found = elements(node, f"identifiers/{kind}")
    return [Identifier(id=text_of(each, "id"), confidence=each.get("confidence", "")) for each in found]


def _xml_vulnerability(node: etree._Element) -> Vulnerability:
    return Vulnerability(
        name=text_of(node, "name"),
        severity=text_of(node, "severity"),
        source=node.get("source", ""),
        description=text_of(node, "description"),
        cvss2=_xml_metrics(node, "cvssV2") or _xml_old_score(node),
        cvss3=_xml_metrics(node, "cvssV3"),
        cvss4=_xml_metrics(node, "cvssV4"),
        cwes=[*texts_of(node, "cwes/cwe"), *texts_of(node, "cwe")],
        references=[Reference(url=url) for url in texts_of(node, "references/reference/url")],
        exploited={"": ""} if next(elements(node, "knownExploitedVulnerability"), None) is not None else None,
    )


def _xml_metrics(node: etree._Element, name: str) -> Metrics | None:
    found = next(elements(node, name), None)
    if found is None:
        return None
    return {etree.QName(child).localname: (child.text or "").strip() for child in found.iterchildren("*")}


def _xml_old_score(node: etree._Element) -> Metrics | None:
    """Schema 1.x wrote one bare score of version 2."""
    score = text_of(node, "cvssScore")
    return {"score": score} if score else None


def _component(dependency: Dependency) -> tuple[Component, str]:
    """The package and how sure Dependency-Check is of it."""
    for package in dependency.packages or ():
        purl = checked_purl(package.id)
        if purl:
            component = Component(name=package_name(purl), version=package_version(purl), purl=purl)
            return component, _confidence(package)
    cpe = next(iter(dependency.cpes or ()), Identifier())
    return Component(name=dependency.file or dependency.path), _confidence(cpe)


def _confidence(identifier: Identifier) -> str:
    return CONFIDENCES.get(identifier.confidence.upper(), "")


def _severity(report: Report, place: str, bug: Vulnerability, score: Cvss | None) -> Severity:
    """Its own word; some sources give only a number, as text or in the metrics."""
    word = bug.severity.strip().upper()
    if score and (not word or word[0].isdigit() or word in ("UNKNOWN", "UNSCORED")):
        return severity_of(score)
    return Severity.UNKNOWN if word[:1].isdigit() else report.severity(SEVERITIES, word, place)


def _score(bug: Vulnerability) -> Cvss | None:
    v3 = bug.cvss3 or {}
    version = str(v3.get("version") or "3.1")
    return newest(
        (
            _scored(bug.cvss4 or {}, str((bug.cvss4 or {}).get("vectorString") or ""), "4.0"),
            _scored(v3, _vector(v3, _V3, f"CVSS:{version}/"), version),
            _scored(bug.cvss2 or {}, _vector(bug.cvss2 or {}, _V2, ""), "2.0"),
        )
    )


def _scored(metrics: Metrics, vector: str, version: str) -> Cvss | None:
    try:
        score = float(metrics.get("baseScore") or metrics.get("score") or "nan")
    except (TypeError, ValueError, OverflowError):
        return None
    found = cvss(score, vector, version)
    return found if metrics else None


def _vector(metrics: Metrics, names: tuple[tuple[str, str], ...], prefix: str) -> str:
    """The vector of metrics given as words, whose first letters count; empty if one is missing."""
    words = {name.rstrip("r") if name.startswith("auth") else name: word for name, word in metrics.items()}
    letters = [(short, str(words.get(name) or "")[:1].upper()) for short, name in names]
    if not all(letter for _, letter in letters):
        return ""
    return prefix + "/".join(f"{short}:{letter}" for short, letter in letters)


def _finding(
    dependency: Dependency,
    component: Component,
    confidence: str,
    bug: Vulnerability,
    rated: tuple[Severity, Cvss | None],
) -> Finding:
    # A package inside a lock file is written as "package-lock.json?axios".
    path = dependency.path.split("?", 1)[0] or dependency.file
    return Finding(
        tool="dependency-check",
        rule=bug.name,
        title=f"{bug.name} in {component}",
        severity=rated[0],
        category=Category.SCA,
        location=Location(path=path or None),
        component=component,
        ids=canonical_order((bug.name,)),
        cwe=cwe_numbers(*(bug.cwes or ())),
        description=bug.description or "",
        references=tuple(dict.fromkeys(link.url for link in bug.references or () if link.url)),
        cvss=rated[1],
        is_exploited=True if bug.exploited else None,
        confidence=confidence,
        tags=tuple(
            filter(None, ("vulnerability", bug.source, *(each.id for each in (dependency.cpes or ())[:3])))
        ),
    )
