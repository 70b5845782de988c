"""A match before it is believed: the text around it, for judges that look at where it stands."""

from dataclasses import dataclass

_LINE_REACH = 200


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible secret in its text.

    Attributes:
        text: All of the text.
        start: First byte of the secret.
        end: The byte after it.
        name: The word that it is assigned to; empty where the rule has none.
    """

    text: bytes
    start: int
    end: int
    name: bytes = b""

    @property
    def value(self) -> bytes:
        """The possible secret itself."""
        return self.text[self.start : self.end]

    @property
    def opening(self) -> bytes:
        """The byte before it; empty at the start of the text."""
        return self.text[self.start - 1 : self.start] if self.start else b""

    @property
    def closing(self) -> bytes:
        """The byte after it; empty at the end of the text."""
        return self.text[self.end : self.end + 1]

    @property
    def is_quoted(self) -> bool:
        """Whether it stands in quotes of its own."""
        return self.opening in {b'"', b"'", b"`"} and self.closing == self.opening

    @property
    def line_before(self) -> bytes:
        """What stands before it in its line, at most 200 bytes."""
        begin = self.text.rfind(b"\n", max(0, self.start - _LINE_REACH), self.start) + 1
        return self.text[max(begin, self.start - _LINE_REACH) : self.start]
