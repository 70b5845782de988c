"""go.sum, which two readers need: the hashes of modules, and their versions where go.mod does not tell."""

import re
from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Iterator

_LINE = re.compile(r"(?P<name>\S+) (?P<version>v[^\s/]+) h1:(?P<hash>[A-Za-z0-9+/]{43}=)[ \t]*")
_GO_MOD_LINE = re.compile(r"\S+ v[^\s/]+/go\.mod h\d+:\S+[ \t]*")
_NUMBERS = re.compile(r"v(\d{1,18})\.(\d{1,18})\.(\d{1,18})(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?")

Order = tuple[tuple[int, ...], bool, tuple[tuple[int, int, str], ...]]


def modules(text: str) -> Iterator[tuple[int, str, str, str]]:
    """Line, name, version and hash of every module whose code was fetched.

    A module of which only the ``go.mod`` was read is not in the build.

    Args:
        text: Content of a ``go.sum``.
    """
    for number, line in enumerate(text.splitlines(), 1):
        found = _LINE.fullmatch(line)
        if found:
            yield number, found["name"], found["version"], h1(found["hash"])


def odd_lines(text: str) -> Iterator[int]:
    """The lines that are none of a ``go.sum``."""
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() and not _LINE.fullmatch(line) and not _GO_MOD_LINE.fullmatch(line):
            yield number


def h1(encoded: str) -> str:
    """Go's hash over the names and contents of a module's files, as hexadecimal."""
    try:
        return f"h1:{b64decode(encoded, validate=True).hex()}"
    except NotBase64:
        return ""


def version_order(version: str) -> Order:
    """A key by which Go versions sort: semantic versioning, and what is none comes first."""
    found = _NUMBERS.fullmatch(version)
    if not found:
        return (), False, ()
    numbers = tuple(int(number) for number in found.group(1, 2, 3))
    parts = (found[4] or "").split(".")
    words = tuple(
        (0, int(part), "") if part.isdecimal() and len(part) < 19 else (1, 0, part) for part in parts
    )
    return numbers, found[4] is None, words
