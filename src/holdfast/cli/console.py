"""Where a command writes: the result to stdout, everything else to stderr."""

import os
import sys
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from holdfast.cli.streams import silence
from holdfast.errors import StorageError

if TYPE_CHECKING:
    import rich.console

CI_WIDTH = 120
"""Columns where there is no terminal: wide enough for a path and a title, and the same on every machine."""


class Colour(StrEnum):
    """When to use colour."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class Console:
    """The two streams of a command, and what the user said about them."""

    def __init__(self, colour: Colour = Colour.AUTO, *, is_quiet: bool = False, verbosity: int = 0) -> None:
        """Remember the global options."""
        self.colour = colour
        self.is_quiet = is_quiet
        self.verbosity = verbosity

    @cached_property
    def stderr(self) -> "rich.console.Console":
        """Rich's console over stderr, for progress, warnings and hints."""
        from holdfast.cli.log import Log  # noqa: PLC0415 - 0.1 s that most commands can save.

        coloured = self.is_coloured(is_terminal=sys.stderr.isatty())
        return Log(
            stderr=True,
            quiet=self.is_quiet,
            highlight=False,
            soft_wrap=not sys.stderr.isatty(),
            force_terminal=True if coloured and self.colour is Colour.ALWAYS else None,
            no_color=not coloured,
        )

    @property
    def is_live(self) -> bool:
        """Whether moving progress can be drawn: stderr is a terminal, and this is not CI."""
        return sys.stderr.isatty() and not os.environ.get("CI") and os.environ.get("TERM") != "dumb"

    @property
    def width(self) -> int:
        """Columns of the terminal on stdout; fixed where there is none."""
        if sys.stdout.isatty():
            return os.get_terminal_size(sys.stdout.fileno()).columns
        columns = os.environ.get("COLUMNS", "")
        return int(columns) if columns.isdecimal() and int(columns) else CI_WIDTH

    def is_coloured(self, *, is_terminal: bool) -> bool:
        """Whether a stream gets colour: the option, then NO_COLOR, then FORCE_COLOR, then the terminal."""
        if self.colour is not Colour.AUTO:
            return self.colour is Colour.ALWAYS
        if os.environ.get("NO_COLOR"):
            return False
        if os.environ.get("FORCE_COLOR") or os.environ.get("CLICOLOR_FORCE"):
            return True
        return is_terminal and os.environ.get("TERM") != "dumb"

    def say(self, text: str) -> None:
        """A line for people, on stderr; where it cannot be written, the work goes on."""
        try:
            self.stderr.print(text, markup=False)
        except OSError:
            silence(sys.stderr.fileno())

    def print_result(self, renderable: "rich.console.RenderableType") -> None:
        """A table for people as the result, on stdout."""
        from rich.console import Console as RichConsole  # noqa: PLC0415 - as above.

        is_coloured = self.is_coloured(is_terminal=sys.stdout.isatty())
        RichConsole(width=self.width, no_color=not is_coloured, highlight=False).print(renderable)

    def result(self, text: str, output: Path | None = None) -> None:
        """The result: to a file when one was named, else to stdout.

        A reader of stdout who has seen enough, `head` for one, changes nothing about the answer.

        Raises:
            StorageError: It cannot be written.
        """
        try:
            if output is None:
                sys.stdout.write(text)
                sys.stdout.flush()
            else:
                output.parent.mkdir(parents=True, exist_ok=True)
                output.write_text(text, encoding="utf-8")
        except OSError as error:
            if output is None:
                silence(sys.stdout.fileno())
            if not isinstance(error, BrokenPipeError):
                raise StorageError(
                    f"The result cannot be written to {output or 'stdout'}",
                    error.strerror or type(error).__name__,
                    "check the path, its owner and the space left on the disk",
                ) from None
