"""The last few MiB of a stream: a hit of ``Engine.stream`` says where a secret is and carries no text."""

from collections.abc import Callable, Iterable, Iterator

from holdfast.kit.secrets.engine import REDACTED, Engine, default_engine
from holdfast.kit.secrets.hit import Hit

_LAG_BYTES = 8 * 2**20
"""More than the engine gathers before a pass, and keeps of the past: behind it all hits have been told."""


class Tape:
    """A stream on its way into the engine, of which the last part can still be read."""

    def __init__(self, chunks: Iterable[bytes], on_settled: Callable[[int], object] = lambda _: None) -> None:
        """Take the pieces of the stream.

        Args:
            chunks: In order.
            on_settled: Told of an offset before which no further hit begins; what stands before it is
                forgotten afterwards.
        """
        self._chunks = chunks
        self._on_settled = on_settled
        self._text = bytearray()
        self._begin = 0

    @property
    def end(self) -> int:
        """How much of the stream has passed, in bytes."""
        return self._begin + len(self._text)

    def __iter__(self) -> Iterator[bytes]:
        """The pieces, for the engine; once."""
        for chunk in self._chunks:
            # All earlier pieces have been searched but for what the engine gathers.
            settled = self.end - _LAG_BYTES
            self._text += chunk
            if settled - self._begin > _LAG_BYTES:
                self._on_settled(settled)
                del self._text[: settled - self._begin]
                self._begin = settled
            yield chunk

    def read(self, start: int, end: int) -> bytes:
        """What stands from one offset of the stream up to another; both must be on the tape."""
        return bytes(self._text[max(0, start - self._begin) : end - self._begin])


def read_stream(chunks: Iterable[bytes], engine: Engine | None = None) -> Iterator[tuple[Hit, bytes]]:
    """Every hit in a stream with its value, in memory that does not grow with the stream."""
    tape = Tape(chunks)
    for hit in (engine or default_engine()).stream(tape):
        yield hit, tape.read(hit.start, hit.end)


def redact_stream(
    chunks: Iterable[bytes], write: Callable[[bytes], object], engine: Engine | None = None
) -> Iterator[tuple[Hit, bytes]]:
    """Write a stream with a mark in place of each secret, as ``redact`` does, and give the hits with values.

    What is written lags about 16 MiB behind; all is written when the last hit has been taken.
    """
    done = 0

    def write_until(offset: int) -> None:
        nonlocal done
        if offset > done:
            write(tape.read(done, offset))
            done = offset

    tape = Tape(chunks, write_until)
    for hit in (engine or default_engine()).stream(tape):
        value = tape.read(hit.start, hit.end)
        if hit.rule.is_secret:
            write_until(hit.start)
            write(REDACTED + hit.rule.id.encode() + b"]")
            done = _character_end(tape, hit.end)
        yield hit, value
    write_until(tape.end)


def _character_end(tape: Tape, offset: int) -> int:
    """The end of the character that an offset may cut in two."""
    rest = tape.read(offset, offset + 3)
    return offset + len(rest) - len(rest.lstrip(bytes(range(0x80, 0xC0))))
