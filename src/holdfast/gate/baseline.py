"""The baseline file: fingerprints of findings that are known, one a line, sorted, easy to merge.

::

    holdfast-baseline 1
    0123456789abcdef0123456789abcdef
"""

import re
from collections.abc import Iterable

from holdfast.errors import ConfigError
from holdfast.kit.durations import format_size

HEADER = "holdfast-baseline 1"
MAX_CHARACTERS = 64 * 2**20
"""Nearly two million fingerprints."""

_FINGERPRINT = re.compile(r"[0-9a-f]{32}", re.ASCII)


def format_baseline(fingerprints: Iterable[str]) -> str:
    """The file's text: the same findings in any order give the same bytes."""
    return "\n".join([HEADER, *sorted(set(fingerprints)), ""])


def parse_baseline(text: str, name: str = "baseline") -> frozenset[str]:
    """The fingerprints of a baseline file; order, repetition and empty lines do not matter.

    Args:
        text: What the file holds.
        name: What the file is called, for messages.

    Raises:
        ConfigError: It is too large, has another first line, or a line that is not a fingerprint.
    """
    if len(text) > MAX_CHARACTERS:
        raise ConfigError(
            f"{name} is larger than a baseline can be",
            f"the limit is {format_size(MAX_CHARACTERS)}",
            "check that it is a file written with --write-baseline",
        )
    first, *lines = text.removeprefix("\ufeff").split("\n")
    if first.strip() != HEADER:
        raise ConfigError(
            f"{name}:1: this is not a baseline of a version that Holdfast reads",
            f"the first line is {first.strip()[:60]!r}, not {HEADER!r}",
            "write it again with: holdfast gate --write-baseline FILE",
        )
    return frozenset(filter(None, (_read(line, f"{name}:{at}") for at, line in enumerate(lines, 2))))


def _read(line: str, place: str) -> str:
    word = line.strip()
    if not word or _FINGERPRINT.fullmatch(word):
        return word
    merge = word.startswith(("<<<<<<<", "=======", ">>>>>>>"))
    raise ConfigError(
        f"{place}: {word[:60]!r} is not a fingerprint",
        "it is left from a merge conflict" if merge else "a fingerprint has 32 digits, 0 to 9 and a to f",
        "keep the fingerprints of both sides and remove the marks" if merge else "remove the line",
    )
