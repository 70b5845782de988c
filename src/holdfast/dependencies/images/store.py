"""The files that an image is saved as: members of one tar archive, or files of a folder."""

import os
import shutil
import stat
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from holdfast.dependencies.images.streams import Hashed, is_packed, plain
from holdfast.dependencies.images.tar import Kind, members, normal
from holdfast.errors import ReportError, ReportTooLarge

MAX_UNPACKED_BYTES = 3 * 2**30
"""Of an archive that is compressed as a whole: it is unpacked to disk once, to be read in any order."""

MAX_DOCUMENT_BYTES = 8 * 2**20
MAX_FILES = 100_000
_MOST_LINKS = 8
_PIECE = 2**20


class Store(Protocol):
    """Files by their path in a saved image."""

    def has(self, path: str) -> bool:
        """Whether there is a file of that path."""

    def open(self, path: str) -> BinaryIO:
        """The content of a file.

        Raises:
            ReportError: There is none, or it leads out of the image.
        """


@dataclass(slots=True)
class _Part:
    """A part of a file that is read like a file."""

    file: BinaryIO
    start: int
    size: int
    _at: int = 0

    def read(self, size: int = -1) -> bytes:
        left = self.size - self._at
        self.file.seek(self.start + self._at)
        data = self.file.read(left if size < 0 else min(size, left))
        self._at += len(data)
        return data


@dataclass(slots=True)
class ArchiveStore:
    """The members of a tar archive.

    Attributes:
        file: The archive, not compressed.
    """

    file: BinaryIO
    _parts: dict[str, tuple[int, int]] = field(default_factory=dict)
    _links: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Find where each member lies."""
        for member in members(self.file):
            if member.kind is Kind.FILE:
                self._parts[member.path] = (member.position, member.size_bytes)
            elif member.kind is Kind.LINK:
                # Old Docker saves a layer that two images share once, and links to it.
                self._links[member.path] = normal_link(member.path, member.target)
            elif member.kind is Kind.HARD_LINK:
                self._links[member.path] = member.target
            if len(self._parts) + len(self._links) > MAX_FILES:
                raise ReportTooLarge(
                    "The archive has too many files", f"an image has fewer than {MAX_FILES}", "save it again"
                )

    def has(self, path: str) -> bool:
        """Whether there is a member of that path."""
        return self._place(path) is not None

    def open(self, path: str) -> BinaryIO:
        """The content of a member.

        Raises:
            ReportError: There is none.
        """
        place = self._place(path)
        if place is None:
            raise missing(path)
        return cast("BinaryIO", _Part(self.file, *place))

    def _place(self, path: str) -> tuple[int, int] | None:
        for _ in range(_MOST_LINKS):
            if path not in self._links:
                break
            path = self._links[path]
        return self._parts.get(path)


@dataclass(frozen=True, slots=True)
class FolderStore:
    """The files of a folder; no path and no link leads out of it.

    Attributes:
        root: The folder, links resolved.
        stack: Closes the files that were opened.
    """

    root: Path
    stack: ExitStack
    _files: dict[str, BinaryIO] = field(default_factory=dict)

    def has(self, path: str) -> bool:
        """Whether there is a file of that path."""
        found = (self.root / path).resolve()
        return found.is_relative_to(self.root) and found.is_file()

    def open(self, path: str) -> BinaryIO:
        """The content of a file.

        Raises:
            ReportError: There is none, or it cannot be read.
        """
        if not self.has(path):
            raise missing(path)
        if path not in self._files:
            file = opened((self.root / path).resolve())
            self._files[path] = self.stack.enter_context(file)
        file = self._files[path]
        return cast("BinaryIO", _Part(file, 0, os.fstat(file.fileno()).st_size))


def store_of(path: Path, stack: ExitStack) -> Store:
    """The files of a saved image.

    Args:
        path: A tar archive, compressed with gzip or not, or a folder in OCI's layout.
        stack: Closes what is opened.

    Raises:
        ReportError: It cannot be read, or is no image.
    """
    if path.is_dir():
        return FolderStore(path.resolve(), stack)
    file = stack.enter_context(opened(path))
    head = file.read(4)
    file.seek(0)
    if is_packed(head):
        file = stack.enter_context(_unpacked(file, head))
    return ArchiveStore(file)


def opened(path: Path) -> BinaryIO:
    """A regular file, open for reading.

    Raises:
        ReportError: It is none, or cannot be opened.
    """
    try:
        # Not blocking: opening a pipe would wait for somebody to write into it.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    except OSError as error:
        raise ReportError(
            f"{path.name} cannot be read", error.strerror or str(error), "check its mode"
        ) from None
    file = os.fdopen(descriptor, "rb")
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        file.close()
        raise ReportError(
            f"{path.name} is no regular file", "there is nothing to read", "save the image again"
        )
    return file


def document(store: Store, path: str) -> bytes:
    """A small file of an image.

    Raises:
        ReportError: It is not there, or cannot be read.
        ReportTooLarge: It is not small.
    """
    data = store.open(path).read(MAX_DOCUMENT_BYTES + 1)
    if len(data) > MAX_DOCUMENT_BYTES:
        raise ReportTooLarge(
            f"{path} is too large", f"the limit is {MAX_DOCUMENT_BYTES} bytes", "save it again"
        )
    return data


def missing(path: str) -> ReportError:
    """The error of a file that an image names and does not have."""
    return ReportError(f"The image has no {path[:200]}", "it is not complete", "save the image again")


def normal_link(path: str, target: str) -> str:
    """The path that a symbolic link leads to; empty when that lies outside."""
    if target.startswith("/"):
        return normal(target) or ""
    parts = path.split("/")[:-1]
    for part in target.split("/"):
        if part == "..":
            if not parts:
                return ""
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)


def _unpacked(file: BinaryIO, head: bytes) -> BinaryIO:
    """A copy without compression, gone once it is closed."""
    stream = plain(Hashed(file), head)
    copy = cast("BinaryIO", tempfile.TemporaryFile())  # noqa: SIM115 - the caller closes it.
    try:
        _copy(stream, copy)
    except BaseException as error:
        copy.close()
        if isinstance(error, OSError):
            raise ReportError(
                "The archive cannot be unpacked", error.strerror or str(error), "unpack it yourself"
            ) from None
        raise
    copy.seek(0)
    return copy


def _copy(stream: BinaryIO, copy: BinaryIO) -> None:
    left = min(MAX_UNPACKED_BYTES, shutil.disk_usage(tempfile.gettempdir()).free)
    while data := stream.read(_PIECE):
        left -= len(data)
        if left < 0:
            raise ReportTooLarge(
                "The compressed archive is too large", "there is no room to unpack it", "unpack it yourself"
            )
        copy.write(data)
