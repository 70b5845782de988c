"""The program of the scanner ``pipelines``: lints every file that it is handed, all of them together."""

import sys
from collections.abc import Iterator
from pathlib import Path

from holdfast.errors import StorageError
from holdfast.kit.files import read_bounded
from holdfast.model.report import Inputs, ParsedReport
from holdfast.scan.engine import Assignment, answer
from holdfast.scan.pipelines.catalogue import lint
from holdfast.scan.pipelines.documents import MAX_BYTES


def examine(assignment: Assignment) -> ParsedReport | None:
    """The findings of all files, and which were not read; ``None`` where nothing belongs to a pipeline."""
    unread: list[str] = []
    found = lint(_contents(assignment.root, assignment.files, unread), assignment.today)
    if found.is_empty and not found.findings and not found.suppressed and not (unread or found.unread):
        return None
    return ParsedReport(
        parser="holdfast",
        tool="pipelines",
        findings=found.findings,
        inputs=Inputs(examined=found.examined, unread=(*unread, *(path for path, _ in found.unread))),
        suppressed=found.suppressed,
    )


def _contents(root: Path, files: tuple[str, ...], unread: list[str]) -> Iterator[tuple[str, bytes]]:
    for name in files:
        try:
            yield name, read_bounded(root / name, MAX_BYTES)
        except (OSError, StorageError):
            unread.append(name)


if __name__ == "__main__":
    sys.exit(answer("pipelines", examine, sys.argv[1:]))
