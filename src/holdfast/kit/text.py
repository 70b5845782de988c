"""What kind of text a file holds."""

import codecs
from enum import StrEnum
from pathlib import Path

from holdfast.errors import StorageError
from holdfast.kit.files import read_bounded

HEAD_BYTES = 8192
"""Of a content, what shows whether it is text."""

_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)

# Longer marks first: that of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (codecs.BOM_UTF8, "utf-8-sig"),
)


class Text(StrEnum):
    """The kinds that matter to programs that read text."""

    UTF8 = "utf-8"
    OTHER = "other"
    BINARY = "binary"


def text_of(path: Path, limit_bytes: int) -> Text:
    """The kind of a file: binary, or by decoding all of it.

    What cannot be read, or has more bytes than the limit, is no text that could be vouched for.
    """
    try:
        if is_binary(path):
            return Text.BINARY
        data = read_bounded(path, limit_bytes)
    except (OSError, StorageError):
        return Text.OTHER
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return Text.OTHER
    return Text.UTF8


def is_binary(path: Path) -> bool:
    """Whether a file holds a NUL in its first 8 KiB, as git decides, and is not UTF-16 or UTF-32 by its mark.

    Raises:
        OSError: It cannot be read.
    """
    with path.open("rb") as file:
        return has_binary_head(file.read(HEAD_BYTES))


def has_binary_head(data: bytes) -> bool:
    """Whether the same is so of a content, of which the first 8 KiB are enough."""
    return b"\0" in data[:HEAD_BYTES] and not data.startswith(_WIDE)


def as_plain(data: bytes) -> bytes:
    """A text whose mark says that it is UTF-8, -16 or -32, as UTF-8 without the mark; any other as it is."""
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    return data.decode(encoding, "replace").encode("utf-8", "replace") if encoding else data
