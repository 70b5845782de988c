"""The program of the scanner ``python-code``: follows text from requests through the files it is handed."""

import sys

from holdfast.model.report import ParsedReport
from holdfast.scan import following
from holdfast.scan.engine import Assignment, answer
from holdfast.scan.following import Language
from holdfast.scan.taint.analysis import NotPythonError, analyse
from holdfast.scan.taint.rules import RULES

PYTHON = Language(
    tool="python-code",
    max_file_bytes=4 * 2**20,
    rules=RULES,
    analyse=lambda data, _: analyse(data),
    refusal=NotPythonError,
)


def examine(assignment: Assignment) -> ParsedReport:
    """The findings of all files; those that cannot be read or parsed are named."""
    return following.examine(PYTHON, assignment)


if __name__ == "__main__":
    sys.exit(answer(PYTHON.tool, examine, sys.argv[1:]))
