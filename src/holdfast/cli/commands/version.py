"""``holdfast version``."""

import platform
from typing import Annotated

import msgspec
import typer

from holdfast import __version__
from holdfast.cli.console import Console


def main(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Print as JSON.")] = False,
) -> None:
    """Print the version, and with --json that of Python and the system too."""
    console: Console = context.obj
    if not as_json:
        console.result(f"holdfast {__version__}\n")
        return
    python, system = platform.python_version(), platform.platform(terse=True)
    facts = {"version": __version__, "python": python, "system": system}
    console.result(msgspec.json.format(msgspec.json.encode(facts), indent=2).decode() + "\n")
