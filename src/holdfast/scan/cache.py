"""Remembers the runs of scanners by all that went into them.

What is kept is what was read of the reports, never the reports: they quote source, and with it secrets.
"""

import contextlib
import os
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import msgspec

from holdfast import __version__
from holdfast.errors import StorageError
from holdfast.kit.bounded import MAX_BYTES
from holdfast.kit.digest import digest
from holdfast.kit.files import read_bounded, write_atomic
from holdfast.kit.tree import Tree
from holdfast.model.report import ParsedReport
from holdfast.scan.content import ContentIndex
from holdfast.scan.raw_scan import Quote, RawScan

FORMAT = "2"
"""Part of every key: what an older Holdfast wrote is never read as something else."""

LIMIT_BYTES = 2**30
_SUFFIX = ".scan"


class _Stored(msgspec.Struct, array_like=True):
    """A run on disk. Names are bytes: file names need not be UTF-8."""

    exit_codes: list[int]
    reports: list[ParsedReport]
    report_sha256: str
    report_bytes: int
    output: bytes
    selected: list[bytes]
    root: bytes
    command: list[bytes]
    duration_seconds: float
    started: datetime | None
    tool_version: str
    rules_version: str


class ResultCache:
    """Runs that ended well, in one folder, the longest unused thrown away when it grows too large."""

    def __init__(self, folder: Path, limit_bytes: int = LIMIT_BYTES) -> None:
        """Name the folder; it is made when something is put into it.

        Args:
            folder: Where runs are kept.
            limit_bytes: Most bytes of all runs together.
        """
        self._folder = folder
        self._limit_bytes = limit_bytes

    def contents(self, tree: Tree) -> ContentIndex:
        """Hashes of the files of a tree."""
        return ContentIndex(self._folder, tree)

    def key(self, parts: Iterable[str]) -> str:
        """The key for all that goes into a run, and into the reading of its reports."""
        return digest((FORMAT, __version__, *parts))

    def get(self, key: str) -> RawScan | None:
        """The run of a key; a damaged one is removed, and as good as none."""
        path = self._path(key)
        try:
            packed = read_bounded(path, MAX_BYTES)
        except StorageError:
            return None
        try:
            raw = _unpack(packed)
        except (zlib.error, msgspec.MsgspecError, ValueError):
            path.unlink(missing_ok=True)
            return None
        with contextlib.suppress(OSError):
            os.utime(path)
        return replace(raw, cache_key=key)

    def put(self, raw: RawScan, reports: Sequence[ParsedReport]) -> None:
        """Remember a run by its key; a disk that refuses costs the next run its speed, nothing else.

        Args:
            raw: The end of the run.
            reports: What was read of its reports, in their order.
        """
        if not raw.cache_key or raw.is_cached or raw.is_timed_out or raw.is_cancelled or raw.failures:
            return
        with contextlib.suppress(StorageError):
            write_atomic(self._path(raw.cache_key), _pack(raw, reports), mode=0o600)
            self._trim()

    def _path(self, key: str) -> Path:
        return self._folder / f"{key}{_SUFFIX}"

    def _trim(self) -> None:
        found = []
        for path in self._folder.glob(f"*{_SUFFIX}"):
            with contextlib.suppress(OSError):
                facts = path.stat()
                found.append((facts.st_mtime_ns, facts.st_size, path))
        total = sum(size for _, size, _ in found)
        for _, size, path in sorted(found):
            if total <= self._limit_bytes:
                return
            path.unlink(missing_ok=True)
            total -= size


def _pack(raw: RawScan, reports: Sequence[ParsedReport]) -> bytes:
    stored = _Stored(
        exit_codes=[code for code in raw.exit_codes if code is not None],
        reports=list(reports),
        report_sha256=raw.report_sha256,
        report_bytes=raw.report_bytes,
        output=raw.output.encode("utf-8", "surrogateescape"),
        selected=[os.fsencode(name) for name in raw.selected],
        root=os.fsencode(raw.root),
        command=[os.fsencode(word) for word in raw.command],
        duration_seconds=raw.duration_seconds,
        started=raw.started,
        tool_version=raw.tool_version,
        rules_version=raw.rules_version,
    )
    return zlib.compress(msgspec.msgpack.encode(stored), level=1)


def _unpack(packed: bytes) -> RawScan:
    # A small file that unpacks without end would fill the memory.
    unpacker = zlib.decompressobj()
    data = unpacker.decompress(packed, 2 * MAX_BYTES)
    if not unpacker.eof:
        raise ValueError("cut short, or larger than any run")
    stored = msgspec.msgpack.decode(data, type=_Stored)
    return RawScan(
        exit_codes=tuple(stored.exit_codes),
        reports=(),
        quote=Quote(
            reports=tuple(stored.reports), sha256=stored.report_sha256, size_bytes=stored.report_bytes
        ),
        output=stored.output.decode("utf-8", "surrogateescape"),
        selected=tuple(os.fsdecode(name) for name in stored.selected),
        root=os.fsdecode(stored.root),
        command=tuple(os.fsdecode(word) for word in stored.command),
        duration_seconds=stored.duration_seconds,
        is_cached=True,
        started=stored.started,
        tool_version=stored.tool_version,
        rules_version=stored.rules_version,
    )
