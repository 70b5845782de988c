"""zizmor's SARIF and JSON (``zizmor --format sarif|json``, JSON version 1). GitHub workflows and actions.

The SARIF levels merge zizmor's severities, so the ones in the result's properties are used. A result that
the repository ignores (a comment, ``zizmor.yml``) is counted as suppressed. zizmor names no CWE: the table
is ours and leaves out audits without a fitting class.
"""

from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec.structs import replace

from holdfast.findings import sarif
from holdfast.findings.parsing import Report, parser
from holdfast.findings.signatures import JsonArray, SarifDriver
from holdfast.model.category import Category
from holdfast.model.finding import Finding, Location
from holdfast.model.severity import Severity

SEVERITIES = {
    "High": Severity.HIGH,
    "Medium": Severity.MEDIUM,
    "Low": Severity.LOW,
    "Informational": Severity.INFO,
    "Unknown": Severity.UNKNOWN,
}

CWES = {
    "archived-uses": 1104,
    "artipacked": 522,
    "bot-conditions": 290,
    "cache-poisoning": 349,
    "dangerous-triggers": 829,
    "dependabot-execution": 829,
    "excessive-permissions": 250,
    "github-env": 94,
    "hardcoded-container-credentials": 798,
    "impostor-commit": 345,
    "insecure-commands": 94,
    "insecure-url-scheme": 319,
    "known-vulnerable-actions": 1395,
    "obfuscation": 506,
    "overprovisioned-secrets": 250,
    "ref-confusion": 345,
    "ref-version-mismatch": 345,
    "secrets-inherit": 250,
    "self-hosted-runner": 653,
    "template-injection": 94,
    "typosquat-uses": 829,
    "undocumented-permissions": 250,
    "unpinned-images": 829,
    "unpinned-tools": 829,
    "unpinned-uses": 829,
    "unredacted-secrets": 532,
    "unsound-condition": 670,
    "unsound-contains": 697,
    "use-trusted-publishing": 522,
}
"""CWE of each audit that has one."""

QUOTES_PASSWORD = frozenset({"hardcoded-container-credentials"})
"""Audits whose snippet holds the password itself."""


class Determinations(msgspec.Struct):
    """How sure and how bad."""

    confidence: str = ""
    severity: str | None = None


class Point(msgspec.Struct):
    """A place in a file, both numbers from 0."""

    row: int
    column: int = -1


class Span(msgspec.Struct):
    """The ``location`` of a concrete location."""

    start_point: Point
    end_point: Point


class Concrete(msgspec.Struct):
    """Where a location is, and its text."""

    location: Span
    feature: str = ""


class Symbolic(msgspec.Struct):
    """What a location is."""

    key: dict[str, Any]
    annotation: str = ""
    kind: str = ""


class Place(msgspec.Struct):
    """One item of ``locations``."""

    symbolic: Symbolic
    concrete: Concrete


class Row(msgspec.Struct):
    """One item of the JSON report."""

    ident: str
    desc: str
    determinations: Determinations
    locations: list[Place]
    url: str = ""
    ignored: bool = False


@parser(
    "zizmor",
    title="zizmor",
    category=Category.PIPELINE,
    homepage="https://docs.zizmor.sh",
    signatures=(SarifDriver("zizmor"), JsonArray(("ident", "desc", "determinations", "locations"))),
    holds_secrets=True,
)
def parse(report: Report) -> Iterator[Finding]:
    """Yield one finding a result, whichever of the formats it is."""
    is_json = report.data.lstrip().startswith(b"[")
    for finding in _from_json(report) if is_json else _from_sarif(report):
        cwe = CWES.get(finding.rule)
        place = (
            replace(finding.location, context=None) if finding.rule in QUOTES_PASSWORD else finding.location
        )
        yield replace(finding, cwe=(cwe,) if cwe else (), location=place)


def _from_sarif(report: Report) -> Iterator[Finding]:
    for result, finding in sarif.read(report, Category.PIPELINE):
        word = result.bagged("zizmor/severity")
        confidence = result.bagged("zizmor/confidence")
        yield replace(
            finding,
            rule=finding.rule.removeprefix("zizmor/"),
            severity=report.severity(SEVERITIES, word, finding.place) if word else finding.severity,
            confidence=_confidence(str(confidence)),
            tags=(),
        )


def _from_json(report: Report) -> Iterator[Finding]:
    report.made_by("zizmor")
    for place, row in report.rows(report.json(list[msgspec.Raw]), Row, "report"):
        if row.ignored:
            report.suppressed += 1
            continue
        primary = next((spot for spot in row.locations if spot.symbolic.kind == "Primary"), None)
        annotation = primary.symbolic.annotation if primary else ""
        yield Finding(
            tool="zizmor",
            rule=row.ident,
            title=f"{row.desc}: {annotation}" if annotation else row.desc,
            severity=report.severity(SEVERITIES, row.determinations.severity, place),
            category=Category.PIPELINE,
            location=_location(primary),
            description=f"{row.desc}: {annotation}" if annotation else row.desc,
            references=(row.url,) if row.url else (),
            confidence=_confidence(row.determinations.confidence),
        )


def _location(place: Place | None) -> Location:
    if place is None:
        return Location()
    start, end = place.concrete.location.start_point, place.concrete.location.end_point
    return Location(
        path=_path(place.symbolic.key),
        line=start.row + 1,
        end_line=end.row + 1,
        column=start.column + 1,
        end_column=end.column + 1,
        context=place.concrete.feature.split("\n", 1)[0] or None,
    )


def _path(key: dict[str, Any]) -> str | None:
    """The path of ``{"Local": {"verbatim_path": …}}`` or of a remote ``{"Remote": {"path": …}}``."""
    for found in key.values():
        if isinstance(found, dict):
            path = found.get("verbatim_path") or found.get("given_path") or found.get("path")
            return str(path) if path else None
    return None


def _confidence(word: str) -> str:
    return word.lower() if word in {"High", "Medium", "Low"} else ""
