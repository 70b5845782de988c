"""The advisory report of npm 6, which pnpm and yarn write too: one shape under three names."""

import re
from collections.abc import Iterable, Iterator

import msgspec

from holdfast.findings.parsing import Report
from holdfast.kit.dates import day
from holdfast.kit.packages import package_url
from holdfast.kit.vulnerability_ids import canonical_order, cwe_numbers, ids_in
from holdfast.model.category import Category
from holdfast.model.finding import Component, Finding, Location
from holdfast.model.scores import cvss
from holdfast.model.severity import Severity

SEVERITIES = {
    "critical": Severity.CRITICAL,
    "high": Severity.HIGH,
    "moderate": Severity.MEDIUM,
    "medium": Severity.MEDIUM,
    "low": Severity.LOW,
    "info": Severity.INFO,
}

_LOWEST = re.compile(r">=\s*([\w.+-]+)", re.ASCII)
_SHOWN_PATHS = 10
_DIRECT_STEPS = 1


class Score(msgspec.Struct):
    """The ``cvss`` object; a score of 0 without vector stands for none."""

    score: float | None = None
    vector: str | None = msgspec.field(default=None, name="vectorString")


class Installed(msgspec.Struct):
    """One item of ``findings``: a version, and how it came in."""

    version: str = ""
    paths: list[str] = []


class Advisory(msgspec.Struct):
    """One advisory with the installed versions that it is about."""

    id: int | str
    module_name: str
    severity: str
    title: str = ""
    findings: list[Installed] = []
    cves: list[str] | None = None
    github_advisory_id: str | None = None
    url: str | None = None
    cwe: str | list[str] | None = None
    cvss: Score | None = None
    overview: str | None = None
    recommendation: str | None = None
    references: str | None = None
    vulnerable_versions: str | None = None
    patched_versions: str | None = None
    created: str | None = None


class Error(msgspec.Struct):
    """What the tools write instead of a report when they could not audit."""

    code: str | None = None
    summary: str | None = None
    message: str | None = None
    detail: str | None = None

    def __str__(self) -> str:
        parts = dict.fromkeys(part.strip() for part in (self.code, self.summary, self.message) if part)
        return ": ".join(filter(None, parts))


def advisory_findings(
    report: Report, advisories: Iterable[tuple[str, Advisory]], *, tool: str, lock_file: str
) -> Iterator[Finding]:
    """One finding for each advisory and installed version.

    Args:
        report: Where unknown words are stated.
        advisories: The advisories with their places.
        tool: Name of the tool that wrote the report.
        lock_file: The file that the tool audits; the report itself does not name it.
    """
    for place, advisory in advisories:
        severity = report.severity(SEVERITIES, advisory.severity.lower(), place)
        for installed in _by_version(advisory):
            yield _finding(advisory, installed, severity, tool, lock_file)


def _by_version(advisory: Advisory) -> list[Installed]:
    """The versions, each once with all its paths; an advisory without any still is one finding."""
    paths: dict[str, list[str]] = {}
    for installed in advisory.findings or [Installed()]:
        paths.setdefault(installed.version, []).extend(installed.paths)
    return [Installed(version=version, paths=found) for version, found in paths.items()]


def _finding(
    advisory: Advisory, installed: Installed, severity: Severity, tool: str, lock_file: str
) -> Finding:
    name, version = advisory.module_name, installed.version
    ids = (*(advisory.cves or ()), advisory.github_advisory_id or "", *ids_in(advisory.url))
    return Finding(
        tool=tool,
        rule=advisory.github_advisory_id or str(advisory.id),
        title=f"{name}: {advisory.title}" if advisory.title else name,
        severity=severity,
        category=Category.SCA,
        location=Location(path=lock_file),
        component=Component(
            name=name,
            version=version,
            purl=package_url("npm", name, version),
            fixed_in=_fixed_in(advisory.patched_versions or ""),
            is_direct=_is_direct(installed.paths),
        ),
        ids=canonical_order(ids),
        cwe=_cwe(advisory.cwe),
        description=_description(advisory, installed),
        fix=advisory.recommendation or "",
        references=tuple(filter(None, (advisory.url,))),
        cvss=cvss(advisory.cvss.score or None, advisory.cvss.vector) if advisory.cvss else None,
        published=day(advisory.created),
        tags=("vulnerability",),
    )


def _fixed_in(patched: str) -> tuple[str, ...]:
    """The lowest repaired version of each range; ``<0.0.0`` is npm's word for none."""
    ranges = [part.strip() for part in patched.split("||") if part.strip()]
    if ranges == ["<0.0.0"]:
        return ()
    starts = [_LOWEST.match(part) for part in ranges]
    return tuple(start[1] if start else part for start, part in zip(starts, ranges, strict=True))


def _cwe(value: str | list[str] | None) -> tuple[int, ...]:
    return cwe_numbers(*value) if isinstance(value, list) else cwe_numbers(value)


def _is_direct(paths: list[str]) -> bool | None:
    """Whether some path has one step; pnpm's paths start with the importing project."""
    if not paths:
        return None
    return any(len(path.removeprefix(".>").split(">")) == _DIRECT_STEPS for path in paths)


def _description(advisory: Advisory, installed: Installed) -> str:
    lines = [advisory.overview or ""]
    if advisory.vulnerable_versions:
        lines.append(f"Vulnerable versions: {advisory.vulnerable_versions}")
    if installed.paths:
        more = len(installed.paths) - _SHOWN_PATHS
        lines.append("Required by: " + ", ".join(installed.paths[:_SHOWN_PATHS]))
        lines += [f"and {more} more paths"] if more > 0 else []
    return "\n".join(filter(None, lines))
