"""Every content that the history of a git repository holds, each once, with the commit that brought it.

All refs are walked, so that branches that were never merged, stashes and deleted files count. Only commands
that read no attributes and run no filters are used, and what is not here is not fetched: it is named.
"""

import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from holdfast.errors import ToolError, UsageError
from holdfast.kit.digest import digest
from holdfast.kit.git import Git, place_in_repository

MAX_BLOB_BYTES = 64 * 2**20
"""Larger contents are not read, and named as such."""

_CHUNK_BYTES = 2**20
_TIMEOUT = timedelta(minutes=10)
_GROUP_BLOBS = 2000
_GROUP_BYTES = 32 * 2**20
_SUBMODULE = b"160000"
_HEADER = 3
_PARTIAL = re.compile(rb"extensions\.partialclone|remote\..*\.promisor", re.DOTALL)
_ID_SIZES = (40, 64)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a content was first seen.

    Attributes:
        blob: Its id.
        commit: Id of the first commit that holds it.
        day: The commit's author date, UTC.
        path: Its name there, relative to the folder.
    """

    blob: str
    commit: str
    day: date
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """How much of the history is asked for.

    Attributes:
        depth: Only so many of the newest commits; 0 for all.
        since: Only commits that this revision does not have; empty for all.
    """

    depth: int = 0
    since: str = ""


class History:
    """The history of the repository that a folder is in, as far as it is about that folder."""

    def __init__(self, folder: Path, extent: Extent | None = None) -> None:
        """Name the folder; nothing is read yet."""
        self._git = Git(folder, _TIMEOUT, is_sealed=True)
        self._extent = extent or Extent()
        self._place = os.fsencode(place_in_repository(folder.resolve()))
        self.commit_count = 0
        self.unread: list[str] = []
        """Contents that are not here or too large, by path and commit; complete after ``contents``."""

    def gaps(self) -> tuple[str, ...]:
        """What of the history is not in this clone, a sentence each.

        Raises:
            ToolError: Git refused.
        """
        gaps = []
        if _is_true(self._git.call("rev-parse", "--is-shallow-repository")):
            gaps.append("the clone is shallow: older commits are not here (CI: fetch-depth: 0)")
        if self._missing:
            gaps.append(
                f"the clone is partial: {len(self._missing)} objects are not here (clone without --filter)"
            )
        return tuple(gaps)

    @cached_property
    def _missing(self) -> frozenset[bytes]:
        """Objects that a partial clone left where it came from."""
        if not self._is_partial():
            return frozenset()
        lines = self._git.call("rev-list", "--objects", "--all", "--missing=print").splitlines()
        return frozenset(line[1:] for line in lines if line.startswith(b"?"))

    def _is_partial(self) -> bool:
        settings = self._git.call("config", "--list", "-z").split(b"\0")
        names = (setting.partition(b"\n")[0].lower() for setting in settings)
        return any(
            name == b"extensions.partialclone"
            or (name.startswith(b"remote.") and name.endswith(b".promisor"))
            for name in names
        )

    def state(self) -> str:
        """Changes whenever the history may read differently.

        Empty where that cannot be told: a partial clone is completed without any ref moving.

        Raises:
            ToolError: Git refused.
        """
        if self._is_partial():
            return ""
        refs = self._git.call("for-each-ref", "--format=%(objectname) %(refname)")
        shallow = self._git.call("rev-parse", "--is-shallow-repository")
        head = "".join(sorted(self.current()))
        return digest([refs.decode("utf-8", "replace"), shallow.decode(), head])

    def current(self) -> frozenset[str]:
        """Ids of the contents in the commit that is checked out; none before the first commit."""
        try:
            listing = self._git.call("ls-tree", "-r", "-z", "--full-tree", "HEAD")
        except ToolError:
            return frozenset()
        return frozenset(line.split(None, 3)[2].decode() for line in listing.split(b"\0") if line)

    def origins(self) -> Iterator[Origin]:
        """Each content once, by its first commit: parents before children, else by date.

        Raises:
            UsageError: The extent names a revision that is not here.
            ToolError: Git refused.
        """
        days = self._commits()
        self.commit_count = len(days)
        if not days:
            return
        with tempfile.NamedTemporaryFile(prefix="holdfast-") as spool:
            # Of a merge, -c lists what no parent has: all else has been seen before.
            self._git.call(
                "diff-tree", "--stdin", "--root", "-r", "-c", "--raw", "-z", "--no-renames", "--no-abbrev",
                stdin=b"".join(commit + b"\n" for commit in days), stdout=Path(spool.name),
            )  # fmt: skip
            with Path(spool.name).open("rb") as stream:
                yield from _first_seen(read_changes(_fields(stream)), days, self._place)

    def _commits(self) -> dict[bytes, int]:
        """Commits, oldest first, with the author's time in seconds since 1970."""
        words = ["--date-order", "--reverse", "--format=%H %at", "--all"]
        if self._extent.depth:
            words.append(f"--max-count={self._extent.depth}")
        if self._extent.since:
            words.append(f"^{self._commit_of(self._extent.since)}")
        return dict(read_commits(self._git.call("rev-list", *words)))

    def _commit_of(self, revision: str) -> str:
        try:
            found = self._git.call(
                "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
            )
        except ToolError as error:
            raise UsageError(
                f"There is no commit {revision!r}", "no such revision is here", "name a commit, branch or tag"
            ) from error
        return found.decode().strip()

    def contents(self) -> Iterator[tuple[Origin, bytes]]:
        """Each content once; of a link, where it leads.

        Raises:
            UsageError: The extent names a revision that is not here.
            ToolError: Git refused.
        """
        origins = iter(self.origins())
        while group := list(islice(origins, _GROUP_BLOBS)):
            for part in _parts(self._sized(group)):
                yield from self._read(part)

    def _sized(self, group: list[Origin]) -> Iterator[tuple[Origin, int]]:
        here = []
        for origin in group:
            if origin.blob.encode() in self._missing:
                self._not_read(origin)
            else:
                here.append(origin)
        answers = self._git.call("cat-file", "--batch-check", stdin=_ids(here)).splitlines()
        for origin, answer in zip(here, answers, strict=True):
            _, kind, *size = answer.split()
            if kind != b"blob" or int(size[0]) > MAX_BLOB_BYTES:
                self._not_read(origin)
            else:
                yield origin, int(size[0])

    def _not_read(self, origin: Origin) -> None:
        self.unread.append(f"{origin.path}@{origin.commit[:12]}")

    def _read(self, part: list[Origin]) -> Iterator[tuple[Origin, bytes]]:
        with tempfile.NamedTemporaryFile(prefix="holdfast-") as spool:
            self._git.call("cat-file", "--batch", stdin=_ids(part), stdout=Path(spool.name))
            with Path(spool.name).open("rb") as stream:
                for origin in part:
                    header = stream.readline().split()
                    if len(header) != _HEADER:
                        # "<id> missing": its size could be read, and its content cannot.
                        self._not_read(origin)
                        continue
                    yield origin, stream.read(int(header[2]))
                    stream.read(1)


def read_commits(output: bytes) -> Iterator[tuple[bytes, int]]:
    """Ids and times of ``rev-list --format='%H %at'``; what is neither is passed over."""
    for line in output.splitlines():
        commit, _, seconds = line.partition(b" ")
        # Before git 2.33 cannot be told to leave out, a line "commit <id>" stands above each.
        if len(commit) in _ID_SIZES and seconds.removeprefix(b"-").isdigit():
            yield commit, int(seconds)


def read_changes(fields: Iterable[bytes]) -> Iterator[tuple[bytes, bytes, bytes]]:
    """Commit, content and path of each added or changed file that ``diff-tree --stdin --raw -z`` lists."""
    commit = b""
    words = iter(fields)
    for word in words:
        if not word.startswith(b":"):
            commit = word
            continue
        path = next(words, None)
        # One colon, and one old mode and id, for each parent.
        parents = len(word) - len(word.lstrip(b":"))
        facts = word[parents:].split(b" ")
        if path is None or len(facts) != 2 * parents + 3:
            continue
        mode, blob = facts[parents], facts[2 * parents + 1]
        if blob.strip(b"0") and mode != _SUBMODULE:
            yield commit, blob, path


def _first_seen(
    changes: Iterable[tuple[bytes, bytes, bytes]], days: dict[bytes, int], place: bytes
) -> Iterator[Origin]:
    seen: set[bytes] = set()
    for commit, blob, path in changes:
        key = bytes.fromhex(blob.decode())
        if key in seen or not path.startswith(place):
            continue
        seen.add(key)
        yield Origin(blob.decode(), commit.decode(), _day(days[commit]), os.fsdecode(path[len(place) :]))


def _day(seconds: int) -> date:
    try:
        return datetime.fromtimestamp(seconds, UTC).date()
    except (ValueError, OverflowError, OSError):
        # Anybody may write any time into a commit.
        return date.min if seconds < 0 else date.max


def _fields(stream: BinaryIO) -> Iterator[bytes]:
    """What NULs end, read piece by piece."""
    rest = b""
    while piece := stream.read(_CHUNK_BYTES):
        *whole, rest = (rest + piece).split(b"\0")
        yield from whole


def _parts(sized: Iterable[tuple[Origin, int]]) -> Iterator[list[Origin]]:
    """Groups whose contents take little room together, unless one alone is large."""
    part: list[Origin] = []
    total = 0
    for origin, size in sized:
        if part and total + size > _GROUP_BYTES:
            yield part
            part, total = [], 0
        part.append(origin)
        total += size
    if part:
        yield part


def _ids(origins: Iterable[Origin]) -> bytes:
    return b"".join(origin.blob.encode() + b"\n" for origin in origins)


def _is_true(answer: bytes) -> bool:
    return answer.strip() == b"true"
