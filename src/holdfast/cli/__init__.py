"""The command line: ``holdfast COMMAND``. Each command is one file in ``cli/commands``.

A command module holds ``main`` (one command) or ``group`` (a ``typer.Typer`` with subcommands); its docstring
is the help. Modules are imported when their command is called, so that start-up stays short.
"""

import sys

from holdfast import __version__


def main() -> None:
    """Run the command line and exit with the code of ``cli/errors.py``."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        # The answer needs none of the machinery below, whose import takes a fifth of a second.
        sys.stdout.write(f"holdfast {__version__}\n")
        return
    from holdfast.cli.application import run  # noqa: PLC0415 - see above.
    from holdfast.cli.streams import open_missing  # noqa: PLC0415
    from holdfast.kit.process import end_on_signals  # noqa: PLC0415

    open_missing()
    with end_on_signals():
        sys.exit(run())
