"""SARIF rules: one for each rule of a tool, with what GitHub reads from it."""

from collections.abc import Iterable, Mapping
from typing import Any

from holdfast.model.finding import Finding
from holdfast.model.severity import Severity
from holdfast.render.cleaning import block, line
from holdfast.render.listing import Entry

MAX_TAGS = 20
"""GitHub's limit; it shows ten."""

_SCORES = {
    Severity.CRITICAL: 9.5,
    Severity.HIGH: 8.0,
    Severity.MEDIUM: 5.5,
    Severity.LOW: 2.0,
}
"""A score in the middle of GitHub's bands (critical from 9.0, high 7.0, medium 4.0, low above 0).

Info and unknown have none: any number would be an invention.
"""

LEVELS = {
    Severity.CRITICAL: "error",
    Severity.HIGH: "error",
    Severity.MEDIUM: "warning",
    Severity.UNKNOWN: "warning",
    Severity.LOW: "note",
    Severity.INFO: "note",
}


def rule_id(finding: Finding, tool: str) -> str:
    """The tool's own id for a finding; another tool's id carries that tool's name in front."""
    if finding.tool == tool:
        return line(finding.rule) or "unnamed"
    own = next((source.rule for source in finding.sources if source.tool == tool), "")
    return line(own) or line(f"{finding.tool}/{finding.rule}")


def rules_of(entries: Iterable[Entry], tool: str) -> Mapping[str, dict[str, Any]]:
    """The rules behind findings by id, sorted; each described by the worst of its findings."""
    worst: dict[str, Finding] = {}
    for entry in entries:
        known = worst.setdefault(rule_id(entry.finding, tool), entry.finding)
        if entry.finding.severity.rank > known.severity.rank:
            worst[rule_id(entry.finding, tool)] = entry.finding
    return {name: _rule(name, worst[name]) for name in sorted(worst)}


def security_severity(finding: Finding) -> str | None:
    """The number that GitHub ranks by: the CVSS score where it says the same as the severity."""
    score = finding.cvss.score if finding.cvss else None
    if score is None or score <= 0 or Severity.from_cvss(score) is not finding.severity:
        score = _SCORES.get(finding.severity)
    return None if score is None else f"{score:.1f}"


def _rule(name: str, finding: Finding) -> dict[str, Any]:
    title = line(finding.title, 1_000) or name
    rule: dict[str, Any] = {
        "id": name,
        "shortDescription": {"text": title},
        "fullDescription": {"text": block(finding.description, 1_000) or title},
        "help": {"text": block(finding.description, 20_000) or title},
        "defaultConfiguration": {"level": LEVELS[finding.severity]},
        "properties": {"tags": _tags(finding), "category": finding.category.value},
    }
    pages = [page for page in finding.references if page.startswith(("https://", "http://"))]
    if pages:
        rule["helpUri"] = block(pages[0])
    score = security_severity(finding)
    if score:
        rule["properties"]["security-severity"] = score
    return rule


def _tags(finding: Finding) -> list[str]:
    weaknesses = [f"external/cwe/cwe-{number:03d}" for number in finding.cwe]
    return list(dict.fromkeys(["security", *weaknesses, finding.category.value]))[:MAX_TAGS]
