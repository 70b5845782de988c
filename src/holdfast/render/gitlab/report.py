"""Builds one of GitLab's security reports from a document."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from holdfast.model.category import Category
from holdfast.model.finding import Finding
from holdfast.model.scan import Run, Scan
from holdfast.model.severity import Severity
from holdfast.model.verdict import Verdict
from holdfast.render import wording
from holdfast.render.cleaning import block, line
from holdfast.render.gitlab.identifiers import identifiers
from holdfast.render.jsontext import pretty
from holdfast.render.listing import Entry, Standing, entries
from holdfast.render.outcome import of_scan
from holdfast.render.rendering import Document

VERSION = "15.2.1"

_TYPES = {
    Category.SAST: "sast",
    Category.IAC: "sast",
    Category.PIPELINE: "sast",
    Category.SCA: "dependency_scanning",
    Category.SECRETS: "secret_detection",  # pragma: allowlist secret
    Category.DAST: "dast",
    Category.CONTAINER: "container_scanning",
}
_SEVERITIES = {
    Severity.CRITICAL: "Critical",
    Severity.HIGH: "High",
    Severity.MEDIUM: "Medium",
    Severity.UNKNOWN: "Unknown",
    Severity.LOW: "Low",
    Severity.INFO: "Info",
}
_CVSS_3 = re.compile(r"CVSS:3\.[01]/[A-Z0-9:/]{20,110}")


@dataclass(frozen=True, slots=True)
class Report:
    """One type of report.

    Attributes:
        type: GitLab's name for it.
        locate: Where a finding is, as its schema wants it.
    """

    type: str
    locate: Callable[[Finding, Run], dict[str, Any]]

    def render(self, document: Document) -> str:
        """Write the report; waived findings are left out, for GitLab would open them as new."""
        run = document.run
        scans = [scan for scan in run.scans if _type_of_scan(scan) == self.type]
        shown = [
            entry
            for entry in entries(document)
            if _type_of(entry.finding) == self.type and entry.standing is not Standing.WAIVED
        ]
        return pretty(
            {
                "version": VERSION,
                "scan": self._scan(run, scans, has_findings=bool(shown)),
                "vulnerabilities": [self._vulnerability(entry, run) for entry in shown],
            }
        )

    def _scan(self, run: Run, scans: list[Scan], *, has_findings: bool) -> dict[str, Any]:
        has_answer = has_findings or any(scan.verdict is not Verdict.NO_VERDICT for scan in scans)
        is_whole = has_answer and not any(scan in run.undecided for scan in scans)
        tool = {
            "id": "holdfast",
            "name": "Holdfast",
            "version": run.holdfast_version or "unknown",
            "vendor": {"name": "Holdfast"},
        }
        made: dict[str, Any] = {
            "type": self.type,
            "status": "success" if is_whole else "failure",
            "start_time": _moment(run.started),
            "end_time": _moment(run.started + timedelta(seconds=run.duration_seconds)),
            "analyzer": tool,
            "scanner": tool,
            "messages": _messages(scans, run),
        }
        if self.type == "dast":
            made["scanned_resources"] = _resources(run)
        return made

    def _vulnerability(self, entry: Entry, run: Run) -> dict[str, Any]:
        finding = entry.finding
        made: dict[str, Any] = {
            "id": _uuid(finding.fingerprint),
            "name": line(finding.title, 255) or line(finding.rule, 255),
            "description": block(_described(finding), 100_000),
            "severity": _SEVERITIES[finding.severity],
            "identifiers": identifiers(finding),
            "location": self.locate(finding, run),
        }
        todo = wording.fix(finding)
        if todo:
            made["solution"] = block(todo, 7_000)
        links = [page for page in finding.references if page.startswith(("https://", "http://"))]
        if links:
            made["links"] = [{"url": block(page)} for page in dict.fromkeys(links)]
        if finding.cvss and _CVSS_3.fullmatch(finding.cvss.vector):
            made["cvss_vectors"] = [{"vendor": "unknown", "vector": finding.cvss.vector}]
        return made


def _type_of(finding: Finding) -> str:
    """Which report holds a finding: container scanning is about packages, so a Dockerfile's line is code."""
    is_code = finding.category is Category.CONTAINER and finding.component is None
    return "sast" if is_code else _TYPES[finding.category]


def _type_of_scan(scan: Scan) -> str:
    is_code = scan.category is Category.CONTAINER and scan.coverage.unit == "file"
    return "sast" if is_code else _TYPES[scan.category]


def _described(finding: Finding) -> str:
    parts = [finding.description or finding.title]
    end = wording.secret_end(finding)
    if end:
        parts.append(f"The secret ends in {end}.")
    likelihood = wording.likelihood(finding)
    if likelihood:
        parts.append(f"Likelihood: {likelihood}.")
    parts.append(f"Seen by {', '.join(finding.tools)}.")
    return "\n\n".join(parts)


def _messages(scans: list[Scan], run: Run) -> list[dict[str, str]]:
    if not scans:
        return [{"level": "fatal", "value": "No scanner of this kind ran: this is not a pass"}]
    return [_message(scan, is_fatal=scan in run.undecided) for scan in scans]


def _message(scan: Scan, *, is_fatal: bool) -> dict[str, str]:
    told = f"{scan.title}: {of_scan(scan).word}, read {wording.coverage(scan.coverage)}"
    why = wording.why(scan)
    level = "fatal" if is_fatal else "warn" if scan.coverage.is_partial else "info"
    return {"level": level, "value": block(f"{told}: {why}" if why else told, 2_000)}


def _resources(run: Run) -> list[dict[str, str]]:
    """The addresses known to have been reached: the target, and where something was found."""
    reached = dict.fromkeys(
        (finding.location.method or "GET", finding.location.url)
        for finding in run.findings
        if finding.category is Category.DAST and finding.location.url
    )
    if run.target.url:
        reached = {("GET", run.target.url): None} | reached
    return [{"method": block(method), "url": block(url or ""), "type": "url"} for method, url in reached]


def _uuid(fingerprint: str) -> str:
    """A fingerprint, which has 32 hex digits, written as GitLab likes its ids."""
    parts = (slice(0, 8), slice(8, 12), slice(12, 16), slice(16, 20), slice(20, None))
    return "-".join(filter(None, (fingerprint[part] for part in parts))) or "unknown"


def _moment(when: datetime) -> str:
    return f"{when:%Y-%m-%dT%H:%M:%S}"
