"""ZAP's traditional report, JSON or XML (``zap-baseline.py -J`` or ``-x``, the report add-on).

One finding for each alert and instance (method, address, parameter). An alert whose confidence is 0 was
marked as a false positive by a person. Evidence may be a session id or a key and is not kept.

Alerts do not show what ZAP reached: a scan that saw nothing has none either. Reports since 2.17 count the
endpoints (``insight.endpoint.total``), and only those prove something.
"""

import re
from collections.abc import Iterator

import msgspec
from lxml import etree

from holdfast.findings.elements import elements, text_of
from holdfast.findings.markup import clipped, plain_text
from holdfast.findings.parsing import Report, parser
from holdfast.findings.signatures import JsonObject, XmlRoot
from holdfast.kit.vulnerability_ids import cwe_numbers, ids_in
from holdfast.model.category import Category
from holdfast.model.finding import Finding, Location
from holdfast.model.severity import Severity

SEVERITIES = {"3": Severity.HIGH, "2": Severity.MEDIUM, "1": Severity.LOW, "0": Severity.INFO}
CONFIDENCES = {"1": "low", "2": "medium", "3": "high", "4": "confirmed"}
FALSE_POSITIVE = "0"

_ENDPOINTS = "insight.endpoint.total"
_NUMBER = re.compile(r"\d{1,9}", re.ASCII)
_MAX_ATTACK_CHARACTERS = 500


class Instance(msgspec.Struct):
    """One request that raised an alert."""

    uri: str = ""
    method: str = ""
    param: str = ""
    attack: str = ""


class Tag(msgspec.Struct):
    """One item of ``tags``."""

    tag: str = ""


class Alert(msgspec.Struct):
    """One item of ``alerts``."""

    plugin: str | int = msgspec.field(default="", name="pluginid")
    reference_id: str = msgspec.field(default="", name="alertRef")
    alert: str = ""
    name: str = ""
    risk: str | int = msgspec.field(default="", name="riskcode")
    confidence: str | int = ""
    description: str = msgspec.field(default="", name="desc")
    solution: str = ""
    reference: str = ""
    cwe: str | int = msgspec.field(default="", name="cweid")
    wasc: str | int = msgspec.field(default="", name="wascid")
    instances: list[Instance] = []
    tags: list[Tag] = []


class Site(msgspec.Struct):
    """One item of ``site``."""

    name: str = msgspec.field(default="", name="@name")
    alerts: list[msgspec.Raw] = []


class Insight(msgspec.Struct):
    """One item of ``insights``: a number about the scan itself."""

    key: str = ""
    statistic: str | int = ""


class Document(msgspec.Struct):
    """The whole report; ``site`` is a list, or one site where there is only one."""

    site: list[Site] | Site | None = None
    version: str = msgspec.field(default="", name="@version")
    insights: list[Insight] | None = None


@parser(
    "zap",
    title="ZAP",
    category=Category.DAST,
    homepage="https://www.zaproxy.org",
    holds_secrets=True,
    signatures=(JsonObject(("@version", "@generated", "site")), XmlRoot("OWASPZAPReport")),
)
def parse(report: Report) -> Iterator[Finding]:
    """Yield one finding an alert and instance."""
    if report.is_xml:
        root = report.xml()
        version, sites, insights = root.get("version", ""), _xml_sites(root), _xml_insights(root)
    else:
        document = report.json(Document)
        version, sites, insights = document.version, _json_sites(report, document), document.insights or []
    report.made_by("zap", version)
    _state_endpoints(report, insights)
    for place, site, alert in sites:
        if str(alert.confidence) == FALSE_POSITIVE:
            report.suppressed += max(1, len(alert.instances))
            continue
        severity = report.severity(SEVERITIES, str(alert.risk), place)
        for instance in alert.instances or [Instance(uri=site)]:
            yield _finding(site, alert, instance, severity)


def _state_endpoints(report: Report, insights: list[Insight]) -> None:
    counts = [str(insight.statistic) for insight in insights if insight.key == _ENDPOINTS]
    if counts:
        report.examined(sum(int(text) for text in counts if _NUMBER.fullmatch(text)), "url")


def _json_sites(report: Report, document: Document) -> Iterator[tuple[str, str, Alert]]:
    sites = [document.site] if isinstance(document.site, Site) else document.site or []
    for number, site in enumerate(sites):
        for place, alert in report.rows(site.alerts, Alert, f"site[{number}].alerts"):
            yield place, site.name, alert


def _xml_sites(root: etree._Element) -> Iterator[tuple[str, str, Alert]]:
    for number, site in enumerate(elements(root, "site")):
        for index, item in enumerate(elements(site, "alerts/alertitem")):
            yield f"site[{number}].alerts[{index}]", site.get("name", ""), _xml_alert(item)


def _xml_alert(item: etree._Element) -> Alert:
    return Alert(
        plugin=text_of(item, "pluginid"),
        reference_id=text_of(item, "alertRef"),
        alert=text_of(item, "alert"),
        name=text_of(item, "name"),
        risk=text_of(item, "riskcode"),
        confidence=text_of(item, "confidence"),
        description=text_of(item, "desc"),
        solution=text_of(item, "solution"),
        reference=text_of(item, "reference"),
        cwe=text_of(item, "cweid"),
        wasc=text_of(item, "wascid"),
        instances=[_xml_instance(node) for node in elements(item, "instances/instance")],
        tags=[Tag(tag=text_of(node, "tag")) for node in elements(item, "tags/tag")],
    )


def _xml_instance(node: etree._Element) -> Instance:
    return Instance(
        uri=text_of(node, "uri"),
        method=text_of(node, "method"),
        param=text_of(node, "param"),
        attack=text_of(node, "attack"),
    )


def _xml_insights(root: etree._Element) -> list[Insight]:
    nodes = elements(root, "insights/insight")
    return [Insight(key=text_of(node, "key"), statistic=text_of(node, "statistic")) for node in nodes]


def _finding(site: str, alert: Alert, instance: Instance, severity: Severity) -> Finding:
    attack = f"Attack: {clipped(instance.attack, _MAX_ATTACK_CHARACTERS)}" if instance.attack else ""
    words = [each.tag for each in alert.tags]
    wasc = f"WASC-{alert.wasc}" if str(alert.wasc).isdigit() and str(alert.wasc) != "0" else ""
    return Finding(
        tool="zap",
        rule=alert.reference_id or str(alert.plugin),
        title=alert.alert or alert.name,
        severity=severity,
        category=Category.DAST,
        location=Location(
            url=instance.uri or site or None,
            method=instance.method or None,
            parameter=instance.param or None,
            resource=site or None,
        ),
        ids=ids_in(*words),
        cwe=cwe_numbers(alert.cwe),
        description="\n".join(filter(None, (plain_text(alert.description), attack))),
        fix=plain_text(alert.solution),
        references=tuple(plain_text(alert.reference).split()),
        confidence=CONFIDENCES.get(str(alert.confidence), ""),
        tags=tuple(filter(None, (wasc, *words))),
    )
