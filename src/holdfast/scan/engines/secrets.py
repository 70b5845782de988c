"""The program of the scanner ``secrets``: secrets in files, whatever encoding their text has."""

import sys
from collections.abc import Iterable
from pathlib import Path

from holdfast.errors import ConfigError, TreeError
from holdfast.kit.confined import ConfinedFolder
from holdfast.kit.text import as_plain
from holdfast.model.finding import Finding
from holdfast.model.report import Inputs, ParsedReport
from holdfast.scan.engine import Assignment, answer
from holdfast.scan.secret_search import Passing, Search, finding_of

TOOL = "secrets"
MAX_FILE_BYTES = 64 * 2**20
"""Larger files are named as unread."""


def examine(assignment: Assignment) -> ParsedReport:
    """Search all files that were given; those that cannot be read are named."""
    try:
        passing = Passing.of(assignment.root, assignment.options)
    except ConfigError as error:
        why = f"{error.what}: {error.todo}"
        return ParsedReport(parser="holdfast", tool=TOOL, failures=(why,))
    return search_files(assignment.root, assignment.files, passing)


def search_files(root: Path, files: Iterable[str], passing: Passing) -> ParsedReport:
    """The secrets in files of a folder."""
    search, folder = Search(passing), ConfinedFolder(root)
    findings: list[Finding] = []
    unread: list[str] = []
    examined = 0
    for path in files:
        try:
            data = folder.read(path, MAX_FILE_BYTES)
        except TreeError:
            data = None
        if data is None:
            unread.append(path)
            continue
        examined += 1
        findings += (finding_of(TOOL, path, secret) for secret in search.secrets(path, as_plain(data)))
    return ParsedReport(
        parser="holdfast",
        tool=TOOL,
        findings=tuple(findings),
        inputs=Inputs(examined=examined, unread=tuple(unread)),
        # A line of the project's list that is not understood hides nothing, so silence stays silence.
        problems=passing.problems if findings else (),
        suppressed=search.suppressed,
    )


if __name__ == "__main__":
    sys.exit(answer(TOOL, examine, sys.argv[1:]))
