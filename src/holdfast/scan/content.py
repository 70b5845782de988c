"""Hashes of file contents; a file that has not been touched since is not read again."""

import contextlib
import hashlib
import os
import time
from collections.abc import Iterable
from pathlib import Path

import msgspec

from holdfast.errors import StorageError
from holdfast.kit.digest import digest
from holdfast.kit.files import read_bounded, write_atomic
from holdfast.kit.tree import Entry, Tree

_INDEX_BYTES = 256 * 2**20
_MOST_FORGOTTEN = 20_000
_RACY_NANOSECONDS = 2 * 10**9
"""A file may change twice within one tick of its clock: what is this young may change unseen."""


class _Known(msgspec.Struct, array_like=True, frozen=True):
    size_bytes: int
    stamp: tuple[int, int, int]
    hash: bytes


class ContentIndex:
    """Content hashes of the files of one tree, kept from run to run."""

    def __init__(self, folder: Path, tree: Tree) -> None:
        """Read what is known; a damaged index knows nothing.

        Args:
            folder: Where indexes are kept.
            tree: The files.
        """
        self._path = folder / f"{digest((str(tree.root),))}.index"
        self._root = tree.root
        self._known = self._load()
        self._hashes: dict[str, bytes] = {}
        self._kept: dict[bytes, _Known] = {}

    def fingerprint(self, entries: Iterable[Entry]) -> str:
        """A hash over names and contents of files; empty when one of them cannot be read.

        The files are read now where they must be; what is known already is not read again.
        """
        joined = hashlib.blake2b(digest_size=16)
        for entry in entries:
            content = self._hashes.get(entry.path) or self._hash(entry)
            if not content:
                return ""
            name = os.fsencode(entry.path)
            joined.update(len(name).to_bytes(4, "big") + name + content)
        return joined.hexdigest()

    def is_unchanged(self, entries: Iterable[Entry]) -> bool:
        """Whether the files are still those that were walked."""
        for entry in entries:
            try:
                facts = (self._root / entry.path).lstat()
            except OSError:
                return False
            if (facts.st_mtime_ns, facts.st_ctime_ns, facts.st_ino) != entry.stamp:
                return False
        return True

    def save(self) -> None:
        """Write what is known now; a disk that refuses costs the next run its speed, nothing else."""
        # A run over a part of the tree must not forget the rest; only what piles up is dropped.
        merged = {**self._known, **self._kept}
        if len(merged) > 2 * len(self._kept) + _MOST_FORGOTTEN:
            merged = self._kept
        if merged != self._known:
            with contextlib.suppress(StorageError):
                write_atomic(self._path, msgspec.msgpack.encode(merged), mode=0o600)

    def _load(self) -> dict[bytes, _Known]:
        try:
            return msgspec.msgpack.decode(read_bounded(self._path, _INDEX_BYTES), type=dict[bytes, _Known])
        except (StorageError, msgspec.MsgspecError):
            return {}

    def _hash(self, entry: Entry) -> bytes:
        name = os.fsencode(entry.path)
        known = self._known.get(name)
        if known is not None and (known.size_bytes, known.stamp) == (entry.size_bytes, entry.stamp):
            content = known.hash
        else:
            now = time.time_ns()
            content = _read_hash(self._root / entry.path)
            if not content:
                return b""
            known = _Known(entry.size_bytes, entry.stamp, content)
            if now - max(entry.stamp[:2]) < _RACY_NANOSECONDS:
                known = None
        self._hashes[entry.path] = content
        if known is not None:
            self._kept[name] = known
        return content


def _read_hash(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, lambda: hashlib.blake2b(digest_size=16)).digest()
    except OSError:
        return b""
