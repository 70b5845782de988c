"""The header of an RPM package: an index of tags over a block of data, all numbers big-endian."""

import struct
from collections.abc import Iterator
from enum import IntEnum

from holdfast.errors import ReportError

MAX_ENTRIES = 65_536
MAX_DATA_BYTES = 256 * 2**20
_ENTRY = struct.Struct(">iiiI")
_INT32, _STRING, _STRINGS, _TRANSLATED = 4, 6, 8, 9


class Tag(IntEnum):
    """The tags that are read."""

    NAME = 1000
    VERSION = 1001
    RELEASE = 1002
    EPOCH = 1003
    LICENCE = 1014
    ARCH = 1022
    SOURCE = 1044
    DIRECTORY_INDEXES = 1116
    BASE_NAMES = 1117
    DIRECTORY_NAMES = 1118


_WANTED = frozenset(Tag)


class Header:
    """One header, as the database keeps it: without the eight bytes that mark it in a file."""

    def __init__(self, data: bytes) -> None:
        """Read the index.

        Raises:
            ReportError: The sizes in it do not fit.
        """
        entries, size = struct.unpack_from(">II", data) if len(data) >= 8 else (0, 0)
        self._start = 8 + entries * _ENTRY.size
        is_sound = 0 < entries <= MAX_ENTRIES and size <= MAX_DATA_BYTES
        if not is_sound or self._start + size > len(data):
            raise ReportError("The header of a package is damaged", "its sizes do not fit", "check the image")
        self._data = data[self._start : self._start + size]
        self._entries = {
            tag: (kind, offset, count)
            for tag, kind, offset, count in _ENTRY.iter_unpack(data[8 : self._start])
            if tag in _WANTED
        }

    def text(self, tag: Tag) -> str:
        """A text; empty where there is none."""
        return next(self._texts(tag, 1), "")

    def number(self, tag: Tag) -> int | None:
        """A number; ``None`` where there is none."""
        return next(self._numbers(tag), None)

    def files(self) -> Iterator[str]:
        """The paths of its files, without the first slash."""
        folders = list(self._texts(Tag.DIRECTORY_NAMES))
        for name, index in zip(
            self._texts(Tag.BASE_NAMES), self._numbers(Tag.DIRECTORY_INDEXES), strict=False
        ):
            if index < len(folders):
                yield f"{folders[index]}{name}".removeprefix("/")

    def _texts(self, tag: Tag, most: int = 2**31) -> Iterator[str]:
        kind, place, count = self._entries.get(tag, (0, 0, 0))
        if kind not in (_STRING, _STRINGS, _TRANSLATED) or place < 0:
            return
        for _ in range(min(count, most)):
            end = self._data.find(b"\0", place)
            if end < 0:
                return
            yield self._data[place:end].decode("utf-8", "backslashreplace")
            place = end + 1

    def _numbers(self, tag: Tag) -> Iterator[int]:
        kind, place, count = self._entries.get(tag, (0, 0, 0))
        if kind != _INT32 or place < 0:
            return
        for start in range(place, min(place + 4 * count, len(self._data) - 3), 4):
            yield int.from_bytes(self._data[start : start + 4], "big")
