"""Cuts a list of files into calls that every system accepts."""

import os
from collections.abc import Iterator, Sequence

ARGUMENT_BYTES = 100_000
"""Below the smallest limit in use, 128 KiB on Linux with a small stack, with room for the rest."""


def batches(paths: Sequence[str], most: int, most_bytes: int = ARGUMENT_BYTES) -> Iterator[tuple[str, ...]]:
    """The paths in order, in groups of at most so many, and so many bytes of arguments; no group is empty."""
    group: list[str] = []
    size = 0
    for path in paths:
        # The system counts the byte at the end of an argument and the pointer to it.
        own = len(os.fsencode(path)) + 9
        if group and (len(group) >= most or size + own > most_bytes):
            yield tuple(group)
            group, size = [], 0
        group.append(path)
        size += own
    if group:
        yield tuple(group)


def as_argument(path: str) -> str:
    """The path in a form that no program takes for an option."""
    return f"./{path}" if path.startswith("-") else path
