"""Puts the commands together and turns errors into exit codes."""

import importlib
import os
import pkgutil
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from holdfast.cli import commands
from holdfast.cli.console import Colour, Console
from holdfast.cli.errors import EXIT_CODES_HELP, ExitCode, Refused, as_usage_error, exit_code, show
from holdfast.errors import HoldfastError, UnknownNameError, UsageError
from holdfast.kit.suggest import did_you_mean

QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="Print the result and nothing else.")]
VerboseOption = Annotated[
    int, typer.Option("--verbose", "-v", count=True, show_default=False, help="Say more.")
]
ColourOption = Annotated[Colour, typer.Option(help="When to use colour; NO_COLOR is honoured.")]


class Commands(TyperGroup):
    """The commands, each imported when it is asked for."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - the signature is Typer's.
        """Every command's name, sorted."""
        found = pkgutil.iter_modules(commands.__path__)
        return sorted(info.name.replace("_", "-") for info in found)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """The command of that name; ``None`` for a shell that asks for completions of an unknown one.

        Raises:
            UnknownNameError: There is none.
        """
        names = self.list_commands(ctx)
        if cmd_name not in names:
            if ctx is not None and ctx.resilient_parsing:
                return None
            raise UnknownNameError(
                f"There is no command named {cmd_name!r}",
                f"{len(names)} are known",
                did_you_mean(cmd_name, names) or f"known names: {', '.join(names)}",
            )
        module = importlib.import_module(f"{commands.__name__}.{cmd_name.replace('-', '_')}")
        group = getattr(module, "group", None)
        if group is None:
            group = typer.Typer(add_completion=False)
            group.command(cmd_name)(module.main)
        command = typer.main.get_command(group)
        command.name = cmd_name
        _take_global_options(command)
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
    quiet: QuietOption = False,
    verbose: VerboseOption = 0,
    color: ColourOption = Colour.AUTO,
    version: Annotated[bool, typer.Option("--version", "-V", help="Print the version.")] = False,
) -> None:
    """Scan, gate, monitor and respond: a DevSecOps platform that shows why green is true."""
    del version  # Answered before any of this is imported.
    context.obj = Console(colour=color, is_quiet=quiet, verbosity=verbose)


def run(arguments: list[str] | None = None) -> int:
    """Run one command line; the answer is its exit code."""
    try:
        _check_folder()
        code = app(arguments, prog_name="holdfast", standalone_mode=False)
    except HoldfastError as error:
        show(error)
        return exit_code(error)
    except Refused as refused:
        # Where nothing was asked for, the help has been printed, and there is no more to say.
        if refused.format_message():
            show(as_usage_error(refused))
        return ExitCode.USAGE
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(bool(end.code))
    return code if isinstance(code, int) else ExitCode.PASS


def _take_global_options(command: Any) -> None:
    """Let ``--quiet``, ``--verbose`` and ``--color`` stand behind a command's name as well as before it."""
    for child in getattr(command, "commands", {}).values():
        _take_global_options(child)
    if hasattr(command, "commands"):
        return
    stated = typer.Typer(add_completion=False)
    stated.command()(_stated)
    for option in typer.main.get_command(stated).params:
        option.expose_value, option.callback = False, _heed
        command.params.append(option)


def _stated(
    quiet: QuietOption = False, verbose: VerboseOption = 0, color: ColourOption = Colour.AUTO
) -> None:
    """The global options, as Typer reads them off a signature."""


def _heed(context: Any, option: Any, value: Any) -> None:
    console: Console | None = context.obj
    if console is None:  # A shell asks for completions.
        return
    if option.name == "quiet":
        console.is_quiet = console.is_quiet or value
    elif option.name == "verbose":
        console.verbosity += value
    elif value != Colour.AUTO:
        console.colour = Colour(value)


def _check_folder() -> None:
    try:
        os.getcwd()  # noqa: PTH109 - Path.cwd would do no more.
    except OSError as error:
        raise UsageError(
            "The working directory cannot be used",
            error.strerror or "it is gone",
            "cd to a folder that exists",
        ) from None
