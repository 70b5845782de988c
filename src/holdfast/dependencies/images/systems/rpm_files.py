"""The three forms that RPM keeps its database in, each told by its first bytes, to headers of packages."""

import contextlib
import sqlite3
import struct
from collections.abc import Iterator

from holdfast.errors import ReportError, ReportTooLarge

MAX_PACKAGES = 200_000
MAX_STEPS = 20_000
"""Of SQLite's machine, in thousands: a file may bring a view that never ends."""

_SQLITE = b"SQLite format 3\0"
_NDB = b"RpmP"
_BERKELEY = 0x00061561

_PAGE = 4096
_SLOT = struct.Struct("<4sIII")
_BLOCK = 16

_OVERFLOW, _HASH, _HASH_UNSORTED = 7, 13, 2
_PAGE_HEAD_BYTES = 26
_OFF_PAGE = 3


def headers_in(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The header of each package, with its place.

    Raises:
        ReportError: It is none of the three forms, or is damaged.
    """
    if data.startswith(_SQLITE):
        found = _of_sqlite(data)
    elif data.startswith(_NDB):
        found = _of_ndb(data)
    elif len(data) >= 512 and _order(data):
        found = _of_berkeley(data, _order(data))
    else:
        raise ReportError("The RPM database cannot be read", "its form is not known", "check the image")
    left = len(data)
    for count, one in enumerate(found):
        # No two packages share their bytes: a file whose items all lead to one blob would take hours.
        left -= len(one[1])
        if count >= MAX_PACKAGES or left < 0:
            raise ReportTooLarge(
                "The RPM database has too many packages", f"{MAX_PACKAGES}", "check the image"
            )
        yield one


def _of_sqlite(data: bytes) -> Iterator[tuple[str, bytes]]:
    # In memory there is no log beside the file, so it must not say that it has one.
    whole = data[:18] + b"\1\1" + data[20:]
    steps = iter(range(MAX_STEPS))
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        try:
            connection.deserialize(whole)
            connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, len(data))
            connection.execute("PRAGMA trusted_schema = OFF")
            connection.execute("PRAGMA cell_size_check = ON")
            connection.set_progress_handler(lambda: next(steps, None) is None, 1000)
            for number, blob in connection.execute("SELECT hnum, blob FROM Packages ORDER BY hnum"):
                if isinstance(blob, bytes):
                    yield f"package {number}", blob
        except (sqlite3.Error, ValueError, OverflowError) as error:
            raise ReportError("The RPM database is damaged", str(error)[:200], "check the image") from None


def _of_ndb(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Slots of 16 bytes, two of them the head, that lead to blobs."""
    pages = int.from_bytes(data[12:16], "little")
    for place in range(2 * _SLOT.size, min(pages * _PAGE, len(data) - _SLOT.size + 1), _SLOT.size):
        mark, number, block, _ = _SLOT.unpack_from(data, place)
        if mark != b"Slot":
            raise ReportError("The RPM database is damaged", f"no slot at byte {place}", "check the image")
        if not number or not block:
            continue
        start = block * _BLOCK
        if start + _SLOT.size > len(data):
            raise _cut_off()
        mark, _, _, size = _SLOT.unpack_from(data, start)
        if mark != b"BlbS" or start + _SLOT.size + size > len(data):
            raise ReportError("The RPM database is damaged", f"no blob at byte {start}", "check the image")
        yield f"package {number}", data[start + _SLOT.size : start + _SLOT.size + size]


def _order(data: bytes) -> str:
    """The byte order of a Berkeley DB hash; empty for other files."""
    return next((order for order in "<>" if struct.unpack_from(f"{order}I", data, 12)[0] == _BERKELEY), "")


def _of_berkeley(data: bytes, order: str) -> Iterator[tuple[str, bytes]]:
    """Every second item of each page of the hash is a value; long ones lie on pages of their own."""
    size = struct.unpack_from(f"{order}I", data, 20)[0]
    if not 512 <= size <= 65_536 or size & (size - 1):
        raise ReportError("The RPM database is damaged", f"its pages have {size} bytes", "check the image")
    for start in range(size, len(data) - size + 1, size):
        page = data[start : start + size]
        if page[25] not in (_HASH, _HASH_UNSORTED):
            continue
        count = struct.unpack_from(f"{order}H", page, 20)[0]
        if _PAGE_HEAD_BYTES + 2 * count > size:
            raise ReportError("The RPM database is damaged", f"a page at byte {start}", "check the image")
        offsets = struct.unpack_from(f"{order}{count}H", page, _PAGE_HEAD_BYTES)
        for index in range(1, count, 2):
            blob = _value(data, size, order, page[offsets[index] :][:12])
            if blob is not None:
                yield f"page {start // size}", blob


def _value(data: bytes, size: int, order: str, item: bytes) -> bytes | None:
    """The value of an item on a page of its own; short ones are no headers: the first counts packages."""
    if len(item) < 12 or item[0] != _OFF_PAGE:
        return None
    number, length = struct.unpack_from(f"{order}II", item, 4)
    if length > len(data):
        raise _cut_off()
    parts: list[bytes] = []
    got = 0
    while got < length:
        page = data[number * size : (number + 1) * size]
        if len(page) < size or page[25] != _OVERFLOW or not number:
            raise _cut_off()
        used = struct.unpack_from(f"{order}H", page, 22)[0]
        part = page[_PAGE_HEAD_BYTES : _PAGE_HEAD_BYTES + used]
        if not part:
            raise _cut_off()
        parts.append(part)
        got += len(part)
        number = struct.unpack_from(f"{order}I", page, 16)[0]
    return b"".join(parts)[:length]


def _cut_off() -> ReportError:
    return ReportError("The RPM database is damaged", "a package leads beyond its end", "check the image")
