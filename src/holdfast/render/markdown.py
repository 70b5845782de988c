"""Markdown that foreign text cannot break out of, on GitHub and GitLab alike."""

import re
from collections.abc import Iterable, Sequence

from holdfast.render.cleaning import line

_ACTIVE = re.compile(r"([\\`*_\[\]|~$!])")
_REFERENCE = re.compile(r"([@#](?=\w)|:(?=//)|\bwww(?=\.))", re.IGNORECASE)
_BACKTICKS = re.compile(r"`+")


def text(foreign: str, limit: int | None = None) -> str:
    """Foreign text as plain words: no markup, no HTML, no link, and nobody is mentioned.

    ``@name``, ``#12`` and ``https://`` get a zero-width space, as bots do: a scanned title must not notify
    people, write into the history of an issue or offer a link. Both sites look for these in rendered text,
    where a backslash is gone.
    """
    escaped = line(foreign, limit).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _REFERENCE.sub(r"\1&#8203;", _ACTIVE.sub(r"\\\1", escaped))


def code(foreign: str, limit: int | None = None) -> str:
    """Foreign text as a code span that fits into a table cell; empty for empty text."""
    content = line(foreign, limit)
    if not content:
        return ""
    fence = "`" * (max((len(run) for run in _BACKTICKS.findall(content)), default=0) + 1)
    padded = f" {content} " if content.startswith("`") or content.endswith("`") else content
    return f"{fence}{padded}{fence}".replace("|", "\\|")


def row(cells: Iterable[str]) -> str:
    """One row of a table; the cells are Markdown already."""
    return f"| {' | '.join(cells)} |"


def table(header: Sequence[str], rows: Iterable[str]) -> list[str]:
    """The lines of a table; none without rows."""
    lines = list(rows)
    return ["", row(header), row(["---"] * len(header)), *lines, ""] if lines else []


def collapsed(summary: str, lines: Sequence[str]) -> list[str]:
    """Lines behind a summary that is clicked open; none without lines. The summary is not escaped."""
    return ["", f"<details><summary>{summary}</summary>", *lines, "", "</details>", ""] if lines else []
