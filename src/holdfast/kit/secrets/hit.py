"""Where a secret is, and what may be kept of it: never the value."""

import hashlib
from dataclasses import dataclass

from holdfast.kit.secrets.rule import Confidence, Rule

_SHORTEST_HINTED_SECRET = 16
_HINT_CHARACTERS = 4


@dataclass(frozen=True, slots=True)
class Hit:
    """A secret in a text; who holds the text may slice it, nobody else can.

    Attributes:
        rule: What it looks like.
        start: First byte of the secret, from the beginning of the text or stream.
        end: The byte after it.
        line: Its line, from 1.
        column: Its column in characters, from 1.
        end_line: The line of its last byte.
        confidence: The rule's, or lower where the structure is in doubt.
    """

    rule: Rule
    start: int
    end: int
    line: int
    column: int
    end_line: int
    confidence: Confidence

    def value(self, text: bytes) -> bytes:
        """The secret, out of the text it was found in."""
        return text[self.start : self.end]


def sha1(value: bytes) -> str:
    """The SHA-1 of a secret in hexadecimal, by which reports name it; it is keyed before it is stored."""
    return hashlib.sha1(value, usedforsecurity=False).hexdigest()


def hint(value: bytes) -> str:
    """The last four characters of a long secret that ends in letters or digits, else nothing.

    Of a short secret they would give away too much.
    """
    tail = value[-_HINT_CHARACTERS:]
    is_plain = len(value) >= _SHORTEST_HINTED_SECRET and tail.isascii() and tail.isalnum()
    return tail.decode("ascii") if is_plain else ""
