"""Reads the records of an OSV ``all.zip`` one after the other, within limits; nothing is ever unpacked."""

import lzma
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from holdfast.errors import ReportTooLarge, StorageError
from holdfast.intel.records import MAX_RECORD_BYTES
from holdfast.kit.durations import format_size

MAX_MEMBERS = 3_000_000
MAX_UNPACKED_BYTES = 16 * 2**30
MAX_RATIO = 200
"""JSON of advisories packs five- to thirtyfold; what packs tighter than this was made to fill a disk."""

_RATIO_MATTERS_FROM_BYTES = 2**20
_UNREADABLE = (
    OSError, EOFError, ValueError, zipfile.BadZipFile, zlib.error, lzma.LZMAError,
    RuntimeError,  # It is encrypted, or packed in a way that Python does not know.
)  # fmt: skip


class Unreadable(NamedTuple):
    """A record that is there and cannot be read.

    Attributes:
        why: The reason in words.
        is_damaged: Whether the archive is to blame, rather than a limit of ours.
    """

    why: str
    is_damaged: bool = False


def records_in(path: Path) -> Iterator[tuple[str, bytes | Unreadable]]:
    """Each JSON file in the archive: its name, and its bytes, or why it cannot be read.

    Raises:
        StorageError: The file is no zip archive.
        ReportTooLarge: It unpacks to more than the limits.
    """
    left = MAX_UNPACKED_BYTES
    with _opened(path) as archive:
        members = archive.infolist()
        if len(members) > MAX_MEMBERS:
            raise _too_large(path, f"it has {len(members):,} files; the limit is {MAX_MEMBERS:,}")
        for member in members:
            if not member.filename.lower().endswith(".json"):
                continue
            content = _content(archive, member)
            left -= len(content) if isinstance(content, bytes) else 0
            if left < 0:
                raise _too_large(path, f"it unpacks to more than {format_size(MAX_UNPACKED_BYTES)}")
            yield member.filename[-200:], content


def count_records(path: Path) -> int:
    """How many JSON files an archive holds, once all of them have been read and their checksums are right.

    Raises:
        StorageError: It is no archive, or a part of it is damaged.
        ReportTooLarge: It unpacks to more than the limits.
    """
    count = 0
    for name, content in records_in(path):
        if isinstance(content, Unreadable) and content.is_damaged:
            raise StorageError(f"{path.name} is damaged", f"{name}: {content.why}", "fetch it again")
        count += 1
    return count


def _opened(path: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(path)
    except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise StorageError(
            f"{path} is no zip archive that can be read", str(error), "fetch it again"
        ) from None


def _content(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes | Unreadable:
    if member.file_size > MAX_RECORD_BYTES:
        size, limit = format_size(member.file_size), format_size(MAX_RECORD_BYTES)
        return Unreadable(f"it has {size}; the limit is {limit}")
    if member.file_size > _RATIO_MATTERS_FROM_BYTES and member.file_size > MAX_RATIO * max(
        member.compress_size, 1
    ):
        return Unreadable(f"it unpacks to more than {MAX_RATIO} times its size")
    try:
        with archive.open(member) as file:
            # The directory of an archive may lie about sizes; what is read does not.
            data = file.read(MAX_RECORD_BYTES + 1)
    except _UNREADABLE as error:
        return Unreadable(str(error) or type(error).__name__, is_damaged=True)
    if len(data) > MAX_RECORD_BYTES:
        return Unreadable("it is larger than the archive says", is_damaged=True)
    return data


def _too_large(path: Path, why: str) -> ReportTooLarge:
    return ReportTooLarge(f"{path} exceeds the limits", why, "check where it is from")
