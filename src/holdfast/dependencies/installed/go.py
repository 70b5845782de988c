"""Go programs: the list of modules that the linker writes into them.

Behind a mark stand the size of a pointer and flags. Since Go 1.18 the version and the modules follow in the
file, each with its length; before, two pointers lead to two Go strings.
"""

import re
from collections.abc import Iterator

from holdfast.dependencies.installed.elf import Elf
from holdfast.dependencies.installed.record import installed
from holdfast.model.dependency import Dependency

MARK = b"\xff Go buildinf:"
MAX_TEXT_BYTES = 16 * 2**20
MAX_MARKS = 16
"""A program that reads such lists has the mark in its own code as well."""

_ALIGNED_TO = 16
_HEADER_BYTES = 32
_INLINE, _BIG = 2, 1
_FENCE_BYTES = 16
_VERSION = re.compile(r"(?:^|\s)go(\d[\w.+-]*)")


def modules(elf: Elf) -> Iterator[Dependency]:
    """The modules of a Go program, and the standard library; nothing of other programs."""
    version, listed = next((found for found in _lists(elf) if found[0]), ("", ""))
    compiler = _VERSION.search(version)
    if compiler:
        yield installed("golang", "stdlib", compiler[1])
    last: tuple[str, str] | None = None
    for line in listed.splitlines():
        kind, *fields = line.split("\t")
        if kind == "=>":
            last = (fields[0], fields[1]) if len(fields) > 1 else None
        elif kind in ("mod", "dep"):
            yield from _module(last)
            last = (fields[0], fields[1]) if len(fields) > 1 else None
    yield from _module(last)


def _module(found: tuple[str, str] | None) -> Iterator[Dependency]:
    """A module with a version; a folder of the builder's has none, and is his own."""
    if found and found[0] and found[1] and found[1] != "(devel)":
        yield installed("golang", *found)


def _lists(elf: Elf) -> Iterator[tuple[str, str]]:
    """Version of Go and text of modules, for each mark in the file."""
    start = elf.data.find(MARK)
    for _ in range(MAX_MARKS):
        if start < 0:
            return
        if start % _ALIGNED_TO == 0 and start + _HEADER_BYTES <= len(elf.data):
            flags = elf.data[start + 15]
            yield _inline(elf.data, start + _HEADER_BYTES) if flags & _INLINE else _pointed(elf, start)
        start = elf.data.find(MARK, start + 1)


def _inline(data: bytes, start: int) -> tuple[str, str]:
    version, end = _counted(data, start)
    listed, _ = _counted(data, end)
    return _text(version), _text(_unfenced(listed))


def _counted(data: bytes, start: int) -> tuple[bytes, int]:
    """Bytes behind their length, a number of seven bits a byte, and where they end."""
    length = shift = 0
    for place in range(start, min(start + 10, len(data))):
        length |= (data[place] & 0x7F) << shift
        shift += 7
        if data[place] < 0x80:
            end = place + 1 + length
            is_sound = length <= MAX_TEXT_BYTES and end <= len(data)
            return (data[place + 1 : end], end) if is_sound else (b"", place + 1)
    return b"", start


def _pointed(elf: Elf, start: int) -> tuple[str, str]:
    size = elf.data[start + 14]
    order = "big" if elf.data[start + 15] & _BIG else "little"
    if size not in (4, 8):
        return "", ""
    first = elf.data[start + 16 : start + 16 + size]
    second = elf.data[start + 16 + size : start + 16 + 2 * size]
    version, listed = (
        _string(elf, int.from_bytes(one, order), size, order)  # type: ignore[arg-type]
        for one in (first, second)
    )
    return _text(version), _text(_unfenced(listed))


def _string(elf: Elf, address: int, size: int, order: str) -> bytes:
    """A Go string: a pointer to its bytes, and its length."""
    header = elf.at(address, 2 * size)
    if header is None:
        return b""
    place, length = (int.from_bytes(part, order) for part in (header[:size], header[size:]))  # type: ignore[arg-type]
    return (elf.at(place, length) or b"") if length <= MAX_TEXT_BYTES else b""


def _unfenced(listed: bytes) -> bytes:
    """The text between the two marks that let the program find it in itself."""
    is_fenced = len(listed) >= 2 * _FENCE_BYTES + 1 and listed[-_FENCE_BYTES - 1 :][:1] == b"\n"
    return listed[_FENCE_BYTES:-_FENCE_BYTES] if is_fenced else b""


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace")
