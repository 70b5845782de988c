"""Linux programs (ELF): where the parts of a file lie, as far as finding lists of packages in it needs."""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from holdfast.errors import ReportError

MAGIC = b"\x7fELF"
MAX_PARTS = 10_000


@dataclass(frozen=True, slots=True)
class Part:
    """A section or a segment.

    Attributes:
        offset: Where it begins in the file.
        size: How many bytes of the file it is.
        address: Where it is loaded to.
        name: Where the name of a section stands in the table of names.
    """

    offset: int
    size: int
    address: int
    name: int = 0


class Elf:
    """A program. Its tables may be damaged, or be missing: both leave fewer parts."""

    def __init__(self, data: bytes) -> None:
        """Read the header.

        Raises:
            ReportError: It is no ELF file.
        """
        if len(data) < 64 or not data.startswith(MAGIC) or data[4] not in (1, 2) or data[5] not in (1, 2):
            raise ReportError("The program is no ELF file", "its header is damaged", "build it again")
        self.data = data
        self.is_64 = data[4] == 2
        self.order = "<" if data[5] == 1 else ">"

    @property
    def pointer_bytes(self) -> int:
        """Size of an address."""
        return 8 if self.is_64 else 4

    def number(self, offset: int, size: int) -> int | None:
        """The number at a place of the file; ``None`` where it has no such place."""
        if offset < 0 or offset + size > len(self.data):
            return None
        return int.from_bytes(self.data[offset : offset + size], "little" if self.order == "<" else "big")

    def at(self, address: int, size: int) -> bytes | None:
        """What is loaded to an address; ``None`` where nothing is, or less."""
        for part in self.segments():
            inside = address - part.address
            if inside >= 0 and inside + size <= part.size:
                start = part.offset + inside
                found = self.data[start : start + size]
                return found if len(found) == size else None
        return None

    def section(self, name: bytes) -> bytes | None:
        """The content of a section."""
        sections = list(self._table(*self._place("sections")))
        index = self.number(62 if self.is_64 else 50, 2)
        if index is None or index >= len(sections):
            return None
        names = sections[index]
        for part in sections:
            start = names.offset + part.name
            if part.name < names.size and self.data[start : start + len(name) + 1] == name + b"\0":
                return self.data[part.offset : part.offset + part.size]
        return None

    def segments(self) -> Iterator[Part]:
        """What is loaded to memory."""
        return self._table(*self._place("segments"))

    def _place(self, table: str) -> tuple[int, int, int, bool]:
        """Offset, size of an entry, and number of entries of a table."""
        is_sections = table == "sections"
        if self.is_64:
            fields = (40, 8, 58, 60) if is_sections else (32, 8, 54, 56)
        else:
            fields = (32, 4, 46, 48) if is_sections else (28, 4, 42, 44)
        at, width, entry, count = fields
        values = (self.number(at, width), self.number(entry, 2), self.number(count, 2))
        offset, size, number = (value or 0 for value in values)
        return offset, size, min(number, MAX_PARTS), is_sections

    def _table(self, offset: int, size: int, count: int, is_sections: bool) -> Iterator[Part]:  # noqa: FBT001
        layout = struct.Struct(self.order + self._layout(is_sections=is_sections))
        if size < layout.size:
            return
        for start in range(offset, offset + size * count, size):
            if start + layout.size > len(self.data):
                return
            values = layout.unpack_from(self.data, start)
            if is_sections:
                name, _, _, address, place, length = values
                yield Part(place, length, address, name)
            elif values[0] == 1:  # PT_LOAD
                place, address, length = self._loaded(values)
                yield Part(place, length, address)

    def _layout(self, *, is_sections: bool) -> str:
        if is_sections:
            return "IIQQQQ" if self.is_64 else "IIIIII"
        return "IIQQQQ" if self.is_64 else "IIIII"

    def _loaded(self, values: tuple[int, ...]) -> tuple[int, int, int]:
        """Offset, address and size in the file of a segment."""
        if self.is_64:
            _, _, place, address, _, length = values
        else:
            _, place, address, _, length = values
        return place, address, length
