"""ggshield's JSON report (``ggshield secret scan … --json``). Secrets, judged by GitGuardian.

Severity follows GitGuardian's check of the secret: one that works is critical, one that was refused is low,
and one that could not be tried is high. One incident is one secret in one file, however often and in however
many parts it stands there. ``ignore_sha`` marks it, which is the same in every run; matches in clear (from
``--show-secrets``) are not looked at. Incidents that the team ignored are counted as suppressed.
"""

from collections.abc import Iterator

import msgspec

from holdfast.findings import credentials
from holdfast.findings.parsing import Report, parser
from holdfast.findings.signatures import JsonObject
from holdfast.model.category import Category
from holdfast.model.finding import Finding, Location
from holdfast.model.severity import Severity

VALIDITIES = {
    "valid": Severity.CRITICAL,
    "invalid": Severity.LOW,
    "unknown": Severity.HIGH,
    "failed_to_check": Severity.HIGH,
    "not_checked": Severity.HIGH,
    "no_checker": Severity.HIGH,
    "cannot_check": Severity.HIGH,
}


class Occurrence(msgspec.Struct):
    """One part of a secret at one place; in a change, the lines before (``pre``) and after (``post``) it."""

    line_start: int | None = None
    line_end: int | None = None
    pre_line_start: int | None = None
    post_line_start: int | None = None
    post_line_end: int | None = None


class Incident(msgspec.Struct):
    """One secret in one file."""

    type: str
    ignore_sha: str
    occurrences: list[Occurrence]
    policy: str = ""
    validity: str | None = None
    incident_url: str | None = None
    detector_documentation: str | None = None
    ignore_reason: dict[str, str | None] | None = None


class Entity(msgspec.Struct):
    """One file with incidents."""

    filename: str
    incidents: list[msgspec.Raw]


class UnreadFile(msgspec.Struct):
    """One file that could not be scanned."""

    filename: str = ""


class Trouble(msgspec.Struct):
    """What went wrong, for some files or for the whole scan."""

    description: str = ""
    files: list[UnreadFile] | None = None


class Scan(msgspec.Struct):
    """A scan: of a folder, an image, a commit; or a list of scans."""

    total_incidents: int
    id: str = ""
    type: str = ""
    scans: list[msgspec.Raw] | None = None
    entities: list[msgspec.Raw] | None = msgspec.field(default=None, name="entities_with_incidents")
    errors: list[Trouble] | None = None


@parser(
    "ggshield",
    title="ggshield (GitGuardian)",
    category=Category.SECRETS,
    homepage="https://docs.gitguardian.com/ggshield-docs",
    signatures=(JsonObject(("id", "type", "total_incidents", "total_occurrences")),),
    holds_secrets=True,
)
def parse(report: Report) -> Iterator[Finding]:
    """Yield one finding an incident."""
    unread: list[str] = []
    yield from _findings(report, report.json(Scan), "report", unread)
    if unread:
        report.examined(0, unread=unread)


def _findings(report: Report, scan: Scan, place: str, unread: list[str]) -> Iterator[Finding]:
    for trouble in scan.errors or ():
        unread.extend(item.filename for item in trouble.files or ())
        if not trouble.files:
            report.failed(trouble.description or "ggshield reports an error without a message")
    for where, entity in report.rows(scan.entities or (), Entity, f"{place}.entities_with_incidents"):
        for spot, incident in report.rows(entity.incidents, Incident, f"{where}.incidents"):
            if incident.ignore_reason:
                report.suppressed += 1
            else:
                yield _finding(report, entity.filename, incident, spot)
    for where, inner in report.rows(scan.scans or (), Scan, f"{place}.scans"):
        yield from _findings(report, inner, where, unread)


def _finding(report: Report, path: str, incident: Incident, place: str) -> Finding:
    first = incident.occurrences[0] if incident.occurrences else Occurrence()
    validity = (incident.validity or "unknown").lower().replace(" ", "_")
    links = (incident.incident_url, incident.detector_documentation)
    return Finding(
        tool="ggshield",
        rule=incident.type,
        title=f"{incident.type} in the code",
        severity=report.severity(VALIDITIES, validity, place),
        category=Category.SECRETS,
        location=Location(
            path=path.removeprefix("commit://"),
            line=first.line_start or first.post_line_start or first.pre_line_start,
            end_line=first.line_end or first.post_line_end,
        ),
        cwe=(credentials.HARD_CODED,),
        description=f"GitGuardian's policy: {incident.policy}. Its check of the secret: {validity}.",
        fix=credentials.REVOKE,
        references=tuple(link for link in links if link),
        secret=report.hashed_secret(incident.ignore_sha),
        confidence="high" if validity == "valid" else "",
        tags=(f"validity:{validity}",),
    )
