"""Updates the database: gets feeds, checks them, builds the index anew, and swaps it in one step.

::

    advisories/
        advisories.sqlite             the index; replaced by renaming, never changed
        advisories.previous.sqlite    the index before it
        feeds/<name>/                 each feed as it was fetched, and feed.json: where from, when, what state
        incoming/                     downloads that have not arrived or were not checked yet
        update.lock

What fails leaves everything as it was: a feed that cannot be fetched, or looks wrong, keeps its last good
copy.
"""

import contextlib
import os
import shutil
import zipfile
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import msgspec

from holdfast.errors import DownloadError, HoldfastError, ReportError, StorageError
from holdfast.intel.archives import count_records
from holdfast.intel.database import FILE, open_database
from holdfast.intel.downloading import PATIENT, Download, Patience, fetch
from holdfast.intel.exploitation import MAX_CATALOGUE_BYTES, MAX_SCORES_BYTES, read_catalogue, read_scores
from holdfast.intel.feeds import Feed, FeedKind
from holdfast.intel.index import FeedFile, build
from holdfast.intel.records import MAX_RECORD_BYTES
from holdfast.intel.sources import Wanted
from holdfast.kit.addresses import without_credentials
from holdfast.kit.clock import Clock
from holdfast.kit.digest import sha256_of
from holdfast.kit.files import locked, read_bounded, write_atomic

LEAST_SHARE = 0.5
"""A feed that lost more than half of its records at once is taken for broken."""

_FILES = {FeedKind.OSV: "all.zip", FeedKind.KEV: "kev.json", FeedKind.EPSS: "epss.csv.gz"}
_MAX_FACTS_BYTES = 64 * 1024
_MAX_LOOSE_RECORDS = 1_000_000

Tell = Callable[[str], None]
Track = Callable[[str, int, int], None]
"""Told of a feed's name, the bytes of it that are there, and all its bytes; 0 when that is not known."""


class _Stored(msgspec.Struct, frozen=True, kw_only=True):
    """What is kept beside a feed's file."""

    name: str
    kind: FeedKind
    source: str
    fetched: datetime
    as_of: datetime | None = None
    sha256: str = ""
    etag: str = ""


class _SpoiledFeedError(Exception):
    """A new feed whose archive is whole, and whose records are not."""

    def __init__(self, feed: Feed) -> None:
        """Take the feed."""
        self.feed = feed


@dataclass(frozen=True, slots=True, kw_only=True)
class Update:
    """What an update came to.

    Attributes:
        feeds: All feeds of the database, afterwards.
        fresh: Names of those that were got anew, or are the newest as their server says.
        failures: Feeds that could not be got, with the reason; their last good copy, if any, is in use.
        absent: Optional feeds that a mirror does not have.
    """

    feeds: tuple[Feed, ...]
    fresh: tuple[str, ...] = ()
    failures: tuple[tuple[str, HoldfastError], ...] = ()
    absent: tuple[str, ...] = ()


@dataclass(slots=True)
class _Got:
    """What was got so far."""

    files: dict[str, _Stored] = field(default_factory=dict)
    failures: list[tuple[str, HoldfastError]] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Updater:
    """Updates the database in one folder.

    Attributes:
        folder: Where it lies.
        clock: Tells when a feed was fetched.
        patience: Limits of each download.
        tell: Told in words what is being done.
        track: Told how far a download is.
    """

    folder: Path
    clock: Clock
    patience: Patience = PATIENT
    tell: Tell = lambda _: None
    track: Track = lambda _name, _done, _all: None

    def update(
        self, wanted: Sequence[Wanted], as_of: datetime | None = None, *, is_forced: bool = False
    ) -> Update:
        """Get these feeds, and build the index of them and of all that are there already.

        Args:
            wanted: Feeds to get.
            as_of: Time that imported files are of, where the user states one.
            is_forced: Whether a feed is taken although it has lost most of its records.

        Raises:
            StorageError: Another update is at work, or a file cannot be written.
            DownloadError: No feed could be got, and none is there.
        """
        with locked(self.folder / "update.lock") as is_ours:
            if not is_ours:
                raise StorageError(
                    "Another update of the advisory database is at work",
                    f"it holds {self.folder / 'update.lock'}",
                    "wait for it to end",
                )
            got = _Got()
            for feed in wanted:
                self._get(feed, got, as_of, is_forced=is_forced)
            return self._rebuild(got, is_forced=is_forced)

    @property
    def present(self) -> tuple[str, ...]:
        """The names of the feeds that are there."""
        return tuple(stored.name for stored in self._stored())

    def _get(self, feed: Wanted, got: _Got, as_of: datetime | None, *, is_forced: bool) -> None:
        self.tell(f"{feed.name}: {'fetching' if feed.url else 'reading'}")
        target = self.folder / "incoming" / feed.name / _FILES[feed.kind]
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            stored = self._fetched(feed, target) if feed.url else self._imported(feed, target, as_of)
            if target.is_file():
                self._check(feed, target, is_forced=is_forced)
        except DownloadError as error:
            if feed.is_optional and " 404 " in f"{error.why} ":
                got.absent.append(feed.name)
            else:
                got.failures.append((feed.name, error))
        except (HoldfastError, OSError) as error:
            target.unlink(missing_ok=True)
            got.failures.append((feed.name, _as_ours(feed, error)))
        else:
            got.files[feed.name] = stored

    def _fetched(self, feed: Wanted, target: Path) -> _Stored:
        home = self._home(feed.name)
        former = self._facts(home)
        is_same_source = former is not None and former.source == without_credentials(feed.url)
        etag = former.etag if former and is_same_source and _is_whole(former, home) else ""

        def progress(done: int, total: int) -> None:
            self.track(feed.name, done, total)

        target.unlink(missing_ok=True)
        download: Download = fetch(feed.url, target, etag, self.patience, progress)
        now = self.clock.now()
        if download.is_unchanged and former is not None:
            return msgspec.structs.replace(former, fetched=now, as_of=now)
        return _Stored(
            name=feed.name,
            kind=feed.kind,
            source=without_credentials(feed.url),
            fetched=now,
            as_of=now,
            sha256=download.sha256,
            etag=download.etag,
        )

    def _imported(self, feed: Wanted, target: Path, as_of: datetime | None) -> _Stored:
        if feed.path is None:
            raise AssertionError(f"{feed.name} comes from nowhere")  # pragma: no cover
        if feed.path.is_dir():
            _pack(feed.path, target)
        else:
            shutil.copyfile(feed.path, target)
        return _Stored(
            name=feed.name,
            kind=feed.kind,
            source=str(feed.path.absolute()),
            fetched=self.clock.now(),
            as_of=as_of,
            sha256=sha256_of(target),
        )

    def _check(self, feed: Wanted, path: Path, *, is_forced: bool) -> None:
        """Refuse a file that is damaged, empty, or has lost most of what its former state had.

        Raises:
            ReportError: It is refused.
            StorageError: It is no archive.
        """
        count = _count(feed.kind, path)
        if not count:
            raise ReportError(
                f"{feed.name} holds no records", "an empty feed proves nothing", "check the source"
            )
        former = self._former(feed.name)
        if former is None or is_forced:
            return
        before = former.records + former.withdrawn + former.skipped
        if count < before * LEAST_SHARE:
            raise ReportError(
                f"{feed.name} has shrunk from {before:,} records to {count:,}",
                "that is more likely a broken file than good news",
                "look at the source; --force takes it as it is",
            )

    def _former(self, name: str) -> Feed | None:
        path = self.folder / FILE
        with contextlib.suppress(StorageError), open_database(path) as database:
            return next((feed for feed in database.feeds if feed.name == name), None)
        return None

    def _rebuild(self, got: _Got, *, is_forced: bool) -> Update:
        facts: dict[str, _Stored] = {}
        files: dict[str, Path] = {}
        for stored in [*self._stored(), *got.files.values()]:
            incoming = self.folder / "incoming" / stored.name
            is_new = stored.name in got.files and (incoming / _FILES[stored.kind]).is_file()
            place = incoming if is_new else self._home(stored.name)
            if is_new or _is_whole(stored, place):
                facts[stored.name], files[stored.name] = stored, place
            elif stored.name not in got.files:
                got.failures.append((stored.name, _damaged(stored)))
        if not files:
            raise (
                got.failures[0][1]
                if got.failures
                else DownloadError(
                    "No feed was found", "the mirror has none of those asked for", "check the address"
                )
            )
        new = [name for name in got.files if files[name] != self._home(name) and not is_forced]
        try:
            feeds = self._swap([_feed_file(facts[name], files[name]) for name in sorted(files)], new)
        except _SpoiledFeedError as spoiled:
            # Its last good copy takes its place, in an index of its own.
            feed = spoiled.feed
            (files[feed.name] / _FILES[got.files.pop(feed.name).kind]).unlink()
            got.failures.append((feed.name, _unreadable(feed)))
            return self._rebuild(got, is_forced=is_forced)
        for name, stored in got.files.items():
            self._keep(stored, files[name])
        return Update(
            feeds=feeds,
            fresh=tuple(got.files),
            failures=tuple(got.failures),
            absent=tuple(got.absent),
        )

    def _swap(self, files: Sequence[FeedFile], new: Collection[str]) -> tuple[Feed, ...]:
        """Build beside the index that is there, then give the new one its name.

        Raises:
            _SpoiledFeedError: A new feed cannot be read, and its former state could.
        """
        current, previous = self.folder / FILE, self.folder / "advisories.previous.sqlite"
        building = self.folder / ".building.sqlite"
        building.unlink(missing_ok=True)
        try:
            build(building, files, self.clock.now(), self.tell)
            with open_database(building) as database:
                feeds = database.feeds
            self._refuse_spoiled(feed for feed in feeds if feed.name in new)
            if current.is_file():
                previous.unlink(missing_ok=True)
                os.link(current, previous)
            building.replace(current)
        except OSError as error:
            raise StorageError(
                f"{current} cannot be replaced", error.strerror or str(error), "check the folder's owner"
            ) from error
        finally:
            building.unlink(missing_ok=True)
        return feeds

    def _refuse_spoiled(self, feeds: Iterable[Feed]) -> None:
        for feed in feeds:
            former = None if feed.is_readable else self._former(feed.name)
            if former and former.is_readable:
                raise _SpoiledFeedError(feed)

    def _keep(self, stored: _Stored, place: Path) -> None:
        """Keep the file for the next build; the index is good already, whatever happens here."""
        home = self._home(stored.name)
        home.mkdir(parents=True, exist_ok=True)
        if place != home:
            (place / _FILES[stored.kind]).replace(home / _FILES[stored.kind])
            shutil.rmtree(place, ignore_errors=True)
        write_atomic(home / "feed.json", msgspec.json.encode(stored))

    def _home(self, name: str) -> Path:
        return self.folder / "feeds" / name

    def _stored(self) -> Iterator[_Stored]:
        root = self.folder / "feeds"
        for home in sorted(root.iterdir()) if root.is_dir() else ():
            stored = self._facts(home)
            if stored is not None and stored.name == home.name and (home / _FILES[stored.kind]).is_file():
                yield stored

    def _facts(self, home: Path) -> _Stored | None:
        try:
            return msgspec.json.decode(read_bounded(home / "feed.json", _MAX_FACTS_BYTES), type=_Stored)
        except (StorageError, msgspec.DecodeError):
            return None


def _is_whole(stored: _Stored, folder: Path) -> bool:
    """Whether a kept file is still what was fetched."""
    path = folder / _FILES[stored.kind]
    return path.is_file() and sha256_of(path) == stored.sha256


def _damaged(stored: _Stored) -> StorageError:
    return StorageError(
        f"The kept copy of {stored.name} is damaged", "it is not what was fetched", "update this feed"
    )


def _unreadable(feed: Feed) -> ReportError:
    return ReportError(
        f"{feed.skipped:,} of {feed.records + feed.skipped:,} records of {feed.name} cannot be read",
        "what they know would be missed",
        "look at the source; --force takes it as it is",
    )


def _feed_file(stored: _Stored, folder: Path) -> FeedFile:
    return FeedFile(
        name=stored.name,
        kind=stored.kind,
        path=folder / _FILES[stored.kind],
        source=stored.source,
        fetched=stored.fetched,
        as_of=stored.as_of,
        sha256=stored.sha256,
    )


def _count(kind: FeedKind, path: Path) -> int:
    """How many records a file holds, once all of it has proved to be readable."""
    match kind:
        case FeedKind.OSV:
            return count_records(path)
        case FeedKind.KEV:
            return len(read_catalogue(read_bounded(path, MAX_CATALOGUE_BYTES)).entries)
        case FeedKind.EPSS:
            return len(read_scores(read_bounded(path, MAX_SCORES_BYTES)).rows)


def _pack(folder: Path, target: Path) -> None:
    """Put a folder's records into an archive as OSV makes them; links, pipes and folders are passed over.

    Raises:
        StorageError: A record is too large.
    """
    files = (path for path in folder.iterdir() if path.is_file() and not path.is_symlink())
    records = sorted(path for path in files if path.suffix == ".json")
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in records[:_MAX_LOOSE_RECORDS]:
            archive.writestr(path.name, read_bounded(path, MAX_RECORD_BYTES))


def _as_ours(feed: Wanted, error: HoldfastError | OSError) -> HoldfastError:
    if isinstance(error, HoldfastError):
        return error
    return StorageError(f"{feed.name} cannot be read", error.strerror or str(error), "check the files")
