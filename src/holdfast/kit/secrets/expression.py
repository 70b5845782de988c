"""RE2 expressions over bytes: linear time, whatever the text."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any, Protocol

import re2

_MOST_MEMORY_BYTES = 64 * 2**20
"""Room for the automaton of a large union; RE2 falls back to a slower search where it does not fit."""


class Match(Protocol):
    """A match of an expression."""

    def span(self, group: int = 0) -> tuple[int, int]:
        """First byte of a group and the byte after it; -1 and -1 where it took no part."""
        ...


class Expression:
    """A compiled expression.

    Attributes:
        search: The leftmost match from a byte to a byte; what stands around that part counts as context.
        groups: Numbers of the named groups.
    """

    __slots__ = ("groups", "search")

    def __init__(self, pattern: str, *, is_longest: bool) -> None:
        """Compile it.

        Raises:
            re2.error: RE2 does not know it.
        """
        options: Any = re2.Options()
        options.encoding = re2.Options.Encoding.LATIN1
        options.longest_match = is_longest
        options.max_mem = _MOST_MEMORY_BYTES
        options.log_errors = False
        expression: Any = re2.compile(pattern.encode("latin-1"), options)
        self.search: Callable[..., Match | None] = expression.search
        self.groups = {name.decode(): number for name, number in expression.groupindex.items()}


@lru_cache(maxsize=1024)
def compiled(pattern: str, *, is_longest: bool = False) -> Expression:
    """The expression over bytes; ``is_longest`` prefers the longest match to the first alternative."""
    return Expression(pattern, is_longest=is_longest)


def is_expression(pattern: str) -> bool:
    """Whether RE2 can compile it."""
    try:
        compiled(pattern)
    except (re2.error, UnicodeEncodeError):
        return False
    return True
