"""Wapiti's report (``wapiti -f json`` or ``-f xml``), of version 3.

It proves how many pages were crawled (since 3.1; older XML does not say). Anomalies (a crash, a time-out) are
findings with the tag ``anomaly``; ``additionals`` only describe the site and are not. Where Wapiti guessed a
password it writes it down: that text is not kept.
"""

from collections.abc import Iterator, Mapping
from urllib.parse import urljoin

import msgspec
from lxml import etree

from holdfast.findings.elements import elements, text_of
from holdfast.findings.parsing import Report, parser
from holdfast.findings.signatures import JsonObject, XmlRoot
from holdfast.kit.vulnerability_ids import cwe_numbers
from holdfast.model.category import Category
from holdfast.model.finding import Finding, Location
from holdfast.model.severity import Severity

SEVERITIES = {
    "4": Severity.CRITICAL,
    "3": Severity.HIGH,
    "2": Severity.MEDIUM,
    "1": Severity.LOW,
    "0": Severity.INFO,
}

SECTIONS = {"vulnerabilities": ("vulnerability", ""), "anomalies": ("anomaly", "anomaly")}
"""Section to the name of its elements in XML, and the tag of its findings."""

CREDENTIALS = {"Weak credentials"}
"""Weaknesses whose text and parameter hold what was guessed."""


class Classification(msgspec.Struct):
    """What Wapiti says about a kind of weakness."""

    description: str = msgspec.field(default="", name="desc")
    solution: str = msgspec.field(default="", name="sol")
    references: dict[str, str] = msgspec.field(default_factory=dict, name="ref")


class Row(msgspec.Struct):
    """One request that showed a weakness."""

    method: str = ""
    path: str = ""
    info: str = ""
    level: int | str = ""
    parameter: str | None = None
    module: str | None = None


class Infos(msgspec.Struct):
    """What was scanned."""

    target: str = ""
    version: str = ""
    pages: int | None = msgspec.field(default=None, name="crawled_pages_nbr")


class Document(msgspec.Struct):
    """The whole report."""

    infos: Infos
    classifications: dict[str, Classification] = {}
    vulnerabilities: dict[str, list[msgspec.Raw]] = {}
    anomalies: dict[str, list[msgspec.Raw]] = {}


@parser(
    "wapiti",
    title="Wapiti",
    category=Category.DAST,
    homepage="https://wapiti-scanner.github.io",
    holds_secrets=True,
    signatures=(
        JsonObject(("classifications", "vulnerabilities", "anomalies", "infos")),
        XmlRoot("report", children=("report_infos", "vulnerabilities")),
    ),
)
def parse(report: Report) -> Iterator[Finding]:
    """Yield one finding a request and weakness; Wapiti repeats equal ones, they come once."""
    rows = _from_xml(report) if report.is_xml else _from_json(report)
    seen = set()
    for finding in rows:
        if finding not in seen:
            seen.add(finding)
            yield finding


def _from_json(report: Report) -> Iterator[Finding]:
    document = report.json(Document)
    _state(report, document.infos)
    for section, (_, tag) in SECTIONS.items():
        groups: dict[str, list[msgspec.Raw]] = getattr(document, section)
        for name, raws in groups.items():
            kind = document.classifications.get(name, Classification())
            for place, row in report.rows(raws, Row, f"{section}.{name}"):
                yield _finding(report, place, (name, tag), kind, (document.infos.target, row))


def _state(report: Report, infos: Infos) -> None:
    report.made_by("wapiti", infos.version.removeprefix("Wapiti "))
    if infos.pages is not None:
        report.examined(infos.pages, "url")


def _from_xml(report: Report) -> Iterator[Finding]:
    root = report.xml()
    known: Mapping[str, str] = {
        info.get("name", ""): (info.text or "").strip() for info in elements(root, "report_infos/info")
    }
    pages = known.get("crawledPages", "")
    infos = Infos(
        target=known.get("target", ""),
        version=known.get("generatorVersion", ""),
        pages=int(pages) if pages.isascii() and pages.isdigit() and len(pages) < 10 else None,
    )
    _state(report, infos)
    for section, (item, tag) in SECTIONS.items():
        for group in elements(root, f"{section}/{item}"):
            name, kind = group.get("name", ""), _classification(group)
            for number, entry in enumerate(elements(group, "entries/entry")):
                place = f"{section}.{name}[{number}]"
                yield _finding(report, place, (name, tag), kind, (infos.target, _row(entry)))


def _classification(group: etree._Element) -> Classification:
    links = elements(group, "references/reference")
    return Classification(
        description=text_of(group, "description"),
        solution=text_of(group, "solution"),
        references={text_of(link, "title"): text_of(link, "url") for link in links},
    )


def _row(entry: etree._Element) -> Row:
    return Row(
        method=text_of(entry, "method"),
        path=text_of(entry, "path"),
        info=text_of(entry, "info"),
        level=text_of(entry, "level"),
        parameter=text_of(entry, "parameter"),
        module=text_of(entry, "module"),
    )


def _finding(
    report: Report, place: str, group: tuple[str, str], kind: Classification, request: tuple[str, Row]
) -> Finding:
    (name, tag), (target, row) = group, request
    words = "" if name in CREDENTIALS else row.info
    parameter = None if name in CREDENTIALS else row.parameter
    links = kind.references
    return Finding(
        tool="wapiti",
        rule=name,
        title=f"{name}: {words}" if words else name,
        severity=report.severity(SEVERITIES, str(row.level), place),
        category=Category.DAST,
        location=Location(
            url=_joined(target, row.path), method=row.method or None, parameter=parameter or None
        ),
        cwe=cwe_numbers(*links.values()),
        description=kind.description,
        fix=kind.solution,
        references=tuple(filter(None, links.values())),
        tags=tuple(filter(None, (row.module, tag))),
    )


def _joined(target: str, path: str) -> str:
    """The full URL; Wapiti writes paths only."""
    try:
        return urljoin(target, path)
    except ValueError:
        return path
