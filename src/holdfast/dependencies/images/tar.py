"""Tar archives, read from front to end and never unpacked: ustar, GNU's long names and pax headers.

Python's ``tarfile`` is not made for archives of strangers: it keeps every header it has seen, reads pax
headers of any size into memory, and there are texts that take it endless time (CVE-2024-6232). Here nothing
is kept, every header is bounded, and a name that leads out of the archive is told, not followed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import BinaryIO

from holdfast.errors import ReportError, ReportTooLarge

BLOCK = 512
MAX_MEMBERS = 3_000_000
MAX_HEADER_BYTES = 2**20
"""Of a long name or a pax header."""

MAX_PATH_LENGTH = 4096
"""Linux knows no longer ones."""

_PIECE = 2**18
_ZEROS = bytes(BLOCK)


class Kind(StrEnum):
    """What a member of an archive is. ``OUTSIDE`` is what has an impossible name, or one that leads out."""

    FILE = "file"
    FOLDER = "folder"
    LINK = "symbolic link"
    HARD_LINK = "hard link"
    OTHER = "other"
    OUTSIDE = "outside"


_KINDS = {
    b"0": Kind.FILE, b"\0": Kind.FILE, b"7": Kind.FILE, b"1": Kind.HARD_LINK, b"2": Kind.LINK,
    b"5": Kind.FOLDER,
}  # fmt: skip
_LONG = {b"L": "path", b"K": "linkpath"}


class Tape:
    """A stream that is read from front to end."""

    def __init__(self, stream: BinaryIO) -> None:
        """Start where the stream stands, which counts as position 0."""
        self.position = 0
        self._stream = stream

    def some(self, size: int) -> bytes:
        """At most so many bytes, fewer only at the end."""
        parts = []
        while size > 0 and (part := self._stream.read(min(size, _PIECE))):
            parts.append(part)
            size -= len(part)
            self.position += len(part)
        return parts[0] if len(parts) == 1 else b"".join(parts)

    def exactly(self, size: int) -> bytes:
        """So many bytes.

        Raises:
            ReportError: The stream ends before.
        """
        data = self.some(size)
        if len(data) < size:
            raise truncated()
        return data

    def skip_to(self, position: int) -> None:
        """Go on to a later position.

        Raises:
            ReportError: The stream ends before.
        """
        left = position - self.position
        if left > _PIECE and self._stream.seekable():
            # All but the last byte: to read that one shows that the archive is that long.
            self._stream.seek(left - 1, 1)
            self.position += left - 1
        while self.position < position:
            self.exactly(min(_PIECE, position - self.position))


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One member of an archive. Its content can be read until the next member is asked for.

    Attributes:
        path: Relative to the top, without ``.``; empty for the top itself and for what lies outside.
        kind: What it is.
        size_bytes: Of its content.
        target: Where a link leads: of a hard link a path like ``path``, of others as it is written.
        is_executable: Whether anybody may run it.
        position: Where its content begins in the stream.
    """

    path: str
    kind: Kind
    size_bytes: int
    target: str
    is_executable: bool
    position: int
    _tape: Tape

    def read(self, size: int) -> bytes:
        """The next part of its content, at most so many bytes."""
        end = self.position + self.size_bytes
        return self._tape.exactly(max(0, min(size, end - self._tape.position)))


def members(stream: BinaryIO) -> Iterator[Member]:
    """The members of an archive, in its order.

    Raises:
        ReportError: It is no tar archive, or ends in the middle of a member.
        ReportTooLarge: It has too many members, or a header is too long.
    """
    tape = Tape(stream)
    said: dict[str, str] = {}
    count = 0
    while (header := tape.some(BLOCK)) and header != _ZEROS:
        count += 1
        if count > MAX_MEMBERS:
            raise ReportTooLarge(
                "The archive has too many members", f"the limit is {MAX_MEMBERS}", "split it"
            )
        if len(header) < BLOCK:
            raise truncated()
        _check(header)
        flag, size = header[156:157], _number(header[124:136])
        if flag in b"LKxg":
            said |= _said(flag, _header_body(tape, size))
            continue
        if flag == b"S":
            _skip_map(tape, header)
        size = _size(said.get("size"), size) if flag not in b"123456" else 0
        start = tape.position
        yield _member(header, said, size, tape)
        said = {}
        tape.skip_to(start + size + -size % BLOCK)


def normal(path: str) -> str | None:
    """A path relative to the top without ``.`` and empty parts; ``None`` when ``..`` is in it.

    A path that begins with a slash begins at the top, as container engines read it.
    """
    parts = [part for part in path.split("/") if part not in ("", ".")]
    return None if ".." in parts else "/".join(parts)


def truncated() -> ReportError:
    """The error of an archive that ends too early."""
    return ReportError("The archive ends in the middle", "it was cut off", "save the image again")


def _member(header: bytes, said: dict[str, str], size: int, tape: Tape) -> Member:
    name = said.get("path") or _name(header)
    kind = _KINDS.get(header[156:157], Kind.OTHER)
    if kind is Kind.FILE and name.endswith("/"):
        kind = Kind.FOLDER
    target = said.get("linkpath") or _text(header[157:257])
    path, source = normal(name), normal(target)
    if path is None or len(path) > MAX_PATH_LENGTH or (kind is Kind.HARD_LINK and source is None):
        kind = Kind.OUTSIDE
    return Member(
        path=path or "",
        kind=kind,
        size_bytes=size,
        target=(source or "") if kind is Kind.HARD_LINK else target,
        is_executable=bool(_number(header[100:108]) & 0o111),
        position=tape.position,
        _tape=tape,
    )


def _name(header: bytes) -> str:
    name = _text(header[:100])
    prefix = _text(header[345:500]) if header[257:263] == b"ustar\0" else ""
    return f"{prefix}/{name}" if prefix else name


def _check(header: bytes) -> None:
    # The sum is made with blanks in its own place; some old programs counted signed bytes.
    told = _number(header[148:156])
    rest = header[:148] + b" " * 8 + header[156:]
    total = sum(rest)
    if told != total and told != total - 256 * sum(byte > 127 for byte in rest):
        raise ReportError(
            "The archive is no tar", "the check sum of a header is wrong", "save the image again"
        )


def _header_body(tape: Tape, size: int) -> bytes:
    if size > MAX_HEADER_BYTES:
        raise ReportTooLarge(
            "A header of the archive is too long", f"it claims {size} bytes", "check its maker"
        )
    start = tape.position
    body = tape.exactly(size)
    tape.skip_to(start + size + -size % BLOCK)
    return body


def _said(flag: bytes, body: bytes) -> dict[str, str]:
    """What a header says of the member that follows it; global ones say nothing that matters here."""
    if flag in _LONG:
        return {_LONG[flag]: _text(body)}
    return dict(_records(body)) if flag == b"x" else {}


def _records(body: bytes) -> Iterator[tuple[str, str]]:
    """Key and value of each pax record, ``<length> <key>=<value>`` and a line break."""
    start = 0
    while start < len(body):
        blank = body.find(b" ", start, start + 20)
        length = int(body[start:blank]) if blank > 0 and body[start:blank].isdigit() else 0
        end = start + length
        if blank < 0 or end > len(body) or end <= blank or body[end - 1 : end] != b"\n":
            raise ReportError("The archive is no tar", "a pax header is misshapen", "save the image again")
        key, _, value = body[blank + 1 : end - 1].partition(b"=")
        if key in (b"path", b"linkpath", b"size"):
            yield key.decode(), _text(value)
        start = end


def _skip_map(tape: Tape, header: bytes) -> None:
    """Pass over the further maps of a sparse file, GNU's old way."""
    more, blocks = header[482], 0
    while more:
        blocks += 1
        if blocks * BLOCK > MAX_HEADER_BYTES:
            raise ReportTooLarge("A header of the archive is too long", "of a sparse file", "check its maker")
        more = tape.exactly(BLOCK)[504]


def _size(told: str | None, size: int) -> int:
    if told is None:
        return size
    if not (told.isascii() and told.isdigit() and len(told) < 20):
        raise ReportError("The archive is no tar", f"a size is {told[:40]!r}", "save the image again")
    return int(told)


def _number(field: bytes) -> int:
    """An octal number, or one of base 256 as GNU writes large ones."""
    if field[:1] == b"\x80":
        return int.from_bytes(field[1:], "big")
    digits = field.split(b"\0", 1)[0].strip()
    try:
        number = int(digits or b"0", 8)
    except ValueError:
        number = -1
    if number < 0:
        raise ReportError("The archive is no tar", "a number in a header is none", "save the image again")
    return number


def _text(field: bytes) -> str:
    return field.split(b"\0", 1)[0].decode("utf-8", "backslashreplace")
