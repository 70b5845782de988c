"""``holdfast secrets``."""

import os
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from holdfast.cli.console import Console
from holdfast.cli.errors import ExitCode
from holdfast.cli.options import ConfigOption, ExitZeroOption, FormatOption, Limits, OutputOption, app_for
from holdfast.cli.output import write
from holdfast.cli.streams import silence
from holdfast.errors import StorageError, UsageError
from holdfast.kit.history import Extent
from holdfast.kit.process import end_on_signals
from holdfast.model.scan import Run
from holdfast.model.verdict import Verdict
from holdfast.render.rendering import Document

STDIN = Path("-")
STDIN_NAME = "stdin"
_PIECE_BYTES = 2**20


def main(
    context: typer.Context,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Files and folders; - for stdin.", show_default=".", readable=False),
    ] = None,
    staged: Annotated[
        bool,
        typer.Option("--staged", help="Only the lines that the next commit adds: for a pre-commit hook."),
    ] = False,
    history: Annotated[
        bool, typer.Option("--history", help="Every version of every file, on all branches, ever committed.")
    ] = False,
    since: Annotated[
        str, typer.Option(help="With --history: only commits that this revision does not have.")
    ] = "",
    depth: Annotated[
        int, typer.Option(min=0, help="With --history: only so many of the newest commits.")
    ] = 0,
    redact: Annotated[
        bool, typer.Option("--redact", help="With -: print the text with its secrets taken out.")
    ] = False,
    form: FormatOption = None,
    output: OutputOption = None,
    config: ConfigOption = None,
    exit_zero: ExitZeroOption = False,
) -> None:
    """Find secrets in files, in what is staged, in the history of git, or in a text on stdin.

    Exits with 1 if there are any, and with 3 if there are none but something could not be read. Secrets are
    told by place, rule and last four characters; they are never printed or stored.
    """
    console: Console = context.obj
    places = paths or [Path()]
    extent = Extent(depth=depth, since=since)
    _check(places, is_staged=staged, is_history=history, extent=extent)
    if redact and (places != [STDIN] or form):
        raise UsageError("--redact prints stdin", "more was asked for", "holdfast secrets - --redact < log")
    is_stream = places == [STDIN]
    app = app_for(None if is_stream or len(places) > 1 else places[0], config, Limits())
    with end_on_signals():
        if is_stream:
            run = app.find_secrets.in_stream(_pieces(), STDIN_NAME, _print if redact else None)
        elif staged:
            run = app.find_secrets.in_staged(app.root)
        elif history:
            run = app.find_secrets.in_history(app.root, extent)
        else:
            run = app.find_secrets.in_files(places)
    if redact:
        _summarise(console, run)
    else:
        write(console, Document(run=run), app.formats, form or (), output)
    raise typer.Exit(ExitCode.PASS if exit_zero else answer(run))


def answer(run: Run) -> ExitCode:
    """What is found outweighs what could not be read."""
    if run.findings:
        return ExitCode.FAIL
    return ExitCode.PASS if run.verdict is Verdict.PASS else ExitCode.NO_VERDICT


def _check(places: list[Path], *, is_staged: bool, is_history: bool, extent: Extent) -> None:
    if is_staged and is_history:
        raise UsageError(
            "--staged and --history are two searches", "each reads its own part", "call it twice"
        )
    if (is_staged or is_history) and (len(places) > 1 or places == [STDIN]):
        raise UsageError("Git is asked in one folder", f"{len(places)} paths were named", "name one folder")
    if extent != Extent() and not is_history:
        raise UsageError(
            "--since and --depth are about the history", "--history is not there", "add --history"
        )
    if STDIN in places and len(places) > 1:
        raise UsageError("stdin is read alone", "other paths were named as well", "call it twice")


def _pieces() -> Iterator[bytes]:
    """What comes in, as it comes."""
    while piece := os.read(sys.stdin.fileno(), _PIECE_BYTES):
        yield piece


def _print(data: bytes) -> None:
    """Write to stdout; a reader that has seen enough, ``head`` for one, changes nothing about the answer."""
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        silence(sys.stdout.fileno())
    except OSError as error:
        silence(sys.stdout.fileno())
        raise StorageError(
            "The text cannot be written to stdout", error.strerror or "", "check where it leads"
        ) from None


def _summarise(console: Console, run: Run) -> None:
    counts = Counter(finding.title.removesuffix(" in the code") for finding in run.findings)
    noun = "secret" if len(run.findings) == 1 else "different secrets"
    console.say(f"{len(run.findings)} {noun} redacted" + (":" if counts else ""))
    for title, count in sorted(counts.items()):
        console.say(f"  {title}: {count}")
