"""Builds the index: feeds in, one SQLite file out."""

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, time
from itertools import groupby
from pathlib import Path

import msgspec

from holdfast.errors import ReportError, StorageError
from holdfast.intel import schema
from holdfast.intel.archives import Unreadable, records_in
from holdfast.intel.exploitation import MAX_CATALOGUE_BYTES, MAX_SCORES_BYTES, read_catalogue, read_scores
from holdfast.intel.feeds import Feed, FeedKind, moment
from holdfast.intel.grouping import Groups, names_of
from holdfast.intel.records import Advisory, Record, read_record
from holdfast.kit.files import read_bounded

MAX_NAMED_SKIPS = 1000
"""So many bad records of a feed are named; all of them are counted."""

Tell = Callable[[str], None]
_REPORT_EVERY = 5_000
_encode = msgspec.msgpack.Encoder().encode


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedFile:
    """A feed before it is read.

    Attributes:
        name: OSV's ecosystem, ``kev`` or ``epss``.
        kind: What it holds.
        path: The file: an OSV ``all.zip``, the KEV catalogue, the EPSS scores.
        source: Address or file that it came from.
        fetched: When it was fetched or imported.
        as_of: The time that it vouches for; ``None``: that of its newest record.
        sha256: Of the file, in hex.
    """

    name: str
    kind: FeedKind
    path: Path
    source: str
    fetched: datetime
    as_of: datetime | None = None
    sha256: str = ""


def build(
    target: Path, files: Sequence[FeedFile], now: datetime, tell: Tell = lambda _: None
) -> tuple[Feed, ...]:
    """Write the index of these feeds to a file that must not exist yet; the feeds as they were read.

    Raises:
        StorageError: The file cannot be written, or a feed's file cannot be read.
        ReportError: A feed's file is not what it should be.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(target)) as connection:
            connection.executescript(schema.WRITE_ONCE + schema.TABLES)
            feeds = _Builder(connection, tell).build(files, now)
            connection.commit()
        with target.open("rb") as file:
            os.fsync(file.fileno())
    except (sqlite3.Error, OSError) as error:
        raise StorageError(
            "The advisory database cannot be written",
            str(error),
            "check the folder's owner and the space left on the disk",
        ) from error
    return feeds


class _Builder:
    """One build: feeds are staged as they are read, then joined."""

    def __init__(self, connection: sqlite3.Connection, tell: Tell) -> None:
        self._connection = connection
        self._tell = tell
        self._numbers: dict[str, tuple[int, str]] = {}
        """Number and time of change of each record's newest state: OSV repeats records in several feeds."""
        self._groups = Groups()
        self._skipped: list[tuple[str, str, str]] = []

    def build(self, files: Sequence[FeedFile], now: datetime) -> tuple[Feed, ...]:
        readers = {FeedKind.OSV: self._osv, FeedKind.KEV: self._kev, FeedKind.EPSS: self._epss}
        feeds = tuple(readers[file.kind](file) for file in files)
        self._tell("joining aliases and packages")
        self._join_advisories()
        self._join_packages({name for feed in feeds for name in feed.covers})
        rows = [(feed.name, msgspec.json.encode(feed)) for feed in feeds]
        self._connection.executemany("INSERT INTO feed VALUES (?, ?)", rows)
        self._connection.executemany("INSERT INTO skipped VALUES (?, ?, ?)", self._skipped)
        self._connection.execute("INSERT INTO fact VALUES ('built', ?)", (now.isoformat(),))
        self._connection.executescript(schema.INDEXES)
        return feeds

    def _osv(self, file: FeedFile) -> Feed:
        tally = _Tally(file.name, self._skipped, file.fetched.isoformat())
        for place, content in records_in(file.path):
            if isinstance(content, Unreadable):
                tally.skip(place, content.why)
                continue
            try:
                record = read_record(content)
            except ReportError as error:
                tally.skip(place, f"{error.what}: {error.why}")
                continue
            tally.count(record)
            self._stage(record)
            if tally.seen % _REPORT_EVERY == 0:
                self._tell(f"{file.name}: {tally.seen:,} records read")
        newest = moment(tally.newest)
        return Feed(
            name=file.name,
            kind=file.kind,
            source=file.source,
            records=tally.seen - tally.withdrawn,
            withdrawn=tally.withdrawn,
            skipped=tally.skipped,
            newest=newest,
            fetched=file.fetched,
            as_of=file.as_of or newest,
            sha256=file.sha256,
            covers=tally.covers(file.name),
        )

    def _stage(self, record: Record) -> None:
        advisory = record.advisory
        number, known = self._numbers.get(advisory.id, (0, ""))
        if number and known >= advisory.modified:
            return
        number = number or len(self._numbers) + 1
        self._numbers[advisory.id] = (number, advisory.modified)
        run = self._connection.execute
        if known:
            run("DELETE FROM staged WHERE number = ?", (number,))
        is_withdrawn = bool(advisory.withdrawn)
        run("INSERT OR REPLACE INTO advisory VALUES (?, 0, ?, ?)", (number, is_withdrawn, _encode(advisory)))
        if not is_withdrawn:
            rows = [(system, name, number, _encode(span)) for system, name, span in record.affected]
            self._connection.executemany("INSERT INTO staged VALUES (?, ?, ?, ?)", rows)

    def _join_advisories(self) -> None:
        """Give each record its vulnerability, and each name of it one to be found by."""
        decode = msgspec.msgpack.Decoder(Advisory).decode
        select = "SELECT number, body FROM advisory WHERE is_withdrawn = ?"
        standing = [
            (number, names_of(decode(body))) for number, body in self._connection.execute(select, (0,))
        ]
        for _, names in standing:
            self._groups.join(names)
        vulnerabilities: dict[str, int] = {}
        owners = []
        for number, names in standing:
            owner = vulnerabilities.setdefault(self._groups.leader(names[0]), number)
            owners.append((owner, number))
        run = self._connection.executemany
        run("UPDATE advisory SET vulnerability = ? WHERE number = ?", owners)
        insert = "INSERT OR IGNORE INTO alias VALUES (?, ?)"
        run(
            insert,
            (
                (name, owner)
                for (owner, _), (_, names) in zip(owners, standing, strict=True)
                for name in names
            ),
        )
        # What was taken back is found by its name and joins nothing: its aliases may have been the mistake.
        gone = [(number, decode(body)) for number, body in self._connection.execute(select, (1,))]
        run("UPDATE advisory SET vulnerability = number WHERE number = ?", ((number,) for number, _ in gone))
        run(insert, ((advisory.id, number) for number, advisory in gone))

    def _join_packages(self, covered: set[str]) -> None:
        """Put all that is known of a package into one row."""
        rows = self._connection.execute(
            "SELECT ecosystem, name, vulnerability, advisory.number, staged.body FROM staged"
            " JOIN advisory ON advisory.number = staged.number ORDER BY 1, 2, 3, 4"
        )
        counts: dict[str, int] = dict.fromkeys(covered, 0)

        def packages() -> Iterator[tuple[str, str, bytes]]:
            for (system, name), entries in groupby(rows, key=lambda row: (row[0], row[1])):
                if system.partition(":")[0] in covered:
                    counts[system] = counts.get(system, 0) + 1
                body = [(owner, number, msgspec.Raw(span)) for _, _, owner, number, span in entries]
                yield system, name, _encode(body)

        self._connection.executemany("INSERT INTO package VALUES (?, ?, ?)", packages())
        self._connection.executemany("INSERT INTO coverage VALUES (?, ?)", counts.items())
        self._connection.execute("DROP TABLE staged")

    def _kev(self, file: FeedFile) -> Feed:
        catalogue = read_catalogue(read_bounded(file.path, MAX_CATALOGUE_BYTES))
        rows = [
            (entry.cve, _iso(entry.added), _iso(entry.due), entry.is_in_ransomware)
            for entry in catalogue.entries
        ]
        self._connection.executemany("INSERT OR REPLACE INTO exploited VALUES (?, ?, ?, ?)", rows)
        self._name_skips(file.name, catalogue.bad)
        released = catalogue.released
        newest = datetime.combine(released, time(), UTC) if released else None
        return Feed(
            name=file.name,
            kind=file.kind,
            source=file.source,
            records=len(catalogue.entries),
            skipped=len(catalogue.bad),
            newest=newest,
            fetched=file.fetched,
            as_of=file.as_of or newest,
            sha256=file.sha256,
        )

    def _epss(self, file: FeedFile) -> Feed:
        scores = read_scores(read_bounded(file.path, MAX_SCORES_BYTES))
        self._connection.executemany("INSERT OR REPLACE INTO likelihood VALUES (?, ?, ?)", scores.rows)
        self._name_skips(file.name, scores.bad)
        # The file states the day it was made for, whenever it was fetched.
        newest = datetime.combine(scores.as_of, time(), UTC) if scores.as_of else None
        return Feed(
            name=file.name,
            kind=file.kind,
            source=file.source,
            records=len(scores.rows),
            skipped=len(scores.bad),
            newest=newest,
            fetched=file.fetched,
            as_of=newest,
            sha256=file.sha256,
            model=scores.model,
        )

    def _name_skips(self, feed: str, bad: Iterable[tuple[str, str]]) -> None:
        self._skipped.extend((feed, place, why) for place, why in list(bad)[:MAX_NAMED_SKIPS])


class _Tally:
    """What a feed comes to while its records pass."""

    def __init__(self, feed: str, skipped: list[tuple[str, str, str]], latest: str) -> None:
        self._latest = latest
        self._feed = feed
        self._named = skipped
        self._first: dict[str, int] = {}
        self.seen = self.withdrawn = self.skipped = 0
        self.newest = ""

    def count(self, record: Record) -> None:
        advisory = record.advisory
        self.seen += 1
        self.withdrawn += bool(advisory.withdrawn)
        # Go's database gives no time of change; and a time to come would keep a feed fresh for good.
        times = [at for at in (advisory.published, advisory.modified) if at <= self._latest]
        self.newest = max(self.newest, *times, "")
        if record.ecosystem:
            name = record.ecosystem.partition(":")[0]
            self._first[name] = self._first.get(name, 0) + 1
        for gap in record.gaps:
            self.skip(advisory.id, gap)

    def skip(self, place: str, why: str) -> None:
        self.skipped += 1
        if self.skipped <= MAX_NAMED_SKIPS:
            self._named.append((self._feed, place, why[:300]))

    def covers(self, name: str) -> tuple[str, ...]:
        """The ecosystems that the feed is complete for: its own, else those its records are about first."""
        if name in self._first or not self._first:
            return (name,)
        return tuple(sorted(self._first))


def _iso(value: object) -> str | None:
    return value.isoformat() if hasattr(value, "isoformat") else None
