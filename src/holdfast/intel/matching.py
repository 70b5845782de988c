"""Matches one package with all that is known of it; pure, over rows of the index."""

import contextlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import msgspec

from holdfast.intel.advisories import Fix, Package
from holdfast.intel.affecting import Version, version_of
from holdfast.intel.ordering import is_before_release, order_of
from holdfast.intel.records import Affected
from holdfast.intel.spelling import spelled

MAX_CANDIDATES = 2_000
"""So many fixed versions are tried; only made-up data has more."""


class Entry(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """What one record says of one package.

    Attributes:
        vulnerability: Number of the vulnerability.
        record: Number of the record.
        affected: The versions.
    """

    vulnerability: int
    record: int
    affected: Affected


@dataclass(slots=True)
class Hit:
    """A vulnerability that a version has.

    Attributes:
        records: Numbers of the records that say so.
        fixed_in: Versions above the installed one that repair it, in their order.
        doubt: GitHub's narrower end of every range that contains the version, where all of them lie below it.
    """

    records: list[int]
    fixed_in: tuple[str, ...] = ()
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known of one package.

    Attributes:
        hits: By number of the vulnerability.
        fix: One version for all, and the numbers of what it leaves; ``None`` when one has no fix.
        problem: Why a part of the answer is unknown.
    """

    hits: dict[int, Hit]
    fix: tuple[Fix, tuple[int, ...]] | None = None
    problem: str = ""

    @property
    def named(self) -> Iterator[int]:
        """The numbers of all vulnerabilities that the answer speaks of."""
        yield from self.hits
        yield from self.fix[1] if self.fix else ()


def match_package(package: Package, entries: Sequence[Entry]) -> Answer:
    """All vulnerabilities of a package at its version."""
    order = order_of(package.ecosystem)
    version = version_of(package.version, spelled(package.ecosystem, package.version), order)
    if not package.version:
        return Answer({}, problem=f"its version is not known; {_records(len(entries))} about it")
    found: dict[int, list[Entry]] = defaultdict(list)
    reasons: dict[str, int] = defaultdict(int)
    for entry in entries:
        try:
            if version.is_in(entry.affected):
                found[entry.vulnerability].append(entry)
        except ValueError as error:
            reasons[str(error)] += 1
    problem = "; ".join(f"{reason}: {_records(count)} not matched" for reason, count in reasons.items())
    hits = {number: _hit(version, members) for number, members in found.items()}
    return Answer(hits, _fix(version, entries, hits) if hits else None, problem[:1000])


def _records(count: int) -> str:
    return f"{count} advisor{'y' if count == 1 else 'ies'}"


def _hit(version: Version, entries: Sequence[Entry]) -> Hit:
    fixed: set[str] = set()
    doubts = []
    for entry in entries:
        # What is listed by name and cannot be compared has no fix that could be told.
        with contextlib.suppress(ValueError):
            fixed.update(version.fixes_in(version.ranges_around(entry.affected)))
        is_sure = version.is_listed(entry.affected)
        doubts.append("" if is_sure else version.doubt_about(entry.affected))
    records = list(dict.fromkeys(entry.record for entry in entries))
    return Hit(records, _ordered(version, fixed), ", ".join(dict.fromkeys(doubts)) if all(doubts) else "")


def _ordered(version: Version, fixed: set[str]) -> tuple[str, ...]:
    """In the ecosystem's order, and by name where two spellings are one version."""
    order = version.order
    return tuple(sorted(sorted(fixed), key=order.key)) if order else ()


def _fix(
    version: Version, entries: Sequence[Entry], hits: dict[int, Hit]
) -> tuple[Fix, tuple[int, ...]] | None:
    """The smallest version free of all vulnerabilities, of the same major version where there is one.

    Where every candidate has some vulnerability, the smallest that has none of the present ones.
    """
    order = version.order
    if order is None or version.key is None or not all(hit.fixed_in for hit in hits.values()):
        return None
    major = order.major(version.text)
    candidates = sorted(
        _candidates(version, entries), key=lambda at: (order.major(at) != major, order.key(at))
    )
    second: tuple[Fix, tuple[int, ...]] | None = None
    for text in candidates[:MAX_CANDIDATES]:
        left = _vulnerabilities_of(version_of(text, "", order), entries)
        if left is None or left & hits.keys():
            continue
        fix = Fix(version=text, is_major=order.major(text) != major)
        if not left:
            return fix, ()
        second = second or (fix, tuple(sorted(left)))
    return second


def _candidates(version: Version, entries: Sequence[Entry]) -> set[str]:
    """Every version above the installed one that a record calls fixed; early ones only for an early one.

    What a distribution ships is released, whatever its version looks like.
    """
    is_shipped = version.order is not None and not version.order.has_majors
    takes_early = is_shipped or is_before_release(version.text)
    found: set[str] = set()
    for entry in entries:
        try:
            found.update(version.fixes_in(entry.affected.ranges))
        except ValueError:
            continue
    return {at for at in found if takes_early or not is_before_release(at)}


def _vulnerabilities_of(version: Version, entries: Sequence[Entry]) -> set[int] | None:
    """The vulnerabilities of a candidate; ``None`` when one of them cannot be told."""
    try:
        return {entry.vulnerability for entry in entries if version.is_in(entry.affected)}
    except ValueError:
        return None
