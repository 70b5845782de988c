"""HTML fragments in reports, as plain text."""

import html
import re

MAX_CHARACTERS = 10_000
"""Characters of a foreign text that are kept: descriptions beyond this are raw evidence, not words."""

_BREAK = re.compile(r"<(?:br|/p|/li|/h[1-6]|/tr|/div|/pre|/ul|/ol)\b[^<>]{0,1000}>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z!][^<>]{0,1000}>")
_BLANKS = re.compile(r"[^\S\n]+")
_BLANK_LINES = re.compile(r" ?\n(?: ?\n)+ ?")


def plain_text(fragment: str | None, limit: int = MAX_CHARACTERS) -> str:
    """The words of an HTML fragment: tags out, entities resolved, one line a paragraph, bounded.

    It is for reading, not for cleaning: what shows the text must still escape it.
    """
    if not fragment:
        return ""
    # Tags may double the length; reading twice the limit is enough and keeps hostile input cheap.
    text = _TAG.sub("", _BREAK.sub("\n", fragment[: 4 * limit]))
    text = _BLANKS.sub(" ", html.unescape(text).replace("\r", ""))
    return clipped(_BLANK_LINES.sub("\n", text).strip(), limit)


def clipped(text: str | None, limit: int = MAX_CHARACTERS) -> str:
    """The text, at most that long; the cut is marked."""
    if not text:
        return ""
    return text if len(text) <= limit else f"{text[: limit - 1]}…"
