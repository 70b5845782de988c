"""OSV records: read within limits, and cut down to what matching and telling need."""

import re
from collections.abc import Iterable, Iterator
from typing import TypeVar

import msgspec

from holdfast.errors import ReportError
from holdfast.intel.ecosystems import normal_name
from holdfast.intel.spelling import spelled
from holdfast.kit.bounded import read_json
from holdfast.kit.vulnerability_ids import cwe_numbers

MAX_RECORD_BYTES = 16 * 2**20
MAX_TITLE_CHARACTERS = 160
MAX_DETAILS_CHARACTERS = 6_000
MAX_REFERENCES = 25
MAX_IDS = 200
MAX_ID_CHARACTERS = 128
MAX_EVENTS = 20_000

INTRODUCED, FIXED, LAST_AFFECTED, LIMIT = "introduced", "fixed", "last_affected", "limit"
T = TypeVar("T")

_BOUND = re.compile(r"\s*(<=?)\s*([^\s,<>=]{1,100})\s*", re.ASCII)


class _Score(msgspec.Struct):
    """One item of ``severity``."""

    type: str = ""
    score: str = ""


class _Weakness(msgspec.Struct):
    """A CWE as some databases give it."""

    id: str = msgspec.field(default="", name="cweId")


class _Own(msgspec.Struct):
    """What a database says in its own words."""

    severity: msgspec.Raw = msgspec.Raw()
    cvss: msgspec.Raw = msgspec.Raw()
    cwe_ids: msgspec.Raw = msgspec.Raw()
    cwes: msgspec.Raw = msgspec.Raw()
    informational: msgspec.Raw = msgspec.Raw()
    last_known: msgspec.Raw = msgspec.field(default=msgspec.Raw(), name="last_known_affected_version_range")


class _Event(msgspec.Struct):
    """One item of ``events``."""

    introduced: str | None = None
    fixed: str | None = None
    last_affected: str | None = None
    limit: str | None = None


class _Range(msgspec.Struct):
    """One item of ``ranges``."""

    type: str = ""
    events: list[_Event] | None = None


class _AffectedPackage(msgspec.Struct):
    """The package of one item of ``affected``."""

    ecosystem: str = ""
    name: str = ""


class _Affected(msgspec.Struct):
    """One item of ``affected``."""

    package: _AffectedPackage | None = None
    ranges: list[_Range] | None = None
    versions: list[str] | None = None
    severity: list[_Score] | None = None
    own: _Own | None = msgspec.field(default=None, name="database_specific")


class _Reference(msgspec.Struct):
    """One item of ``references``."""

    url: str = ""


class _Record(msgspec.Struct):
    """An OSV record as published."""

    id: str
    modified: str = ""
    published: str | None = None
    withdrawn: str | None = None
    aliases: list[str] | None = None
    upstream: list[str] | None = None
    summary: str | None = None
    details: str | None = None
    severity: list[_Score] | None = None
    affected: list[_Affected] | None = None
    references: list[_Reference] | None = None
    own: _Own | None = msgspec.field(default=None, name="database_specific")


class Affected(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """Versions of one package that a record calls affected.

    Attributes:
        ranges: Each a list of events: kind and version.
        versions: Listed versions in their normal spelling, each between line feeds.
        bound: GitHub's narrower upper end (``<4.0.0``), where it gives one.
    """

    ranges: tuple[tuple[tuple[str, str], ...], ...] = ()
    versions: str = ""
    bound: str = ""


class Advisory(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """What a record says besides its packages.

    Attributes:
        id: Its own id.
        aliases: Other ids of the same vulnerability.
        upstream: Ids of the vulnerabilities that a distribution's record repairs.
        title: One line.
        details: Markdown, cut at a limit.
        word: Severity in the database's own word.
        vectors: CVSS vectors.
        cwe: CWE numbers.
        references: Addresses.
        published: ISO 8601, empty when not given.
        modified: ISO 8601.
        withdrawn: ISO 8601, empty for a record that stands.
    """

    id: str
    aliases: tuple[str, ...] = ()
    upstream: tuple[str, ...] = ()
    title: str = ""
    details: str = ""
    word: str = ""
    vectors: tuple[str, ...] = ()
    cwe: tuple[int, ...] = ()
    references: tuple[str, ...] = ()
    published: str = ""
    modified: str = ""
    withdrawn: str = ""


class Record(msgspec.Struct, frozen=True):
    """One record, ready for the index.

    Attributes:
        advisory: What it says.
        affected: Ecosystem, normal name and versions, once for each package and set of ranges.
        ecosystem: The ecosystem that it names first; empty when it names no package.
        gaps: What of it cannot be matched, in words.
    """

    advisory: Advisory
    affected: tuple[tuple[str, str, Affected], ...] = ()
    ecosystem: str = ""
    gaps: tuple[str, ...] = ()


def read_record(data: bytes) -> Record:
    """A record from its JSON.

    Raises:
        ReportError: It is no OSV record.
        ReportTooLarge: It is larger or deeper than the limits.
    """
    raw: _Record = read_json(data, _Record)
    if not raw.id or len(raw.id) > MAX_ID_CHARACTERS:
        raise ReportError("The record has no id", "every OSV record has one", "check where it comes from")
    packages = [item for item in raw.affected or () if item.package and item.package.name]
    gaps: list[str] = []
    affected = tuple(_affected(packages, gaps))
    return Record(
        advisory=_advisory(raw),
        affected=affected,
        ecosystem=affected[0][0] if affected else "",
        gaps=tuple(gaps),
    )


def _affected(items: Iterable[_Affected], gaps: list[str]) -> Iterator[tuple[str, str, Affected]]:
    for item in items:
        package = item.package
        if package is None or not package.ecosystem:
            continue
        ranges = tuple(filter(None, (_events(span) for span in item.ranges or () if span.type != "GIT")))
        versions = sorted({spelled(package.ecosystem, version) for version in item.versions or ()})
        if not ranges and not versions:
            gaps.append(f"names no versions of {package.name[:100]}")
            continue
        listed = f"\n{chr(10).join(versions)}\n" if versions else ""
        bound = _bound(item.own)
        yield (
            package.ecosystem,
            normal_name(package.ecosystem, package.name),
            Affected(ranges, listed, bound),
        )


def _events(span: _Range) -> tuple[tuple[str, str], ...]:
    if len(span.events or ()) > MAX_EVENTS:
        raise ReportError(
            f"A range has more than {MAX_EVENTS} events", "no real one has", "check where the record is from"
        )
    return tuple(
        (kind, version)
        for event in span.events or ()
        for kind, version in (
            (INTRODUCED, event.introduced),
            (FIXED, event.fixed),
            (LAST_AFFECTED, event.last_affected),
            (LIMIT, event.limit),
        )
        if version
    )


def _bound(own: _Own | None) -> str:
    found = _BOUND.fullmatch(_text(own.last_known)) if own else None
    return found[1] + found[2] if found else ""


def _advisory(raw: _Record) -> Advisory:
    owns = [own for own in (raw.own, *(item.own for item in raw.affected or ())) if own]
    scores = [*(raw.severity or ()), *(score for item in raw.affected or () for score in item.severity or ())]
    return Advisory(
        id=raw.id.strip(),
        aliases=_ids(raw.aliases),
        upstream=_ids(raw.upstream),
        title=_title(raw),
        details=(raw.details or "")[:MAX_DETAILS_CHARACTERS],
        word=_word(raw.id, owns, scores),
        vectors=_vectors(owns, scores),
        cwe=_cwe(owns),
        references=tuple(
            dict.fromkeys(link.url for link in (raw.references or ())[: 4 * MAX_REFERENCES] if link.url)
        )[:MAX_REFERENCES],
        published=raw.published or "",
        modified=raw.modified,
        withdrawn=raw.withdrawn or "",
    )


def _ids(names: list[str] | None) -> tuple[str, ...]:
    kept = (name.strip() for name in (names or ())[:MAX_IDS] if len(name) <= MAX_ID_CHARACTERS)
    return tuple(dict.fromkeys(filter(None, kept)))


def _title(raw: _Record) -> str:
    """The summary, or where there is none, the first line of the details that holds words."""
    lines = (raw.summary or raw.details or "")[:4000].splitlines()
    first = next((line.strip(" #*\t") for line in lines if line.strip(" #*\t")), "")
    return first if len(first) <= MAX_TITLE_CHARACTERS else f"{first[: MAX_TITLE_CHARACTERS - 1]}…"


def _word(name: str, owns: Iterable[_Own], scores: Iterable[_Score]) -> str:
    """The severity in words: malicious packages are attacks; RustSec's notices are no vulnerabilities."""
    if name.startswith("MAL-"):
        return "critical"
    spoken = next(filter(None, (_text(own.severity) for own in owns)), "")
    rated = next((score.score for score in scores if score.type == "Ubuntu"), "")
    notice = next(filter(None, (_text(own.informational) for own in owns)), "")
    return (spoken or rated or ("info" if notice else ""))[:20].lower()


def _vectors(owns: Iterable[_Own], scores: Iterable[_Score]) -> tuple[str, ...]:
    given = [score.score for score in scores if score.type.startswith("CVSS")]
    given += [_text(own.cvss) for own in owns]
    return tuple(dict.fromkeys(text for text in given[:100] if text and len(text) < 400))


def _cwe(owns: Iterable[_Own]) -> tuple[int, ...]:
    names: list[str] = []
    for own in owns:
        names += _decoded(own.cwe_ids, list[str]) or ()
        names += (weakness.id for weakness in _decoded(own.cwes, list[_Weakness]) or ())
    return cwe_numbers(*names[:100])


def _text(raw: msgspec.Raw) -> str:
    """A text of a database's own; these fields may hold anything, and what is no text says nothing."""
    return _decoded(raw, str) or ""


def _decoded(raw: msgspec.Raw, kind: type[T]) -> T | None:
    if not memoryview(raw):
        return None
    try:
        return msgspec.json.decode(raw, type=kind)
    except (msgspec.DecodeError, RecursionError):
        return None
