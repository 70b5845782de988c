"""``holdfast init``: look at the repository and write a short holdfast.yaml."""

from pathlib import Path
from typing import Annotated

import typer

from holdfast.cli.console import Console
from holdfast.config.inspecting import inspect
from holdfast.config.proposing import propose
from holdfast.config.schema import SCHEMA_FILE, schema_text
from holdfast.config.sources import NAMES
from holdfast.errors import UsageError
from holdfast.kit.files import write_atomic
from holdfast.kit.tree import walk

FILE = NAMES[0]
_LARGEST_FILE_BYTES = 64 * 2**20
"""Lock files grow large; they are only counted here."""


def main(
    context: typer.Context,
    path: Annotated[Path, typer.Argument(metavar="[PATH]", help="The repository.")] = Path(),
    force: Annotated[bool, typer.Option("--force", help="Replace the holdfast.yaml that is there.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print the file and write nothing.")] = False,
) -> None:
    """Look at the repository and write a short holdfast.yaml that says what was seen. Nothing is asked."""
    console: Console = context.obj
    text = _proposal(path)
    if dry_run:
        console.result(text)
        return
    _refuse_overwriting(path, is_forced=force)
    write_atomic(path / FILE, text.encode())
    write_atomic(path / SCHEMA_FILE, schema_text().encode())
    console.result(f"{path / FILE}\n")
    console.say(f"Editors find the settings in {path / SCHEMA_FILE}. Next: holdfast scan")


def _proposal(path: Path) -> str:
    if not path.is_dir():
        raise UsageError(f"{path} is not a folder", "there is nothing to look at", "name the repository")
    return propose(inspect(walk(path, max_file_bytes=_LARGEST_FILE_BYTES)))


def _refuse_overwriting(path: Path, *, is_forced: bool) -> None:
    standing = [name for name in NAMES if (path / name).exists()]
    if standing and not (is_forced and standing == [FILE]):
        todo = "replace it with --force, or see the proposal with --dry-run"
        raise UsageError(f"{path / standing[0]} exists", "it may hold your settings", todo)
