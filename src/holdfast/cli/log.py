"""Messages for people, on stderr."""

import sys

import rich.console

from holdfast.cli.streams import silence


class Log(rich.console.Console):
    """Rich's console over stderr. That nobody reads the messages any more is no reason to stop working."""

    def on_broken_pipe(self) -> None:
        """Say no more; Rich would end the program here, with the exit code of a failed gate."""
        self.quiet = True
        silence(sys.stderr.fileno())
