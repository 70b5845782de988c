"""Small pieces of Markdown."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

NOTICE = "<!-- Written by docs/generate.py from the code; `make schema` writes it again. -->"

_ROLE = re.compile(r"``([^`]+)``")
_TAG_IN_TEXT = re.compile(r"(`[^`]*`)|<")
_PIPE_IN_ROW = re.compile(r"\|")


def page(title: str, *parts: str) -> str:
    """A page with its title, and the notice that nobody should edit it."""
    return "\n\n".join((f"# {title}", NOTICE, *(part.strip("\n") for part in parts if part))) + "\n"


def is_generated(path: Path) -> bool:
    """Whether a page carries the notice; pages written by hand stand beside those of the code."""
    return NOTICE in path.read_text(encoding="utf-8")


def text(docstring: str) -> str:
    """Prose of a docstring: code in single backticks, no accidental HTML tags."""
    joined = _ROLE.sub(r"`\1`", docstring.strip())
    return _TAG_IN_TEXT.sub(lambda match: match[1] or "&lt;", joined)


def code(word: str) -> str:
    """A word as code; nothing for an empty one."""
    return f"`{word}`" if word else ""


def codes(words: Iterable[str], separator: str = ", ") -> str:
    """Several words, each as code."""
    return separator.join(code(word) for word in words)


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; line breaks and bars within a cell are made harmless."""
    lines = [_row(head), _row(["---"] * len(head)), *map(_row, rows)]
    return "\n".join(lines)


def facts(pairs: Iterable[tuple[str, str]]) -> str:
    """A list of facts, those without a value left out."""
    return "\n".join(f"* **{name}**: {value}" for name, value in pairs if value)


def section(title: str, *parts: str, level: int = 2) -> str:
    """A section with its parts as paragraphs."""
    return "\n\n".join((f"{'#' * level} {title}", *(part for part in parts if part)))


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(_PIPE_IN_ROW.sub(r"\\|", " ".join(cell.split())) for cell in cells) + " |"
