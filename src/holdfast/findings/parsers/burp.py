"""Burp Suite's reports: the XML export, the scanner's REST API and the GraphQL API of Burp Enterprise (DAST).

Requests and responses carry cookies and bodies; they are neither decoded nor kept.
"""

import re
from collections.abc import Iterator

import msgspec
from lxml import etree

from holdfast.findings.elements import elements, text_of
from holdfast.findings.markup import plain_text
from holdfast.findings.parsing import Report, parser, refuse
from holdfast.findings.signatures import JsonObject, XmlRoot
from holdfast.kit.vulnerability_ids import cwe_numbers
from holdfast.model.category import Category
from holdfast.model.finding import Finding, Location
from holdfast.model.severity import Severity

SEVERITIES = {
    "critical": Severity.CRITICAL,
    "high": Severity.HIGH,
    "medium": Severity.MEDIUM,
    "low": Severity.LOW,
    "info": Severity.INFO,
    "information": Severity.INFO,
    "undefined": Severity.UNKNOWN,
}

CONFIDENCES = {"certain": "high", "firm": "medium", "tentative": "low"}
FALSE_POSITIVES = {"false positive", "false_positive"}

_PARAMETER = re.compile(r"\[([^\[\]]{1,200}?) (?:parameter|cookie|header|JSON parameter)\]")
_ENDED = {"succeeded", ""}


class Issue(msgspec.Struct):
    """One issue, in the words of the REST API; the other shapes are brought into it."""

    name: str = ""
    type: int | str = msgspec.field(default="", name="type_index")
    serial: int | str = msgspec.field(default="", name="serial_number")
    origin: str = ""
    path: str = ""
    severity: str = ""
    confidence: str = ""
    description: str = ""
    remediation: str = ""
    caption: str = ""
    classifications: str = ""
    method: str = ""


class Event(msgspec.Struct):
    """One item of ``issue_events``."""

    type: str = ""
    issue: Issue | None = None


class Numbers(msgspec.Struct):
    """What the scan did so far."""

    visited: int | None = msgspec.field(default=None, name="crawl_unique_locations_visited")


class Task(msgspec.Struct):
    """A task of the REST API."""

    events: list[msgspec.Raw] = msgspec.field(name="issue_events")
    status: str = msgspec.field(default="", name="scan_status")
    message: str = ""
    metrics: Numbers = msgspec.field(default_factory=Numbers, name="scan_metrics")


class IssueType(msgspec.Struct):
    """What GraphQL says about a kind of issue."""

    name: str = ""
    description: str | None = msgspec.field(default=None, name="description_html")
    remediation: str | None = msgspec.field(default=None, name="remediation_html")
    classifications: str | None = msgspec.field(default=None, name="vulnerability_classifications_html")


class GraphIssue(msgspec.Struct):
    """One item of ``Issues``."""

    type: IssueType = msgspec.field(name="issue_type")
    description: str | None = msgspec.field(default=None, name="description_html")
    remediation: str | None = msgspec.field(default=None, name="remediation_html")
    severity: str = ""
    confidence: str | None = None
    path: str = ""
    origin: str = ""


class Document(msgspec.Struct):
    """The keys by which the JSON shapes are told apart."""

    events: msgspec.Raw = msgspec.field(default=msgspec.Raw(), name="issue_events")
    issues: list[msgspec.Raw] | None = msgspec.field(default=None, name="Issues")


@parser(
    "burp",
    title="Burp Suite",
    category=Category.DAST,
    homepage="https://portswigger.net/burp",
    signatures=(
        XmlRoot("issues"),
        JsonObject(("task_id", "scan_status", "issue_events")),
        JsonObject(("Issues",)),
    ),
    holds_secrets=True,
)
def parse(report: Report) -> Iterator[Finding]:
    """Yield one finding an issue."""
    for place, issue in _from_xml(report) if report.is_xml else _from_json(report):
        if issue.severity.lower() in FALSE_POSITIVES:
            report.suppressed += 1
        else:
            yield _finding(issue, report.severity(SEVERITIES, issue.severity.lower(), place))


def _from_json(report: Report) -> Iterator[tuple[str, Issue]]:
    document = report.json(Document)
    if document.issues is not None:
        for place, row in report.rows(document.issues, GraphIssue, "Issues"):
            yield place, _graph_issue(row)
    elif bytes(document.events):
        yield from _from_task(report)
    else:
        raise refuse("The JSON is no report of Burp", "it holds neither issue_events nor Issues")


def _from_task(report: Report) -> Iterator[tuple[str, Issue]]:
    """The issues of a task as its events leave them; one that has not ended is stated: more may follow."""
    task = report.json(Task)
    if task.status == "failed":
        report.failed(task.message or "the scan failed")
    elif task.status not in _ENDED:
        report.problem("scan_status", f"the scan has not ended: {task.status}")
    if task.metrics.visited is not None:
        report.examined(task.metrics.visited, "url")
    standing: dict[object, tuple[str, Issue]] = {}
    for place, event in report.rows(task.events, Event, "issue_events"):
        issue = event.issue
        if issue is None:
            continue
        # The number stays the same when Burp changes or withdraws an issue; without one, each stands alone.
        identity = (issue.serial, issue.name, issue.origin, issue.path) if issue.serial else place
        if event.type == "issue_deleted":
            standing.pop(identity, None)
        else:
            standing[identity] = (place, issue)
    yield from standing.values()


def _graph_issue(row: GraphIssue) -> Issue:
    return Issue(
        name=row.type.name,
        origin=row.origin,
        path=row.path,
        severity=row.severity,
        confidence=row.confidence or "",
        description="\n".join(filter(None, (row.description, row.type.description))),
        remediation="\n".join(filter(None, (row.remediation, row.type.remediation))),
        classifications=row.type.classifications or "",
    )


def _from_xml(report: Report) -> Iterator[tuple[str, Issue]]:
    root = report.xml()
    report.made_by("burp", root.get("burpVersion", ""))
    for number, node in enumerate(elements(root, "issue")):
        yield f"issue[{number}]", _xml_issue(node)


def _xml_issue(node: etree._Element) -> Issue:
    request = next(elements(node, "requestresponse/request"), None)
    return Issue(
        name=text_of(node, "name"),
        type=text_of(node, "type"),
        origin=text_of(node, "host"),
        path=text_of(node, "path"),
        severity=text_of(node, "severity"),
        confidence=text_of(node, "confidence"),
        description="\n".join(filter(None, (text_of(node, "issueDetail"), text_of(node, "issueBackground")))),
        remediation="\n".join(
            filter(None, (text_of(node, "remediationDetail"), text_of(node, "remediationBackground")))
        ),
        caption=text_of(node, "location"),
        classifications=text_of(node, "vulnerabilityClassifications"),
        method="" if request is None else request.get("method", "")[:20],
    )


def _finding(issue: Issue, severity: Severity) -> Finding:
    parameter = _PARAMETER.search(issue.caption)
    return Finding(
        tool="burp",
        rule=str(issue.type or issue.name),
        title=issue.name,
        severity=severity,
        category=Category.DAST,
        location=Location(
            url=f"{issue.origin.rstrip('/')}{issue.path}" or None,
            method=issue.method or None,
            parameter=parameter[1] if parameter else None,
            resource=issue.origin or None,
        ),
        cwe=cwe_numbers(issue.classifications),
        description=plain_text(issue.description),
        fix=plain_text(issue.remediation),
        confidence=CONFIDENCES.get(issue.confidence.lower(), ""),
    )
