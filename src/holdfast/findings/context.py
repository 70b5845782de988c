"""The flagged line of code, as something that survives line shifts.

A finding's context is the hash of its line with white space normalised, and the number of equal lines above
it. The hash, not the line: a line of code may hold a secret, and a finding must not.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from holdfast.findings.fingerprint import rule_class
from holdfast.kit.digest import digest
from holdfast.model.category import Category
from holdfast.model.finding import Finding, Location

ReadLines = Callable[[str], Sequence[str] | None]
"""Gives the lines of a file by its relative path, or None when it cannot be read."""

_WITH_CODE = frozenset({Category.SAST, Category.IAC, Category.PIPELINE, Category.CONTAINER})


def no_source(path: str) -> None:
    """The reader for reports without their source."""
    del path


@dataclass(frozen=True, slots=True)
class _Source:
    """The lines of one file, normalised, with the places of each."""

    lines: Sequence[str]
    places: dict[str, list[int]]

    @classmethod
    def of(cls, lines: Sequence[str]) -> "_Source":
        normal = [_normalised(line) for line in lines]
        places: dict[str, list[int]] = defaultdict(list)
        for number, line in enumerate(normal, 1):
            places[line].append(number)
        return cls(normal, places)


def with_contexts(findings: Iterable[Finding], read_lines: ReadLines) -> list[Finding]:
    """The findings with ``location.context`` and ``location.occurrence`` filled in.

    Where the source is at hand, both come from it and are the same for every tool. Where it is not, the
    context is that of the report, and equal findings are told apart by their order in the file.
    """
    sources: dict[str, _Source | None] = {}
    settled, unlocated = [], []
    for finding in findings:
        location = _from_source(finding, sources, read_lines)
        if location is not None:
            settled.append(replace(finding, location=location))
        elif finding.component is not None:
            settled.append(finding)  # A vulnerability is known by its package, wherever it stands.
        else:
            unlocated.append(finding)
    return settled + _numbered(unlocated)


def without_code(finding: Finding) -> Finding:
    """The finding with its snippet's hash in place of the snippet, equal to that of the source's line."""
    snippet = finding.location.context
    if snippet is None:
        return finding
    first = next((line for line in snippet.splitlines() if line.strip()), "")
    context = digest([_normalised(first)]) if finding.category in _WITH_CODE and first else None
    return replace(finding, location=replace(finding.location, context=context))


def _from_source(
    finding: Finding, sources: dict[str, _Source | None], read_lines: ReadLines
) -> Location | None:
    location = finding.location
    if finding.category not in _WITH_CODE or location.path is None or location.line is None:
        return None
    if location.path not in sources:
        lines = read_lines(location.path)
        sources[location.path] = None if lines is None else _Source.of(lines)
    source = sources[location.path]
    if source is None or not 1 <= location.line <= len(source.lines):
        return None
    line = source.lines[location.line - 1]
    above = bisect_left(source.places[line], location.line)
    return replace(location, context=digest([line]), occurrence=above)


def _numbered(findings: list[Finding]) -> list[Finding]:
    """Tell findings of one identity apart by the order of their places, one count for each tool."""
    marked = [(finding, _likeness(finding), _position(finding)) for finding in findings]
    places: dict[tuple[str, ...], set[tuple[int, int]]] = defaultdict(set)
    for _, likeness, position in marked:
        places[likeness].add(position)
    ordered = {likeness: sorted(found) for likeness, found in places.items()}
    return [
        _with_occurrence(finding, bisect_left(ordered[likeness], position))
        for finding, likeness, position in marked
    ]


def _with_occurrence(finding: Finding, occurrence: int) -> Finding:
    if not occurrence:
        return finding
    return replace(finding, location=replace(finding.location, occurrence=occurrence))


def _likeness(finding: Finding) -> tuple[str, ...]:
    location = finding.location
    place = (location.path or "", location.resource or "")
    return (finding.tool, rule_class(finding), *place, location.context or finding.title)


def _position(finding: Finding) -> tuple[int, int]:
    return (finding.location.line or 0, finding.location.column or 0)


def _normalised(line: str) -> str:
    return " ".join(line.split())
