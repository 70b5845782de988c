"""The program of the scanner ``javascript-code``: follows text from requests and pages through its files."""

import sys

from holdfast.model.report import ParsedReport
from holdfast.scan import following
from holdfast.scan.engine import Assignment, answer
from holdfast.scan.following import Language, too_large
from holdfast.scan.javascript.analysis import analyse
from holdfast.scan.javascript.rules import RULES
from holdfast.scan.javascript.syntax import NotJavaScriptError


def why_given_up(part: str) -> str:
    """What is said of a function, or of a line that the grammar does not know or that lies too deep."""
    if part.startswith("line "):
        return f"{part} could not be read; what stands there was left out"
    return too_large(part)


JAVASCRIPT = Language(
    tool="javascript-code",
    max_file_bytes=2**20,
    rules=RULES,
    analyse=analyse,
    refusal=NotJavaScriptError,
    why_given_up=why_given_up,
)


def examine(assignment: Assignment) -> ParsedReport:
    """The findings of all files; those that cannot be read or parsed are named, and parts of them as well."""
    return following.examine(JAVASCRIPT, assignment)


if __name__ == "__main__":
    sys.exit(answer(JAVASCRIPT.tool, examine, sys.argv[1:]))
