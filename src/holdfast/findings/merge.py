"""One finding over several scanners: equal fingerprints become one finding that lists all its sources."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TypeVar

from msgspec.structs import replace

from holdfast.kit.vulnerability_ids import canonical_order
from holdfast.model.finding import Component, Finding, Source
from holdfast.model.severity import Severity

T = TypeVar("T")


def merge(findings: Iterable[Finding]) -> list[Finding]:
    """The findings, one for each fingerprint, worst first; the order of the input does not matter."""
    groups: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        groups[finding.fingerprint].append(finding)
    return sorted((_merged(group) for group in groups.values()), key=order)


def order(finding: Finding) -> tuple[int, str, str, int, str]:
    """The sort key of lists of findings: worst first, then by category, place and fingerprint."""
    location = finding.location
    return (
        -finding.severity.rank,
        finding.category,
        location.path or location.url or "",
        location.line or 0,
        finding.fingerprint,
    )


def _merged(group: list[Finding]) -> Finding:
    if len(group) == 1:
        only = group[0]
        return only if only.sources else replace(only, sources=(_source(only),))
    group = sorted(group, key=_precedence)
    lead = group[0]
    known = [finding.severity for finding in group if finding.severity is not Severity.UNKNOWN]
    return replace(
        lead,
        severity=max(known, key=lambda severity: severity.rank, default=Severity.UNKNOWN),
        component=_component([finding.component for finding in group if finding.component]),
        ids=canonical_order(_united(finding.ids for finding in group)),
        cwe=_united(finding.cwe for finding in group),
        description=_first(finding.description for finding in group),
        fix=_first(finding.fix for finding in group),
        references=_united(finding.references for finding in group),
        tags=_united(finding.tags for finding in group),
        cvss=max((f.cvss for f in group if f.cvss), key=lambda cvss: (cvss.score, cvss.vector), default=None),
        epss=max((f.epss for f in group if f.epss), key=lambda epss: (epss.score, epss.model), default=None),
        is_exploited=_any_known(finding.is_exploited for finding in group),
        published=min((f.published for f in group if f.published), default=None),
        secret=next((f.secret for f in group if f.secret and f.secret.hint), lead.secret),
        sources=_sources(group),
        also_known_as=tuple(sorted({name for f in group for name in f.also_known_as} - {lead.fingerprint})),
    )


def _precedence(finding: Finding) -> tuple[object, ...]:
    """Which finding speaks for its group: the worst, then by everything that could differ."""
    location = finding.location
    return (
        -finding.severity.rank,
        finding.tool,
        finding.rule,
        location.line or 0,
        location.column or 0,
        repr(finding),
    )


def _sources(group: Sequence[Finding]) -> tuple[Source, ...]:
    own = {_source(finding) for finding in group if not finding.sources}
    earlier = {source for finding in group for source in finding.sources}
    return tuple(sorted(own | earlier, key=lambda s: (s.tool, s.rule, s.line or 0, s.version, s.severity)))


def _source(finding: Finding) -> Source:
    return Source(
        tool=finding.tool,
        rule=finding.rule,
        severity=finding.severity,
        line=finding.location.line,
        version=finding.component.version if finding.component else "",
    )


def _component(components: Sequence[Component]) -> Component | None:
    if not components:
        return None
    return replace(
        components[0],
        purl=_first(component.purl for component in components),
        fixed_in=_united(component.fixed_in for component in components),
        upgrade_to=_first(component.upgrade_to for component in components),
        is_direct=_any_known(component.is_direct for component in components),
    )


def _united(parts: Iterable[tuple[T, ...]]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(item for part in parts for item in part))


def _first(texts: Iterable[str]) -> str:
    return next(filter(None, texts), "")


def _any_known(answers: Iterable[bool | None]) -> bool | None:
    known = [answer for answer in answers if answer is not None]
    return any(known) if known else None
