"""Puts the commands together and turns errors into exit codes."""

import importlib
import os
import pkgutil
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from holdfast.cli import commands
from holdfast.cli.console import Colour, Console
from holdfast.cli.errors import EXIT_CODES_HELP, exit_code, show
from holdfast.errors import HoldfastError, UsageError


class Commands(TyperGroup):
    """The commands, each imported when it is asked for."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - the signature is Typer's.
        """Every command's name, sorted."""
        found = pkgutil.iter_modules(commands.__path__)
        return sorted(info.name.replace("_", "-") for info in found)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of that name, or None."""
        if cmd_name not in self.list_commands(ctx):
            return None
        module = importlib.import_module(f"{commands.__name__}.{cmd_name.replace('-', '_')}")
        group = getattr(module, "group", None)
        if group is None:
            group = typer.Typer(add_completion=False)
            group.command(cmd_name)(module.main)
        command = typer.main.get_command(group)
        command.name = cmd_name
        return command


app = typer.Typer(
    name="holdfast",
    cls=Commands,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    epilog=EXIT_CODES_HELP,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def holdfast(
    context: typer.Context,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print the result and nothing else.")] = False,
    verbose: Annotated[int, typer.Option("--verbose", "-v", count=True, help="Say more.")] = 0,
    color: Annotated[Colour, typer.Option(help="When to use colour; NO_COLOR is honoured.")] = Colour.AUTO,
    version: Annotated[bool, typer.Option("--version", "-V", help="Print the version.")] = False,
) -> None:
    """Scan, gate, monitor and respond: a DevSecOps platform that shows why green is true."""
    del version  # Answered before any of this is imported.
    context.obj = Console(colour=color, is_quiet=quiet, verbosity=verbose)


def run(arguments: list[str] | None = None) -> int:
    """Run one command line; the answer is its exit code."""
    try:
        _check_folder()
        app(arguments, prog_name="holdfast")
    except HoldfastError as error:
        show(error)
        return exit_code(error)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(bool(end.code))
    return 0


def _check_folder() -> None:
    try:
        os.getcwd()  # noqa: PTH109 - Path.cwd would do no more.
    except OSError as error:
        raise UsageError(
            "The working directory cannot be used",
            error.strerror or "it is gone",
            "cd to a folder that exists",
        ) from None
