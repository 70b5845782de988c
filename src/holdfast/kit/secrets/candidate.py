"""A match before it is believed: the text around it, for judges that look at where it stands."""

from dataclasses import dataclass

QUOTES = frozenset({b'"', b"'", b"`"})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible secret in its text.

    Attributes:
        text: All of the text.
        start: First byte of the secret.
        end: The byte after it.
        name: The word that it is assigned to, or the end of it; empty where the rule has none.
        name_start: First byte of the name.
    """

    text: bytes
    start: int
    end: int
    name: bytes = b""
    name_start: int = 0

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
        """Whether it stands in quotes of its own, which may be escaped."""
        quote = self.opening
        if quote not in QUOTES:
            return False
        return self.closing == quote or self.text[self.end : self.end + 2] == b"\\" + quote
