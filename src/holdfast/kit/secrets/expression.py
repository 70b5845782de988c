"""RE2 expressions over bytes: linear time, whatever the text."""

from functools import lru_cache
from typing import Any, Protocol

import re2

_MOST_MEMORY_BYTES = 64 * 2**20
"""Room for the automaton of a large union; RE2 falls back to a slower search where it does not fit."""


class Match(Protocol):
    """A match of an expression."""

    def span(self, group: int | str = 0) -> tuple[int, int]:
        """First byte of a group and the byte after it; -1 and -1 where it took no part."""
        ...


class Expression(Protocol):
    """A compiled expression."""

    groups: int
    groupindex: dict[bytes, int]

    def search(self, text: bytes, pos: int = 0, endpos: int | None = None) -> Match | None:
        """The leftmost match in a part of the text; what stands around the part still counts as context."""
        ...


@lru_cache(maxsize=1024)
def compiled(pattern: str, *, is_longest: bool = False) -> Expression:
    """The expression over bytes; ``is_longest`` prefers the longest match to the first alternative."""
    options: Any = re2.Options()
    options.encoding = re2.Options.Encoding.LATIN1
    options.longest_match = is_longest
    options.max_mem = _MOST_MEMORY_BYTES
    options.log_errors = False
    expression: Expression = re2.compile(pattern.encode("latin-1"), options)
    return expression


def is_expression(pattern: str) -> bool:
    """Whether RE2 can compile it."""
    try:
        compiled(pattern)
    except (re2.error, UnicodeEncodeError):
        return False
    return True
