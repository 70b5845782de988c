"""``holdfast convert``."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from holdfast.app import App
from holdfast.cli.console import Console
from holdfast.cli.errors import ExitCode
from holdfast.cli.options import format_names, parser_names
from holdfast.cli.output import write
from holdfast.errors import UsageError
from holdfast.flows.read_report import as_json
from holdfast.model.report import ParsedReport
from holdfast.render.rendering import Document

SHOWN_PROBLEMS = 10


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
    """
    console: Console = context.obj
    app = App.here()
    if is_list:
        console.result("".join(f"{parser.name:<20} {parser.title}\n" for parser in app.parsers))
        return
    if report is None:
        raise UsageError("No report was named", "convert reads one file", "holdfast convert REPORT")
    wanted = form or ["json"]
    parsed = app.read_report(report, tool)
    _tell_problems(console, report, parsed)
    if wanted == ["json"]:
        console.result(as_json(parsed), output)
    else:
        run = app.read_report.as_run([report], report.stem, datetime.now(UTC).replace(microsecond=0), tool)
        write(console, Document(run=run), app.formats, wanted, output)
    if parsed.failures or (parsed.problems and not parsed.findings):
        raise typer.Exit(ExitCode.NO_VERDICT)


def _tell_problems(console: Console, report: Path, parsed: ParsedReport) -> None:
    for failure in parsed.failures:
        console.say(f"warning: {report}: the scanner did not complete: {failure}")
    for problem in parsed.problems[:SHOWN_PROBLEMS]:
        console.say(f"warning: {report}: {problem.place}: {problem.why}")
    hidden = len(parsed.problems) - SHOWN_PROBLEMS
    if hidden > 0:
        console.say(f"warning: {report}: {hidden} more parts could not be read")
