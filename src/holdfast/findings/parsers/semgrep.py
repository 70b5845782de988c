"""Semgrep's JSON report (``semgrep scan --json``); its SARIF is read by ``sarif.py``.

* ``paths.scanned`` proves what was looked at. Files that Semgrep could not parse, or gave up for time or
  size, are unread; files that it leaves out by rule (``.semgrepignore``) are not.
* Where following a flow took too long, Semgrep says so in ``time`` alone (``--time``), not among its errors:
  such a file is unread too.
* An error without a file (a rule set that does not load, the engine itself) is a failure of the scan.
* ``fingerprint`` is not taken as identity: it is there only for those logged in, and no other tool has it.
* Semgrep Supply Chain findings carry a package and its vulnerability id.
* Rules that look for secrets repeat the secret in the message and the line: neither is kept.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from holdfast.findings import credentials
from holdfast.findings.parsing import Report, parser
from holdfast.findings.signatures import JsonObject
from holdfast.kit.packages import package_url
from holdfast.kit.vulnerability_ids import canonical_order, cwe_numbers
from holdfast.model.category import Category
from holdfast.model.finding import Component, Finding, Location
from holdfast.model.severity import Severity

SEVERITIES = {
    "CRITICAL": Severity.CRITICAL,
    "HIGH": Severity.HIGH,
    "ERROR": Severity.HIGH,
    "MEDIUM": Severity.MEDIUM,
    "WARNING": Severity.MEDIUM,
    "LOW": Severity.LOW,
    "INFO": Severity.LOW,
    "INVENTORY": Severity.INFO,
    "EXPERIMENT": Severity.INFO,
}

UNREAD_REASONS = frozenset(
    {
        "analysis_failed_parser_or_internal_error",
        "exceeded_size_limit",
        "too_big",
        "too_many_matches",
        "insufficient_permissions",
    }
)
"""Reasons in ``paths.skipped`` that leave a file unread against the user's wish."""

_NOT_SHOWN = "requires login"


class Point(msgspec.Struct):
    """A place in a file, counted from 1."""

    line: int
    col: int | None = None


class Extra(msgspec.Struct):
    """What a result says beyond its place."""

    message: str = ""
    severity: str | None = None
    lines: str = ""
    fix: str | None = None
    is_ignored: bool | None = False
    metadata: dict[str, Any] = {}
    sca_info: dict[str, Any] | None = None


class Row(msgspec.Struct):
    """One item of ``results``."""

    check_id: str
    path: str
    start: Point
    extra: Extra
    end: Point | None = None


class Trouble(msgspec.Struct):
    """One item of ``errors``."""

    level: str = "error"
    message: str = ""
    path: str | None = None


class Skipped(msgspec.Struct):
    """One item of ``paths.skipped``."""

    path: str
    reason: str = ""


class Paths(msgspec.Struct):
    """The files of the scan; ``skipped`` only with ``--verbose``."""

    scanned: list[str] | None = None
    skipped: list[Skipped] | None = None


class GivenUp(msgspec.Struct):
    """One item of ``time.fixpoint_timeouts``."""

    location: Skipped


class Timings(msgspec.Struct):
    """What took how long; only with ``--time``."""

    fixpoint_timeouts: list[msgspec.Raw] = []


class Document(msgspec.Struct):
    """The whole report."""

    results: list[msgspec.Raw]
    errors: list[msgspec.Raw] = []
    paths: Paths | None = None
    version: str | None = None
    time: Timings | None = None


@parser(
    "semgrep",
    title="Semgrep",
    category=Category.SAST,
    homepage="https://semgrep.dev",
    signatures=(
        JsonObject(("results", "errors")),
        JsonObject(("results", "errors", "paths")),
        JsonObject(("results", "errors", "paths", "version")),
    ),
    holds_secrets=True,
)
def parse(report: Report) -> Iterator[Finding]:
    """Yield one finding a result that is not ignored in the code."""
    document = report.json(Document)
    report.made_by("semgrep", document.version)
    _state_coverage(report, document)
    for place, row in report.rows(document.results, Row, "results"):
        if row.extra.is_ignored:
            report.suppressed += 1
        else:
            yield _finding(report, row, place)


def _state_coverage(report: Report, document: Document) -> None:
    paths = document.paths or Paths()
    unread = {item.path: None for item in paths.skipped or () if item.reason in UNREAD_REASONS}
    for _, trouble in report.rows(document.errors, Trouble, "errors"):
        if trouble.path:
            unread[trouble.path] = None
        elif trouble.level == "error":
            report.failed(trouble.message or "semgrep reports an error without a message")
    given_up = document.time.fixpoint_timeouts if document.time else []
    for _, found in report.rows(given_up, GivenUp, "time.fixpoint_timeouts"):
        unread[found.location.path] = None
    if paths.scanned is not None:
        report.examined(len(set(paths.scanned).difference(unread)), unread=tuple(unread))
    elif unread:
        report.examined(0, unread=tuple(unread))


def _finding(report: Report, row: Row, place: str) -> Finding:
    extra = row.extra
    metadata = extra.metadata
    cwe = cwe_numbers(*_texts(metadata.get("cwe")))
    is_about_secret = not credentials.CWES.isdisjoint(cwe) or "secrets" in _texts(metadata.get("technology"))
    short_rule = row.check_id.rsplit(".", 1)[-1]
    message = f"Secret in the code ({short_rule})" if is_about_secret else extra.message
    shows_code = extra.lines != _NOT_SHOWN and not is_about_secret
    component = _component(extra.sca_info)
    return Finding(
        tool="semgrep",
        rule=row.check_id,
        title=message or short_rule,
        severity=report.severity(SEVERITIES, extra.severity, place),
        category=Category.SCA if component else Category.SAST,
        location=Location(
            path=row.path,
            line=row.start.line,
            end_line=row.end.line if row.end else None,
            column=row.start.col,
            end_column=row.end.col if row.end else None,
            context=extra.lines or None if shows_code else None,
        ),
        component=component,
        ids=canonical_order(_texts(metadata.get("sca-vuln-database-identifier"))) if component else (),
        cwe=cwe,
        description=message,
        fix=f"Replace it by: {extra.fix}" if extra.fix and not is_about_secret else "",
        references=tuple(
            dict.fromkeys((*_texts(metadata.get("references")), *_texts(metadata.get("source"))))
        ),
        confidence=_confidence(metadata.get("confidence")),
        tags=tuple(_texts(metadata.get("owasp"))),
    )


def _component(found: Mapping[str, Any] | None) -> Component | None:
    """The package of a Supply Chain finding."""
    match = (found or {}).get("dependency_match")
    package = match.get("found_dependency") if isinstance(match, dict) else None
    if not isinstance(package, dict) or not isinstance(package.get("package"), str):
        return None
    name, version = package["package"], str(package.get("version") or "")
    transitivity = package.get("transitivity")
    return Component(
        name=name,
        version=version,
        purl=package_url(str(package.get("ecosystem") or ""), name, version),
        is_direct={"direct": True, "transitive": False}.get(str(transitivity)),
    )


def _confidence(word: Any) -> str:
    return word.lower() if isinstance(word, str) and word.upper() in {"HIGH", "MEDIUM", "LOW"} else ""


def _texts(value: Any) -> list[str]:
    """A text or a list of texts, as a list of texts."""
    return [
        item for item in (value if isinstance(value, list) else [value]) if isinstance(item, str) and item
    ]
