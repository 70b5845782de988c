"""Reports of the Trivy Operator, as ``kubectl get … -o json`` prints them: one, a list, or a dump by kind.

Read are vulnerability, configuration, RBAC, infrastructure, secret and compliance reports. Secrets are masked
by Trivy itself. A check that succeeded is no finding.
"""

from collections.abc import Iterator

import msgspec

from holdfast.findings.parsing import Report, parser, refuse
from holdfast.findings.signatures import JsonArray, JsonObject, TextMarker
from holdfast.kit.dates import day
from holdfast.kit.packages import checked_purl, package_url
from holdfast.kit.vulnerability_ids import canonical_order
from holdfast.model.category import Category
from holdfast.model.finding import Component, Finding, Location
from holdfast.model.scores import cvss
from holdfast.model.severity import Severity

SEVERITIES = {
    "CRITICAL": Severity.CRITICAL,
    "HIGH": Severity.HIGH,
    "MEDIUM": Severity.MEDIUM,
    "LOW": Severity.LOW,
    "UNKNOWN": Severity.UNKNOWN,
    "NONE": Severity.INFO,
}

GROUP = "aquasecurity.github.io"
_KEYS = ("apiVersion", "kind", "metadata")


class Vulnerability(msgspec.Struct, rename="camel"):
    """One item of ``vulnerabilities``."""

    id: str = msgspec.field(name="vulnerabilityID")
    resource: str = ""
    installed_version: str = ""
    fixed_version: str = ""
    severity: str = ""
    title: str = ""
    description: str = ""
    primary_link: str = ""
    links: list[str] | None = None
    score: float | None = None
    target: str = ""
    kind: str = msgspec.field(default="", name="class")
    package_type: str = ""
    package_path: str = ""
    purl: str = msgspec.field(default="", name="packagePURL")
    published_date: str = ""


class Check(msgspec.Struct, rename="camel"):
    """One item of ``checks``."""

    id: str = msgspec.field(name="checkID")
    success: bool = False
    severity: str = ""
    title: str = ""
    description: str = ""
    remediation: str = ""
    messages: list[str] | None = None
    target: str = ""


class Secret(msgspec.Struct):
    """One item of ``secrets``; the match is not read."""

    rule: str = msgspec.field(name="ruleID")
    severity: str = ""
    title: str = ""
    target: str = ""
    category: str = ""


class Artifact(msgspec.Struct):
    """The image."""

    repository: str = ""
    tag: str = ""


class System(msgspec.Struct):
    """The operating system of the image."""

    family: str = ""


class Made(msgspec.Struct):
    """The scanner."""

    version: str = ""


class Body(msgspec.Struct):
    """The ``report`` of all kinds but compliance."""

    vulnerabilities: list[msgspec.Raw] | None = None
    checks: list[msgspec.Raw] | None = None
    secrets: list[msgspec.Raw] | None = None
    artifact: Artifact = msgspec.field(default_factory=Artifact)
    os: System = msgspec.field(default_factory=System)
    scanner: Made = msgspec.field(default_factory=Made)


class Control(msgspec.Struct):
    """One control of a compliance report."""

    id: str = ""
    severity: str = ""
    checks: list[msgspec.Raw] | None = None


class Detail(msgspec.Struct):
    """The controls of a compliance report."""

    results: list[msgspec.Raw] | None = None


class Status(msgspec.Struct):
    """The ``status`` of a compliance report."""

    detail: Detail | None = msgspec.field(default=None, name="detailReport")


class Metadata(msgspec.Struct):
    """Names and labels of a resource."""

    name: str = ""
    namespace: str = ""
    labels: dict[str, str] | None = None


class Item(msgspec.Struct):
    """One report as Kubernetes keeps it; a ``List`` holds several."""

    kind: str = ""
    metadata: Metadata = msgspec.field(default_factory=Metadata)
    report: Body | None = None
    status: Status | None = None
    items: list[msgspec.Raw] | None = None


@parser(
    "trivy-operator",
    title="Trivy Operator",
    category=Category.CONTAINER,
    homepage="https://aquasecurity.github.io/trivy-operator",
    signatures=(
        JsonObject((*_KEYS, "report")),
        JsonObject((*_KEYS, "spec", "status"), {"kind": "ClusterComplianceReport"}),
        JsonArray((*_KEYS, "report")),
        JsonObject((f"vulnerabilityreports.{GROUP}",)),
        JsonObject((f"configauditreports.{GROUP}",)),
        # Kubernetes prints several reports as a List: only its items say of what.
        TextMarker(f"{GROUP}/v1alpha1".encode()),
    ),
)
def parse(report: Report) -> Iterator[Finding]:
    """Yield the findings of every report."""
    resources = 0
    for place, item in _items(report):
        owner = _owner(item.metadata)
        if item.report is not None:
            resources += 1
            report.made_by("trivy-operator", item.report.scanner.version)
            yield from _of_body(report, place, item.report, owner)
        elif item.status is not None and item.status.detail is not None:
            resources += 1
            yield from _of_compliance(report, place, item.status.detail)
        else:
            report.problem(place, f"kind {item.kind!r} is not one this parser reads")
    report.examined(resources, "target")


def _items(report: Report) -> Iterator[tuple[str, Item]]:
    if report.data.lstrip().startswith(b"["):
        yield from report.rows(report.json(list[msgspec.Raw]), Item, "items")
        return
    document = report.json(dict[str, msgspec.Raw])
    if "kind" in document:
        item = report.json(Item)
        if item.items is None:
            yield "report", item
        else:
            yield from report.rows(item.items, Item, "items")
        return
    kinds = {name: raw for name, raw in document.items() if name.endswith(GROUP)}
    if not kinds:
        raise refuse("The JSON is no report of the Trivy Operator", "it has no kind and no list by kind")
    for name, raw in kinds.items():
        for _, raws in report.rows([raw], list[msgspec.Raw], name):
            yield from report.rows(raws, Item, name)


def _owner(metadata: Metadata) -> str:
    labels = metadata.labels or {}
    parts = [labels.get(f"trivy-operator.resource.{part}", "") for part in ("namespace", "kind", "name")]
    return "/".join(filter(None, parts)) or "/".join(filter(None, (metadata.namespace, metadata.name)))


def _of_body(report: Report, place: str, body: Body, owner: str) -> Iterator[Finding]:
    for at, bug in report.rows(body.vulnerabilities or (), Vulnerability, f"{place}.vulnerabilities"):
        yield _vulnerability(bug, body, owner, report.severity(SEVERITIES, bug.severity, at))
    for at, check in report.rows(body.checks or (), Check, f"{place}.checks"):
        if not check.success:
            yield _misconfiguration(check, owner, report.severity(SEVERITIES, check.severity, at))
    for at, secret in report.rows(body.secrets or (), Secret, f"{place}.secrets"):
        yield _secret(secret, owner, report.severity(SEVERITIES, secret.severity, at))


def _of_compliance(report: Report, place: str, detail: Detail) -> Iterator[Finding]:
    for at, control in report.rows(detail.results or (), Control, f"{place}.results"):
        for inner, check in report.rows(control.checks or (), Check, f"{at}.checks"):
            if not check.success:
                word = check.severity or control.severity
                finding = _misconfiguration(check, check.target, report.severity(SEVERITIES, word, inner))
                yield msgspec.structs.replace(finding, tags=(*finding.tags, f"control:{control.id}"))


def _vulnerability(bug: Vulnerability, body: Body, owner: str, severity: Severity) -> Finding:
    image = ":".join(filter(None, (body.artifact.repository, body.artifact.tag)))
    ecosystem = bug.package_type or body.os.family
    return Finding(
        tool="trivy-operator",
        rule=bug.id,
        title=bug.title or f"{bug.id} in {bug.resource}",
        severity=severity,
        category=Category.CONTAINER,
        location=Location(path=bug.package_path or None, resource=f"{owner}: {image}" if image else owner),
        component=Component(
            name=bug.resource,
            version=bug.installed_version,
            purl=checked_purl(bug.purl) or package_url(ecosystem, bug.resource, bug.installed_version),
            fixed_in=tuple(bug.fixed_version.split(", ")) if bug.fixed_version else (),
        ),
        ids=canonical_order((bug.id,)),
        description=bug.description,
        references=tuple(dict.fromkeys(filter(None, (bug.primary_link, *(bug.links or ()))))),
        cvss=cvss(bug.score or None),
        published=day(bug.published_date),
        tags=tuple(filter(None, ("vulnerability", bug.kind, ecosystem))),
    )


def _misconfiguration(check: Check, owner: str, severity: Severity) -> Finding:
    return Finding(
        tool="trivy-operator",
        rule=check.id,
        title=check.title or check.id,
        severity=severity,
        category=Category.IAC,
        location=Location(resource=owner or None),
        description="\n".join(filter(None, (*(check.messages or ()), check.description))),
        fix=check.remediation,
        tags=("misconfiguration",),
    )


def _secret(secret: Secret, owner: str, severity: Severity) -> Finding:
    return Finding(
        tool="trivy-operator",
        rule=secret.rule,
        title=secret.title or secret.rule,
        severity=severity,
        category=Category.SECRETS,
        location=Location(path=secret.target or None, resource=owner or None),
        tags=tuple(filter(None, ("secret", secret.category))),
    )
