"""What kind of text a file holds."""

from enum import StrEnum
from pathlib import Path

from holdfast.errors import StorageError
from holdfast.kit.files import read_bounded

_HEAD_BYTES = 8192


class Text(StrEnum):
    """The kinds that matter to programs that read text."""

    UTF8 = "utf-8"
    OTHER = "other"
    BINARY = "binary"


def text_of(path: Path, limit_bytes: int) -> Text:
    """The kind of a file: binary with a NUL in its first 8 KiB, as git decides; else by decoding all of it.

    What cannot be read, or has more bytes than the limit, is no text that could be vouched for.
    """
    try:
        with path.open("rb") as file:
            if b"\0" in file.read(_HEAD_BYTES):
                return Text.BINARY
        data = read_bounded(path, limit_bytes)
    except (OSError, StorageError):
        return Text.OTHER
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return Text.OTHER
    return Text.UTF8
