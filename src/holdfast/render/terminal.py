"""A Rich console that writes to text: its size and colours come from the document, never from the machine."""

import io

from rich.console import Console, RenderableType
from rich.text import Text

from holdfast.model.severity import Severity
from holdfast.render.cleaning import block
from holdfast.render.outcome import Outcome
from holdfast.render.rendering import Document

NARROWEST = 60
"""Columns below which a table says nothing; a narrower terminal wraps by itself."""

OUTCOME_STYLES = {
    Outcome.PASS: "bold green",
    Outcome.PARTIAL: "bold yellow",
    Outcome.FAIL: "bold red",
    Outcome.NO_VERDICT: "bold magenta",
    Outcome.NOT_RUN: "dim",
    Outcome.NOT_APPLICABLE: "dim",
}
SEVERITY_STYLES = {
    Severity.CRITICAL: "bold white on red",
    Severity.HIGH: "bold red",
    Severity.MEDIUM: "yellow",
    Severity.UNKNOWN: "magenta",
    Severity.LOW: "cyan",
    Severity.INFO: "dim",
}


def written(document: Document, parts: list[RenderableType]) -> str:
    """The parts under each other as text, with escape codes only where the document wants them."""
    console = Console(
        file=io.StringIO(),
        width=max(document.width, NARROWEST),
        force_terminal=document.is_coloured,
        color_system="standard" if document.is_coloured else None,
        no_color=not document.is_coloured,
        highlight=False,
        emoji=False,
        markup=False,
        legacy_windows=False,
        _environ={},
    )
    with console.capture() as capture:
        for part in parts:
            console.print(part)
    return "\n".join(text.rstrip() for text in capture.get().split("\n"))


def words(*parts: tuple[str, str] | str) -> Text:
    """Styled words on one line that is cut, not wrapped; foreign text cannot act."""
    text = Text(no_wrap=True, overflow="ellipsis")
    for part in parts:
        content, style = (part, "") if isinstance(part, str) else part
        text.append(block(content).replace("\n", " "), style or None)
    return text


def paragraph(*parts: tuple[str, str] | str) -> Text:
    """Styled words that wrap at blanks: for sentences that must be read in full."""
    text = words(*parts)
    text.no_wrap, text.overflow = False, "fold"
    return text
