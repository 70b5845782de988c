"""Errors as people see them on a terminal, and the exit codes."""

import sys
from enum import IntEnum
from typing import Any

import typer

from holdfast.cli.streams import silence
from holdfast.errors import ConfigError, HoldfastError, UsageError
from holdfast.model.verdict import Verdict


class ExitCode(IntEnum):
    """What a script may rely on; never changed within a major version."""

    PASS = 0
    FAIL = 1
    USAGE = 2
    NO_VERDICT = 3
    NOT_PERMITTED = 4
    INTERRUPTED = 130


EXIT_CODES_HELP = (
    "Exit codes: 0 pass · 1 gate failed or findings at --fail-on · 2 wrong usage or configuration · "
    "3 no verdict · 4 not permitted · 130 interrupted"
)

_VERDICTS = {
    Verdict.PASS: ExitCode.PASS,
    Verdict.FAIL: ExitCode.FAIL,
    Verdict.NO_VERDICT: ExitCode.NO_VERDICT,
}


# Typer's own error for a wrong call; the module that holds it is private, its best known child is not.
Refused: Any = typer.BadParameter.__base__


def as_usage_error(refused: Any) -> UsageError:
    """Typer's refusal of a command line, told as all errors are."""
    called = refused.ctx.command_path if refused.ctx else "holdfast"
    what, why = refused.format_message().rstrip("."), f"`{called}` cannot be called so"
    if isinstance(refused, typer.BadParameter) and refused.message:
        what, why = what.removesuffix(refused.message.rstrip(".")).rstrip(": "), refused.message.rstrip(".")
    near = " or ".join(getattr(refused, "possibilities", None) or ())
    hint = f"did you mean {near}? " if near else ""
    if near:
        what = refused.message
    return UsageError(what, why, f"{hint}`{called} --help` shows how")


def exit_code(error: HoldfastError) -> ExitCode:
    """The exit code for an error: what the user can mend is usage, everything else leaves no verdict."""
    return ExitCode.USAGE if isinstance(error, UsageError | ConfigError) else ExitCode.NO_VERDICT


def verdict_code(verdict: Verdict) -> ExitCode:
    """The exit code for a verdict."""
    return _VERDICTS[verdict]


def show(error: HoldfastError) -> None:
    """Print an error to stderr: what, why, what to do, and where to read more."""
    lines = [f"error[{error.code}]: {error.what}"]
    if error.why:
        lines.append(f"  why: {error.why}")
    if error.todo:
        lines.append(f"  do:  {error.todo}")
    lines.append(f"  see: docs/reference/errors.md#{error.code.lower()}")
    try:
        sys.stderr.write("\n".join(lines) + "\n")
    except OSError:
        # The exit code must still tell.
        silence(sys.stderr.fileno())
