"""``gitlab-codequality``: the report that GitLab shows in the merge request of every tier.

Fields: ``description, check_name, fingerprint, severity, location.path, location.lines.begin`` (GitLab docs,
"Code Quality report format"). The format has no place for "no verdict", so a scanner that had to answer and
did not is an entry of its own, of the worst severity.
"""

from typing import Any

from holdfast.kit.digest import digest
from holdfast.model.scan import Scan
from holdfast.model.severity import Severity
from holdfast.render import wording
from holdfast.render.cleaning import block, line
from holdfast.render.jsontext import pretty
from holdfast.render.listing import Entry, Standing, entries
from holdfast.render.rendering import Document, Format

_SEVERITIES = {
    Severity.CRITICAL: "blocker",
    Severity.HIGH: "critical",
    Severity.MEDIUM: "major",
    Severity.UNKNOWN: "major",
    Severity.LOW: "minor",
    Severity.INFO: "info",
}
_MAX_DESCRIPTION_CHARACTERS = 1_000


def render(document: Document) -> str:
    """Write one entry for each scanner without verdict and each finding that is not waived."""
    undecided = [_silence(scan) for scan in document.run.undecided]
    found = [_entry(entry) for entry in entries(document) if entry.standing is not Standing.WAIVED]
    return pretty(undecided + found)


def _entry(entry: Entry) -> dict[str, Any]:
    finding = entry.finding
    place = finding.place if finding.component or not finding.location.path else ""
    described = ": ".join(filter(None, [finding.title, place, wording.fix(finding)]))
    return {
        "description": line(described, _MAX_DESCRIPTION_CHARACTERS),
        "check_name": line(f"{finding.tool}/{finding.rule}"),
        "fingerprint": finding.fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": {
            "path": block(finding.location.path or "."),
            "lines": {"begin": finding.location.line or 1},
        },
    }


def _silence(scan: Scan) -> dict[str, Any]:
    told = f"{scan.title} gave no verdict: {wording.why(scan)}"
    return {
        "description": line(told, _MAX_DESCRIPTION_CHARACTERS),
        "check_name": line(f"holdfast/no-verdict/{scan.scanner}"),
        "fingerprint": digest(["no verdict", scan.scanner]),
        "severity": "blocker",
        "location": {"path": ".", "lines": {"begin": 1}},
    }


FORMAT = Format(
    name="gitlab-codequality", title="GitLab Code Quality report", render=render, is_for_repository=True
)
