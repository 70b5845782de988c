"""What kind of text a file holds."""

import codecs
from enum import StrEnum
from pathlib import Path

from holdfast.errors import StorageError
from holdfast.kit.files import read_bounded

_HEAD_BYTES = 8192
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)


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
        head = file.read(_HEAD_BYTES)
    return b"\0" in head and not head.startswith(_WIDE)
