"""Streams of an image: unpacked, counted and hashed while they are read."""

import hashlib
import io
import zlib
from typing import BinaryIO, cast

from holdfast.errors import ReportError, ReportTooLarge
from holdfast.kit.durations import format_size

MAX_LAYER_BYTES = 32 * 2**30
"""Unpacked. The largest images in use, those with models in them, have about 20 GiB."""

MAX_RATIO = 400
"""Unpacked to packed, beyond the first 256 MiB: zlib's most is 1,032, and programs come to about 4."""

_RATIO_COUNTS_FROM = 256 * 2**20
_GZIP = b"\x1f\x8b"
_ZSTD = b"\x28\xb5\x2f\xfd"
_PIECE = 2**17
_WITH_HEADER = 31


class Hashed(io.RawIOBase):
    """A stream that hashes and counts what passes."""

    def __init__(self, stream: BinaryIO) -> None:
        """Begin where the stream stands."""
        super().__init__()
        self.count = 0
        self._stream = stream
        self._hash = hashlib.sha256()

    def readable(self) -> bool:
        """Yes."""
        return True

    def read(self, size: int = -1, /) -> bytes:
        """The next bytes, at most so many."""
        data = self._stream.read(_PIECE if size < 0 else size)
        self._hash.update(data)
        self.count += len(data)
        return data

    @property
    def digest(self) -> str:
        """The digest of what has passed, as ``sha256:<hex>``."""
        return f"sha256:{self._hash.hexdigest()}"

    def drain(self) -> None:
        """Read to the end."""
        while self.read(_PIECE):
            pass


class _Unzipped(io.RawIOBase):
    """The content of a gzip stream of one or several members."""

    def __init__(self, packed: Hashed) -> None:
        super().__init__()
        self._packed = packed
        self._inflate = zlib.decompressobj(_WITH_HEADER)
        self._has_begun = False
        self._count = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        wanted = _PIECE if size < 0 else size
        data = b""
        while not data and wanted:
            piece = self._inflate.unconsumed_tail or self._inflate.unused_data or self._packed.read(_PIECE)
            if self._inflate.eof:
                # Behind a member comes another one, or the zeros that fill a block of tape.
                piece = piece.lstrip(b"\0") or self._packed.read(_PIECE).lstrip(b"\0")
                if not piece:
                    break
                self._inflate = zlib.decompressobj(_WITH_HEADER)
            if not piece and not self._inflate.eof:
                raise ReportError(
                    "The image ends in the middle", "its gzip stream is cut off", "save it again"
                )
            data = self._unzip(piece, wanted)
        self._count += len(data)
        _check_size(self._count, self._packed.count)
        return data

    def _unzip(self, piece: bytes, wanted: int) -> bytes:
        try:
            return self._inflate.decompress(piece, wanted)
        except zlib.error as error:
            raise ReportError("The image is damaged", f"gzip: {error}", "save the image again") from None


def plain(packed: Hashed, head: bytes) -> BinaryIO:
    """The stream without compression.

    Args:
        packed: The stream, at its start.
        head: Its first bytes.

    Raises:
        ReportError: It is compressed in a way that cannot be read here.
    """
    if head.startswith(_ZSTD):
        raise ReportError(
            "It is compressed with zstd", "Python has no reader for that yet", "save the image with gzip"
        )
    return cast("BinaryIO", _Unzipped(packed) if head.startswith(_GZIP) else packed)


def is_packed(head: bytes) -> bool:
    """Whether a stream that begins so is compressed."""
    return head.startswith((_GZIP, _ZSTD))


def _check_size(count: int, packed: int) -> None:
    if count > MAX_LAYER_BYTES or (count > _RATIO_COUNTS_FROM and count > MAX_RATIO * max(packed, 1)):
        raise ReportTooLarge(
            "A part of the image unpacks to more than is read",
            f"{format_size(count)} out of {format_size(packed)}",
            "check who made the image",
        )
