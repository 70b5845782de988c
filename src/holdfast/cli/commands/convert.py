"""``holdfast convert``."""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from holdfast.app import App
from holdfast.cli.console import Console
from holdfast.cli.errors import ExitCode
from holdfast.cli.options import format_names, parser_names
from holdfast.cli.output import places, write
from holdfast.errors import UsageError
from holdfast.flows.read_report import as_json
from holdfast.kit.bounded import MAX_BYTES
from holdfast.model.report import ParsedReport
from holdfast.render.rendering import Document

SHOWN_PROBLEMS = 10
STDIN = Path("-")


def main(
    context: typer.Context,
    report: Annotated[Path | None, typer.Argument(help="A scanner's report.", show_default=False)] = None,
    tool: Annotated[
        str,
        typer.Option(help="Name of the parser; left out, the content decides.", autocompletion=parser_names),
    ] = "",
    form: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            "-f",
            help="json, sarif, csv, …; NAME=FILE for a file.",
            show_default="json",
            autocompletion=format_names,
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write the result to this file.")
    ] = None,
    is_list: Annotated[bool, typer.Option("--list", help="List the formats that can be read.")] = False,
) -> None:
    """Read the report of any known scanner and print its findings in one shape.

    Parts that cannot be read are named on stderr; a report of which nothing can be read exits with 3.
    The report ``-`` is stdin.
    """
    console: Console = context.obj
    app = App.here()
    if is_list:
        console.result("".join(f"{parser.name:<20} {parser.title}\n" for parser in app.parsers))
        return
    if report is None:
        raise UsageError("No report was named", "convert reads one file", "holdfast convert REPORT")
    plan = places(form or ["json"], output)
    with _as_file(report) as file:
        parsed = app.read_report(file, tool)
        _tell_problems(console, report, parsed)
        for name, place in plan:
            if name == "json":
                console.result(as_json(parsed), place)
        others = [name if place is None else f"{name}={place}" for name, place in plan if name != "json"]
        if others:
            run = app.read_report.as_run([file], report.stem, app.clock.now(), tool)
            write(console, Document(run=run), app.formats, others)
    if parsed.failures or (parsed.problems and not parsed.findings):
        raise typer.Exit(ExitCode.NO_VERDICT)


@contextmanager
def _as_file(report: Path) -> Iterator[Path]:
    """The report as a file that can be read twice: stdin is kept for as long as it is needed."""
    if report != STDIN:
        yield report
        return
    with tempfile.TemporaryDirectory(prefix="holdfast-") as folder:
        file = Path(folder) / "stdin"
        # One byte more than the limit, so that what is too large is refused and not cut.
        file.write_bytes(sys.stdin.buffer.read(MAX_BYTES + 1))
        yield file


def _tell_problems(console: Console, report: Path, parsed: ParsedReport) -> None:
    for failure in parsed.failures:
        console.say(f"warning: {report}: the scanner did not complete: {failure}")
    for problem in parsed.problems[:SHOWN_PROBLEMS]:
        console.say(f"warning: {report}: {problem.place}: {problem.why}")
    hidden = len(parsed.problems) - SHOWN_PROBLEMS
    if hidden > 0:
        console.say(f"warning: {report}: {hidden} more parts could not be read")
