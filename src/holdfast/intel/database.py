"""The advisory database, opened for reading: matches packages, shows vulnerabilities, tells its state."""

import sqlite3
import urllib.parse
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgspec
from msgspec.structs import replace

from holdfast.errors import StorageError
from holdfast.intel import schema
from holdfast.intel.advisories import Exploitation, Fix, Matches, Package, PackageMatch, Vulnerability
from holdfast.intel.feeds import DatabaseState, Feed, FeedKind, judge, moment
from holdfast.intel.grouping import names_of
from holdfast.intel.matching import Answer, Entry, Hit, match_package
from holdfast.intel.merging import merge
from holdfast.intel.records import Advisory
from holdfast.kit.dates import day
from holdfast.model.finding import Epss

FOLDER = "advisories"
FILE = "advisories.sqlite"
_CHUNK = 500
"""So many values are asked for at a time; SQLite takes 999 in its oldest versions."""

_TODO = "run `holdfast db update`"


def database_file(cache: Path) -> Path:
    """Where the database lies below the cache folder of Holdfast."""
    return cache / FOLDER / FILE


def open_database(path: Path) -> "Database":
    """Open the database read-only.

    Raises:
        StorageError: There is none, it is damaged, or another version of Holdfast wrote it.
    """
    if not path.is_file():
        raise StorageError("There is no advisory database", f"{path} does not exist", _TODO)
    address = f"file:{urllib.parse.quote(str(path.absolute()))}?mode=ro&immutable=1"
    try:
        connection = sqlite3.connect(address, uri=True)
        (application,) = connection.execute("PRAGMA application_id").fetchone()
        (version,) = connection.execute("PRAGMA user_version").fetchone()
    except sqlite3.Error as error:
        raise _damaged(path, error) from None
    if (application, version) != (schema.APPLICATION_ID, schema.VERSION):
        connection.close()
        raise StorageError(
            f"{path} was written by another version of Holdfast", f"its format is {version}", _TODO
        )
    return Database(path, connection)


class Database:
    """All advisories, in one file that never changes while it is open.

    An update gives its file another content by renaming; who has it open goes on with what was there.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        """Take over an open connection."""
        self.path = path
        self._connection = connection
        self._known: dict[int, Vulnerability] = {}
        self._records: dict[int, dict[int, Advisory]] = {}
        """Records by number, of each known vulnerability."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        self._connection.close()

    def match(self, packages: Iterable[Package]) -> Matches:
        """Everything known about the packages, each distinct one once.

        Raises:
            StorageError: The database is damaged.
        """
        distinct = list(dict.fromkeys(packages))
        coverage = self.coverage
        answers: dict[Package, Answer] = {}
        uncovered: dict[str, int] = {}
        for package in distinct:
            if not coverage.get(package.ecosystem):
                uncovered[package.ecosystem] = uncovered.get(package.ecosystem, 0) + 1
            entries = self._entries(package)
            if entries:
                answers[package] = match_package(package, entries)
        self._learn({number for answer in answers.values() for number in answer.named})
        return Matches(
            packages=tuple(
                self._told(package, answer)
                for package, answer in answers.items()
                if answer.hits or answer.problem
            ),
            examined=len(distinct) - sum(uncovered.values()),
            uncovered=uncovered,
        )

    def find(self, name: str) -> Vulnerability | None:
        """The vulnerability of that id or alias, withdrawn ones too; ``None`` when there is none."""
        row = next(self._rows("SELECT vulnerability FROM alias WHERE name = ?", (name.strip(),)), None)
        if row is None:
            return None
        self._learn({row[0]})
        return self._known.get(row[0])

    def packages_of(self, vulnerability: Vulnerability) -> tuple[Package, ...]:
        """The packages that its records name, without version; a slow look through all of them."""
        row = next(self._rows("SELECT vulnerability FROM alias WHERE name = ?", (vulnerability.id,)), None)
        if row is None:
            return ()
        decode = msgspec.msgpack.Decoder(list[tuple[int, int, msgspec.Raw]]).decode
        return tuple(
            Package(system, name)
            for system, name, body in self._rows("SELECT ecosystem, name, body FROM package")
            if any(owner == row[0] for owner, _, _ in decode(body))
        )

    def state(self, now: datetime, max_age: timedelta) -> DatabaseState:
        """Every feed, judged by its age."""
        built = next(self._rows("SELECT value FROM fact WHERE name = 'built'"), ("",))[0]
        return DatabaseState(feeds=judge(self.feeds, now, max_age), built=moment(built))

    @property
    def feeds(self) -> tuple[Feed, ...]:
        """The feeds, by name."""
        decode = msgspec.json.Decoder(Feed).decode
        return tuple(decode(body) for (body,) in self._rows("SELECT body FROM feed ORDER BY name"))

    @property
    def coverage(self) -> dict[str, int]:
        """How many packages of each ecosystem have advisories, for the ecosystems that have a feed."""
        return dict(self._rows("SELECT ecosystem, packages FROM coverage"))

    def skipped(self, feed: str) -> tuple[tuple[str, str], ...]:
        """The records of a feed that could not be read, with the reason; the first thousand."""
        return tuple(self._rows("SELECT place, why FROM skipped WHERE feed = ?", (feed,)))

    def _rows(self, statement: str, values: Sequence[Any] = ()) -> Iterator[Any]:
        try:
            yield from self._connection.execute(statement, values)
        except sqlite3.Error as error:
            raise _damaged(self.path, error) from None

    def _entries(self, package: Package) -> list[Entry]:
        statement = "SELECT body FROM package WHERE ecosystem = ? AND name = ?"
        row = next(self._rows(statement, (package.ecosystem, package.name)), None)
        try:
            return _ENTRIES.decode(row[0]) if row else []
        except msgspec.DecodeError as error:
            raise _damaged(self.path, error) from None

    def _learn(self, numbers: set[int]) -> None:
        """Read and merge the records of these vulnerabilities, and what is known of their exploitation."""
        missing = sorted(numbers - self._known.keys())
        if not missing:
            return
        records: dict[int, dict[int, Advisory]] = {}
        statement = "SELECT vulnerability, number, body FROM advisory WHERE vulnerability IN"
        for owner, number, body in self._in(statement, missing):
            try:
                records.setdefault(owner, {})[number] = _ADVISORY.decode(body)
            except msgspec.DecodeError as error:
                raise _damaged(self.path, error) from None
        self._records.update(records)
        merged = {number: merge(list(members.values())) for number, members in records.items()}
        self._known.update(self._with_likelihood(merged))

    def _with_likelihood(self, merged: dict[int, Vulnerability]) -> dict[int, Vulnerability]:
        """The same with KEV and EPSS joined by CVE id; of several ids the most likely counts."""
        cves = sorted({name for one in merged.values() for name in one.ids if name.startswith("CVE-")})
        feeds = {feed.kind: feed for feed in self.feeds}
        exploited = {
            cve: Exploitation(added=day(added), due=day(due), is_in_ransomware=bool(ransomware))
            for cve, added, due, ransomware in self._in("SELECT * FROM exploited WHERE cve IN", cves)
        }
        scores = feeds.get(FeedKind.EPSS)
        model, as_of = (scores.model, scores.newest) if scores else ("", None)
        likely = {
            cve: Epss(score=score, percentile=share, as_of=as_of.date() if as_of else None, model=model)
            for cve, score, share in self._in("SELECT * FROM likelihood WHERE cve IN", cves)
        }
        return {
            number: replace(
                one,
                epss=max(
                    (likely[name] for name in one.ids if name in likely),
                    key=lambda found: found.score,
                    default=None,
                ),
                exploitation=next((exploited[name] for name in one.ids if name in exploited), None),
                is_exploited=(
                    any(name in exploited for name in one.ids)
                    if FeedKind.KEV in feeds and any(name.startswith("CVE-") for name in one.ids)
                    else None
                ),
            )
            for number, one in merged.items()
        }

    def _in(self, statement: str, values: Sequence[Any]) -> Iterator[Any]:
        for start in range(0, len(values), _CHUNK):
            chunk = values[start : start + _CHUNK]
            yield from self._rows(f"{statement} ({','.join('?' * len(chunk))})", chunk)

    def _told(self, package: Package, answer: Answer) -> PackageMatch:
        found = [self._one(number, hit) for number, hit in answer.hits.items()]
        found.sort(key=lambda one: (-one.severity.rank, not one.is_exploited, -_likelihood(one), one.ids))
        return PackageMatch(
            package=package,
            vulnerabilities=tuple(found),
            fix=self._fix(answer),
            problem=answer.problem,
        )

    def _one(self, number: int, hit: Hit) -> Vulnerability:
        """The vulnerability as this package has it: without the ids of records about other packages only."""
        known, records = self._known[number], self._records[number]
        saying = [records[one] for one in hit.records]
        named = {name for record in saying for name in (*names_of(record), *record.upstream)}
        foreign = {record.id for record in records.values()} - named
        own = {record.id for record in saying}
        return replace(
            known,
            ids=tuple(name for name in known.ids if name not in foreign),
            records=tuple(sorted(known.records, key=lambda name: name not in own)),
            fixed_in=hit.fixed_in,
            doubt=f"the record's own note calls only {hit.doubt} affected" if hit.doubt else "",
        )

    def _fix(self, answer: Answer) -> Fix | None:
        if answer.fix is None:
            return None
        fix, left = answer.fix
        return replace(fix, leaves=tuple(sorted(self._known[number].id for number in left)))


_ENTRIES = msgspec.msgpack.Decoder(list[Entry])
_ADVISORY = msgspec.msgpack.Decoder(Advisory)


def _likelihood(one: Vulnerability) -> float:
    return one.epss.score if one.epss else 0.0


def _damaged(path: Path, error: Exception) -> StorageError:
    return StorageError(f"The advisory database {path} is damaged", str(error), _TODO)
