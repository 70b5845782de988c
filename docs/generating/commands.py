"""``commands.md``: every command with its arguments and options, asked of the command line itself."""

from collections.abc import Iterator
from typing import Any

import typer

from generating.markdown import code, codes, page, section, table, text
from holdfast.cli.application import app
from holdfast.cli.errors import ExitCode

# Click's classes come from inside Typer, whose place for them is private; hence Any.
Command = Any
Parameter = Any

INTRODUCTION = """The result goes to stdout, everything else to stderr. `holdfast COMMAND --help` prints
what stands here. `--quiet`, `--verbose` and `--color` may stand before or behind the command."""

_MEANINGS = {
    ExitCode.PASS: "pass; a scan without `--fail-on` also ends so with findings",
    ExitCode.FAIL: "the gate failed, or there are findings at or above `--fail-on`",
    ExitCode.USAGE: "wrong usage or configuration",
    ExitCode.NO_VERDICT: "no verdict: what ran does not allow an answer",
    ExitCode.NOT_PERMITTED: "not permitted",
    ExitCode.INTERRUPTED: "interrupted",
}

_VALUES = {"STR": "TEXT", "INT": "NUMBER", "FLOAT": "NUMBER"}
_COMPLETION = frozenset({"install_completion", "show_completion"})


def render() -> str:
    """The page."""
    root = typer.main.get_command(app)
    exits = table(("code", "meaning"), ((str(end.value), _MEANINGS[end]) for end in ExitCode))
    commands = [section(code(name), *_parts(command)) for name, command in _walk("holdfast", root)]
    return page("Commands", INTRODUCTION, section("Exit codes", exits), *commands)


def _walk(name: str, command: Command) -> Iterator[tuple[str, Command]]:
    """A command and all below it, with their full names."""
    yield name, command
    if hasattr(command, "list_commands"):
        for child in command.list_commands(None):
            yield from _walk(f"{name} {child}", command.get_command(None, child))


def _parts(command: Command) -> Iterator[str]:
    yield text(command.help or "")
    parameters = [
        parameter
        for parameter in command.params
        # Options that every command takes besides its own are told of once.
        if parameter.name not in _COMPLETION and parameter.expose_value
    ]
    if parameters:
        yield table(("argument or option", "meaning", "default"), map(_row, parameters))
    if hasattr(command, "list_commands"):
        yield f"Commands: {codes(command.list_commands(None))}."


def _row(parameter: Parameter) -> tuple[str, str, str]:
    return _spelling(parameter), text(parameter.help or ""), _default(parameter)


def _spelling(parameter: Parameter) -> str:
    """The parameter as it is typed: ``--format, -f NAME``, ``[PATH]``."""
    if parameter.param_type_name == "argument":
        name = parameter.metavar or parameter.name.upper()
        is_bare = name.startswith("[") or parameter.required
        return code(name if is_bare else f"[{name}]") + (", repeatable" if parameter.nargs == -1 else "")
    names = ", ".join((*parameter.opts, *parameter.secondary_opts))
    value = "" if parameter.is_flag or parameter.count else f" {_value(parameter)}"
    return code(f"{names}{value}") + (", repeatable" if _is_silently_repeatable(parameter) else "")


def _is_silently_repeatable(parameter: Parameter) -> bool:
    return (parameter.multiple or parameter.count) and "repeatable" not in (parameter.help or "")


def _value(parameter: Parameter) -> str:
    choices = getattr(parameter.type, "choices", None)
    if choices:
        return "|".join(str(getattr(choice, "value", choice)) for choice in choices)
    name = parameter.type.name.upper()
    return str(parameter.metavar or _VALUES.get(name, name))


def _default(parameter: Parameter) -> str:
    value = parameter.default
    if parameter.required:
        return "required"
    if isinstance(parameter.show_default, str):
        return text(parameter.show_default)
    if callable(value) or value is None or value in ("", False, 0) or not parameter.show_default:
        return ""
    return code(str(getattr(value, "value", value)))
