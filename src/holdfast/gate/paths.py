"""Patterns of paths as waivers write them."""

from fnmatch import fnmatchcase


def fits(pattern: str, path: str) -> bool:
    """Whether a pattern covers a whole path relative to the scanned folder.

    ``*`` and ``?`` stay within a folder, ``**`` crosses any number of them, and a pattern that ends with
    ``/`` covers everything below. A pattern is not searched for deeper down: ``*.lock`` is ``/*.lock``.
    The time is bounded by the product of both lengths, whatever the pattern.
    """
    wanted = f"{pattern}**" if pattern.endswith("/") else pattern
    return _fits(wanted.removeprefix("./").strip("/").split("/"), path.split("/"))


def covers_all(pattern: str) -> bool:
    """Whether a pattern fits every path: ``**``, ``**/*`` and their like."""
    parts = set(pattern.removeprefix("./").strip("/").split("/"))
    return "**" in parts and parts <= {"*", "**"}


def _fits(pattern: list[str], path: list[str]) -> bool:
    # The places of the path that the pattern's parts so far can have led to.
    places = {0}
    for part in pattern:
        if part == "**":
            places = set(range(min(places), len(path) + 1))
        else:
            places = {at + 1 for at in places if at < len(path) and fnmatchcase(path[at], part)}
        if not places:
            return False
    return len(path) in places
