"""Writes a document in the formats that were asked for: one to stdout or ``--output``, others to files."""

import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from holdfast.cli.console import Console
from holdfast.errors import UsageError
from holdfast.kit.registry import Registry
from holdfast.render.rendering import Document, Format
from holdfast.render.repository import from_repository

STEP_SUMMARY_BYTES = 1_000_000
"""GitHub refuses a step summary of more than 1 MiB."""


def write(
    console: Console,
    document: Document,
    formats: Registry[Format],
    wanted: Sequence[str],
    output: Path | None = None,
) -> None:
    """Render a document.

    Args:
        console: Where the result goes.
        document: What is shown.
        formats: All known formats.
        wanted: ``NAME`` for stdout or ``--output``, at most one; ``NAME=FILE`` for a file. Empty: a table.
        output: File for the format that names none.

    Raises:
        UsageError: Two formats for one place.
        UnknownNameError: No such format.
    """
    plan = places(wanted or ["table"], output)
    chosen = [(formats.get(name), place) for name, place in plan]
    for form, place in chosen:
        is_coloured = place is None and console.is_coloured(is_terminal=sys.stdout.isatty())
        placed = from_repository(document) if form.is_for_repository else document
        fitted = replace(placed, width=console.width, is_coloured=is_coloured)
        console.result(form.render(fitted), place)
        if place is not None:
            console.say(f"{form.name} written to {place}")
    if any(form.name == "github" for form, _ in chosen):
        try:
            _tell_github(document, formats)
        except OSError as error:
            console.say(f"warning: the job's summary and outputs cannot be written: {error}")


def places(wanted: Sequence[str], output: Path | None) -> list[tuple[str, Path | None]]:
    """Each wanted format with its file; None is stdout.

    Raises:
        UsageError: Two formats for one place.
    """
    plan: list[tuple[str, Path | None]] = []
    for item in wanted:
        name, separator, file = item.partition("=")
        if separator and not file:
            raise UsageError(
                f"--format {item} names no file", "NAME=FILE writes to a file", f"write {name}=FILE"
            )
        plan.append((name, Path(file) if file else output))
    places = [place for _, place in plan]
    if len(set(places)) < len(places):
        raise UsageError(
            "Two formats have the same place to go",
            "stdout and --output each take one format",
            "give each further format a file of its own: --format sarif=out.sarif",
        )
    return plan


def _tell_github(document: Document, formats: Registry[Format]) -> None:
    """Fill the step's summary and outputs, where the job offers them."""
    summary, outputs = os.environ.get("GITHUB_STEP_SUMMARY"), os.environ.get("GITHUB_OUTPUT")
    if summary:
        text = formats.get("markdown").render(document)
        with Path(summary).open("a", encoding="utf-8") as file:
            file.write(text.encode()[:STEP_SUMMARY_BYTES].decode("utf-8", "ignore"))
    if outputs:
        verdict = document.decision.verdict if document.decision else document.run.verdict
        with Path(outputs).open("a", encoding="utf-8") as file:
            file.write(f"verdict={verdict}\nfindings={len(document.run.findings)}\n")
