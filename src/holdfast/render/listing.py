"""Findings as lists show them: worst first, each with all that the document says about it."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from holdfast.model.finding import Finding
from holdfast.model.scan import Scan
from holdfast.model.severity import Severity
from holdfast.model.waiver import Waiver
from holdfast.render.rendering import Document

WORST_FIRST = tuple(sorted(Severity, key=lambda severity: -severity.rank))


class Standing(StrEnum):
    """What the gate makes of a finding; the values are the words for people."""

    UNGATED = ""
    BLOCKS = "blocks"
    WAIVED = "waived"
    LET_THROUGH = "let through"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A finding in a list.

    Attributes:
        finding: The finding.
        standing: What the gate makes of it.
        is_new: Whether the baseline does not hold it; ``None`` without a baseline.
        waiver: What covers it.
    """

    finding: Finding
    standing: Standing = Standing.UNGATED
    is_new: bool | None = None
    waiver: Waiver | None = None

    @property
    def is_blocking(self) -> bool:
        """Whether it fails the gate."""
        return self.standing is Standing.BLOCKS


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The same weakness in several places: one line in a list for people.

    Attributes:
        lead: The worst entry; it speaks for all.
        entries: All of them, the lead first.
    """

    lead: Entry
    entries: tuple[Entry, ...]

    @property
    def places(self) -> tuple[str, ...]:
        """Where it is, each place once."""
        return tuple(dict.fromkeys(entry.finding.place for entry in self.entries))


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """A scanner with what it did and found.

    Attributes:
        name: The scanner's name, or the tool's where the run has no scan of it.
        scans: Its scans: none for a bare report, several where several reports were read.
        entries: Its findings.
    """

    name: str
    scans: tuple[Scan, ...]
    entries: tuple[Entry, ...]


def entries(document: Document) -> tuple[Entry, ...]:
    """The run's findings: those that block first and those waived last, each worst first."""
    decision, run = document.decision, document.run
    waivers = {item.fingerprint: item.waiver for item in decision.waived} if decision else {}
    stands = dict.fromkeys(waivers, Standing.WAIVED) | dict.fromkeys(document.blocking, Standing.BLOCKS)
    otherwise = Standing.LET_THROUGH if decision else Standing.UNGATED
    made = (
        Entry(
            finding=finding,
            standing=stands.get(finding.fingerprint, otherwise),
            is_new=None if run.known is None else run.is_new(finding),
            waiver=waivers.get(finding.fingerprint),
        )
        for finding in run.findings
    )
    return worst_first(made)


def worst_first(listed: Iterable[Entry]) -> tuple[Entry, ...]:
    """Entries in the order of lists: blocking, then the others, then waived; each worst first."""
    return tuple(sorted(listed, key=_order))


def grouped(listed: Iterable[Entry]) -> tuple[Group, ...]:
    """Entries that differ only in their place, together; in the order of their first."""
    groups: dict[tuple[object, ...], list[Entry]] = {}
    for entry in listed:
        groups.setdefault(_likeness(entry), []).append(entry)
    return tuple(Group(lead=group[0], entries=tuple(group)) for group in groups.values())


def counts(findings: Iterable[Finding]) -> Mapping[Severity, int]:
    """Number of findings by severity, worst first, zeros included."""
    counted = Counter(finding.severity for finding in findings)
    return {severity: counted[severity] for severity in WORST_FIRST}


def shelves(document: Document) -> tuple[Shelf, ...]:
    """The run's scanners in its order, with their scans and findings; then tools that have no scan in it.

    A merged finding is shown once, with the first of its tools that has a scan.
    """
    scans: dict[str, list[Scan]] = {}
    for scan in document.run.scans:
        scans.setdefault(scan.scanner, []).append(scan)
    found: dict[str, list[Entry]] = {name: [] for name in scans}
    for entry in entries(document):
        candidates = (entry.finding.tool, *entry.finding.tools)
        home = next((tool for tool in candidates if tool in scans), entry.finding.tool)
        found.setdefault(home, []).append(entry)
    return tuple(
        Shelf(name=name, scans=tuple(scans.get(name, ())), entries=tuple(listed))
        for name, listed in found.items()
    )


def _order(entry: Entry) -> tuple[object, ...]:
    finding = entry.finding
    return (
        not entry.is_blocking,
        entry.standing is Standing.WAIVED,
        -finding.severity.rank,
        not finding.is_exploited,
        -(finding.epss.score if finding.epss else 0.0),
        finding.category,
        finding.location.path or finding.location.url or "",
        finding.location.line or 0,
        finding.rule,
        finding.fingerprint,
    )


def _likeness(entry: Entry) -> tuple[object, ...]:
    finding = entry.finding
    return (
        entry.standing,
        entry.is_new,
        entry.waiver,
        finding.severity,
        finding.category,
        finding.rule,
        finding.title,
        finding.tools,
        finding.fix,
        finding.component and finding.component.name,
    )
