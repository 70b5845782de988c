"""Nuclei's output (``nuclei -jsonl`` or ``-json-export``): one match a line, or a list of matches.

An empty output is what Nuclei writes when nothing matched, and when it could not start: it proves nothing.
What a template extracted may be a secret, and requests carry credentials: neither is kept.
"""

from collections.abc import Iterator
from urllib.parse import urlsplit

import msgspec

from holdfast.findings.parsing import Report, parser
from holdfast.findings.signatures import JsonArray, JsonLines, JsonObject
from holdfast.kit.vulnerability_ids import canonical_order, cwe_numbers
from holdfast.model.category import Category
from holdfast.model.finding import Cvss, Finding, Location
from holdfast.model.scores import cvss, epss
from holdfast.model.severity import Severity

SEVERITIES = {
    "critical": Severity.CRITICAL,
    "high": Severity.HIGH,
    "medium": Severity.MEDIUM,
    "low": Severity.LOW,
    "info": Severity.INFO,
    "unknown": Severity.UNKNOWN,
}

METHODS = {"GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "CONNECT"}

Words = list[str] | str | None
"""Nuclei writes a single word or a list of them, by version and template."""


class Classification(msgspec.Struct, rename="kebab"):
    """Which vulnerability a template looks for."""

    cve_id: Words = None
    cwe_id: Words = None
    cvss_metrics: str | None = None
    cvss_score: float | None = None
    epss_score: float | None = None
    epss_percentile: float | None = None


class Info(msgspec.Struct):
    """The header of a template."""

    name: str = ""
    severity: str = ""
    description: str | None = None
    remediation: str | None = None
    reference: Words = None
    tags: Words = None
    classification: Classification | None = None


class Match(msgspec.Struct, rename="kebab"):
    """One line: a template that matched."""

    info: Info
    template_id: str = ""
    template_id_v2: str = msgspec.field(default="", name="templateID")
    matcher_name: str | None = None
    matcher_status: bool = True
    type: str = ""
    host: str = ""
    matched_at: str = ""
    matched: str = ""
    request: str | None = None


@parser(
    "nuclei",
    title="Nuclei",
    category=Category.DAST,
    homepage="https://docs.projectdiscovery.io/tools/nuclei",
    holds_secrets=True,
    signatures=(
        JsonLines(("template-id", "info", "type", "host")),
        JsonObject(("template-id", "info", "type", "host")),
        JsonArray(("template-id", "info", "type", "host")),
        JsonLines(("templateID", "info", "type", "host")),
    ),
)
def parse(report: Report) -> Iterator[Finding]:
    """Yield one finding a match."""
    if report.data.lstrip().startswith(b"["):
        rows = report.rows(report.json(list[msgspec.Raw]), Match, "matches")
    else:
        rows = report.json_lines(Match)
    for place, row in rows:
        if row.matcher_status:
            yield _finding(row, report.severity(SEVERITIES, row.info.severity.lower(), place))


def _finding(row: Match, severity: Severity) -> Finding:
    info = row.info
    known = info.classification or Classification()
    template = row.template_id or row.template_id_v2
    tags = _words(info.tags)
    return Finding(
        tool="nuclei",
        rule=f"{template}:{row.matcher_name}" if row.matcher_name else template,
        title=f"{info.name} ({row.matcher_name})" if row.matcher_name else info.name,
        severity=severity,
        category=Category.DAST,
        location=_place(row),
        ids=canonical_order(name for name in _words(known.cve_id)),
        cwe=cwe_numbers(*_words(known.cwe_id)),
        description=info.description or "",
        fix=info.remediation or "",
        references=_words(info.reference),
        cvss=_score(known),
        epss=epss(known.epss_score, known.epss_percentile),
        is_exploited=True if "kev" in tags else None,
        tags=tuple(filter(None, (row.type, *tags))),
    )


def _words(value: Words) -> tuple[str, ...]:
    parts = value.split(",") if isinstance(value, str) else value or []
    return tuple(word for part in parts if (word := part.strip()))


def _place(row: Match) -> Location:
    """A URL for HTTP templates, a host with port for the others."""
    where = row.matched_at or row.matched or row.host
    method = (row.request or "").split(" ", 1)[0][:10]
    if "://" not in where:
        return Location(resource=where or None)
    return Location(url=where, method=method if method in METHODS else None, resource=_host(where))


def _host(url: str) -> str | None:
    try:
        return urlsplit(url).netloc or None
    except ValueError:
        return None


def _score(known: Classification) -> Cvss | None:
    return cvss(known.cvss_score or None, known.cvss_metrics)
