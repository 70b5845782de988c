"""Lines and columns of offsets that are asked for in ascending order, in linear time altogether."""


class Positions:
    """A cursor over a text or stream: it counts each byte once."""

    def __init__(self) -> None:
        """Begin at the first byte."""
        self._offset = 0
        self._line = 1
        self._column = 1

    def at(self, text: bytes, offset: int, base: int = 0) -> tuple[int, int]:
        """Line and column, from 1, of an offset in a text that begins at a base of the stream.

        Columns count characters. Offsets before the one asked for last are not to be asked for.
        """
        self.advance(text, offset, base)
        return self._line, self._column

    def advance(self, text: bytes, offset: int, base: int = 0) -> None:
        """Count up to an offset; an offset that lies behind changes nothing."""
        begin = self._offset - base
        if offset <= begin:
            return
        lines = text.count(b"\n", begin, offset)
        self._line += lines
        line_begin = text.rfind(b"\n", begin, offset) + 1 if lines else begin
        self._column = _characters(text[line_begin:offset]) + (1 if lines else self._column)
        self._offset = base + offset


def _characters(text: bytes) -> int:
    """Characters of UTF-8, counted by their first bytes: a character cut in two counts once."""
    return len(text) - sum(map(text.count, _CONTINUATIONS)) if not text.isascii() else len(text)


_CONTINUATIONS = tuple(bytes([value]) for value in range(0x80, 0xC0))
