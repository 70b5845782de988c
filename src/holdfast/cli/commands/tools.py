"""``holdfast tools``: the scanners' programs."""

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from holdfast.app import App
from holdfast.cli.console import Console
from holdfast.cli.errors import ExitCode, show
from holdfast.cli.options import scanner_names
from holdfast.errors import ToolError
from holdfast.scan.scanning import BuiltIn, Install, Managed, Scanner, Tier
from holdfast.scan.toolbox import ToolState, ToolStatus

group = typer.Typer(
    no_args_is_help=True, add_completion=False, help="Install, list and verify the scanners' programs."
)

Names = Annotated[
    list[str] | None,
    typer.Argument(help="Scanners.", show_default="the small tier", autocompletion=scanner_names),
]
InstalledNames = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[names]...",
        help="Scanners.",
        show_default="all installed ones",
        autocompletion=scanner_names,
    ),
]


@group.command("list")
def list_tools(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="Print as JSON.")] = False,
) -> None:
    """Show every scanner, whether it is there, and how to get it if it is not."""
    console: Console = context.obj
    app = App.here()
    scanners = list(app.scanners)
    states = [app.toolbox.status(scanner) for scanner in scanners]
    if as_json:
        console.result(msgspec.json.format(msgspec.json.encode(states), indent=2).decode() + "\n")
    else:
        _print_table(console, scanners, states)


@group.command()
def install(
    context: typer.Context,
    names: Names = None,
    full: Annotated[bool, typer.Option("--full", help="All managed scanners, the large ones too.")] = False,
) -> None:
    """Install managed scanners, each from its lock into an environment of its own."""
    console: Console = context.obj
    app = App.here()
    failures: list[ToolError] = []
    for scanner in _wanted(app.scanners, names, is_full=full):
        with console.stderr.status(scanner.name) as status:
            try:
                program = app.toolbox.install(scanner, status.update)
            except ToolError as error:
                failures.append(error)
                continue
        console.result(f"{scanner.name:<16} {program.version:<12} {program.path}\n")
    for failure in failures:
        show(failure)
    if failures:
        raise typer.Exit(ExitCode.NO_VERDICT)


@group.command()
def verify(context: typer.Context, names: InstalledNames = None) -> None:
    """Check that installed scanners are what was installed, and that they run.

    Without names: all managed scanners that are installed. Exits with 1 if any is not what it should be,
    and with 3 if there was nothing to check.
    """
    console: Console = context.obj
    app = App.here()
    chosen = [app.scanners.get(name) for name in names or ()] or [
        scanner
        for scanner in app.scanners
        if isinstance(scanner.install, Managed) and app.toolbox.status(scanner).state is ToolState.INSTALLED
    ]
    is_good = True
    for scanner in chosen:
        answer = app.toolbox.verify(scanner)
        is_good = is_good and answer.is_good
        word = "good" if answer.is_good else "; ".join(answer.problems)
        console.result(f"{scanner.name:<16} {answer.version:<12} {word}\n")
    if not chosen:
        console.say("no scanner is installed, so there is nothing to verify; run `holdfast tools install`")
        raise typer.Exit(ExitCode.NO_VERDICT)
    if not is_good:
        raise typer.Exit(ExitCode.FAIL)


def _wanted(scanners: Iterable[Scanner], names: list[str] | None, *, is_full: bool) -> list[Scanner]:
    if names:
        registry = App.here().scanners
        return [registry.get(name) for name in names]
    tiers = {Tier.SMALL, Tier.FULL} if is_full else {Tier.SMALL}
    return [
        scanner
        for scanner in scanners
        if isinstance(scanner.install, Managed) and scanner.install.tier in tiers
    ]


def _print_table(console: Console, scanners: list[Scanner], states: list[ToolStatus]) -> None:
    from rich.table import Table  # noqa: PLC0415 - 0.1 s that other commands can save.

    table = Table(box=None, pad_edge=False, width=console.width)
    for column in ("scanner", "category", "tier", "state", "version"):
        table.add_column(column, no_wrap=True)
    table.add_column("where it is, or how to get it", overflow="fold", ratio=1)
    for scanner, state in zip(scanners, states, strict=True):
        place = state.place.replace(str(Path.home()), "~") or state.reason
        table.add_row(
            scanner.name,
            scanner.category.value,
            _tier(scanner.install),
            state.state.value,
            state.version,
            place,
        )
    console.print_result(table)


def _tier(install: Install) -> str:
    if isinstance(install, Managed):
        return install.tier.value
    return "ours" if isinstance(install, BuiltIn) else "yours"
