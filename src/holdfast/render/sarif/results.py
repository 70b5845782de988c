"""SARIF results: one for each finding."""

from collections.abc import Mapping
from typing import Any

from holdfast.model.finding import Finding, Location
from holdfast.model.severity import Severity
from holdfast.model.waiver import Waiver
from holdfast.render import wording
from holdfast.render.cleaning import block, line, percent_encoded
from holdfast.render.listing import Entry, Standing
from holdfast.render.sarif.rules import LEVELS, rule_id, security_severity

SOURCE_ROOT = "%SRCROOT%"


def result_of(entry: Entry, tool: str, indexes: Mapping[str, int]) -> dict[str, Any]:
    """One finding as a result of a run whose rules stand at these indexes."""
    finding = entry.finding
    name = rule_id(finding, tool)
    result: dict[str, Any] = {
        "ruleId": name,
        "ruleIndex": indexes[name],
        "level": LEVELS[finding.severity],
        "message": {"text": _message(finding)},
        "locations": [_location(finding)],
        # GitHub tells alerts apart by the first; the second is ours, whatever a later tool adds.
        "partialFingerprints": {
            "primaryLocationLineHash": f"{finding.fingerprint}:1",
            "holdfast/v1": finding.fingerprint,
        },
        "properties": _properties(entry),
    }
    if entry.is_new is not None:
        result["baselineState"] = "new" if entry.is_new else "unchanged"
    if entry.standing is not Standing.UNGATED:
        result["suppressions"] = [_suppression(entry.waiver)] if entry.waiver else []
    return result


def _message(finding: Finding) -> str:
    parts = [line(finding.title, 1_000)]
    if finding.component:
        parts.append(f"In {line(str(finding.component))}.")
    end = wording.secret_end(finding)
    if end:
        parts.append(f"The secret ends in {end}.")
    todo = wording.fix(finding)
    if todo:
        parts.append(f"Fix: {line(todo, 1_000)}")
    return "\n".join(filter(None, parts)) or line(finding.rule)


def _location(finding: Finding) -> dict[str, Any]:
    """The place; GitHub and GitLab refuse results without a physical one, so there always is one."""
    place = finding.location
    physical: dict[str, Any] = {"artifactLocation": _artifact(place)}
    region = _region(place)
    if region:
        physical["region"] = region
    location: dict[str, Any] = {"physicalLocation": physical}
    named = place.resource or (str(finding.component) if finding.component else "") or place.parameter
    if named:
        kind = "parameter" if named == place.parameter else "resource"
        location["logicalLocations"] = [{"fullyQualifiedName": block(named), "kind": kind}]
    return location


def _artifact(place: Location) -> dict[str, str]:
    if place.path is None and place.url:
        return {"uri": percent_encoded(place.url, safe="%/:=&?~#+!$,;'@()*[]")}
    path = percent_encoded(place.path or ".", safe="/")
    if path.startswith("/"):
        return {"uri": f"file://{path}"}
    return {"uri": path, "uriBaseId": SOURCE_ROOT}


def _region(place: Location) -> dict[str, int]:
    if place.path is None or place.line is None:
        return {}
    end_line = max(place.end_line or place.line, place.line)
    region = {"startLine": place.line, "endLine": end_line}
    if place.column:
        region["startColumn"] = place.column
        if place.end_column and (end_line > place.line or place.end_column > place.column):
            region["endColumn"] = place.end_column
    return region


def _properties(entry: Entry) -> dict[str, Any]:
    finding = entry.finding
    stated = {
        "severity": finding.severity.value,
        "security-severity": "0.0" if finding.severity is Severity.INFO else security_severity(finding),
        "category": finding.category.value,
        "tools": list(finding.tools),
        "ids": list(finding.ids),
        "purl": finding.component.purl if finding.component else "",
        "fixedIn": list(finding.component.fixed_in) if finding.component else [],
        "method": finding.location.method or "",
        "gate": entry.standing.value,
    }
    return {name: value for name, value in stated.items() if value}


def _suppression(waiver: Waiver) -> dict[str, Any]:
    return {
        "kind": "external",
        "status": "accepted",
        "justification": block(
            f"{waiver.reason} (owner {waiver.owner}, until {waiver.expires.isoformat()})", 2_000
        ),
    }
