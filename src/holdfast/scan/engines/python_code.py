"""The program of the scanner ``python-code``: follows text from requests through the files it is handed."""

import sys
from pathlib import PurePosixPath

from holdfast.errors import TreeError
from holdfast.kit.confined import ConfinedFolder
from holdfast.model.category import Category
from holdfast.model.finding import Finding, Location
from holdfast.model.report import Inputs, ParsedReport, Problem
from holdfast.model.severity import Severity
from holdfast.scan.engine import Assignment, answer
from holdfast.scan.taint.analysis import NotPythonError, analyse
from holdfast.scan.taint.machine import Weakness
from holdfast.scan.taint.rules import RULES

TOOL = "python-code"
MAX_FILE_BYTES = 4 * 2**20
"""Larger files are named as unread; they are data or generated."""


def examine(assignment: Assignment) -> ParsedReport:
    """The findings of all files; those that cannot be read or parsed are named."""
    folder = ConfinedFolder(assignment.root)
    findings: list[Finding] = []
    problems: list[Problem] = []
    unread: list[str] = []
    for path in assignment.files:
        try:
            data = folder.read(path, MAX_FILE_BYTES)
            found = analyse(data) if data is not None else None
        except (TreeError, NotPythonError) as error:
            unread.append(path)
            problems.append(Problem(place=path, why=str(error)))
            continue
        if found is None:
            unread.append(path)
            continue
        findings += (finding_of(path, weakness) for weakness in found.weaknesses)
        problems += (
            Problem(place=path, why=f"{name} is too large to be followed") for name in found.given_up
        )
    return ParsedReport(
        parser="holdfast",
        tool=TOOL,
        findings=tuple(findings),
        inputs=Inputs(examined=len(assignment.files) - len(unread), unread=tuple(unread)),
        problems=tuple(problems),
    )


def finding_of(path: str, weakness: Weakness) -> Finding:
    """The finding for a weakness: where it is, where its text came from, and what to write instead."""
    rule = RULES[weakness.rule]
    flow = f" It comes from line {weakness.source_line}: `{weakness.source}`." if weakness.source else ""
    title = rule.title
    if not weakness.is_certain:
        title = rule.title.replace("Text from outside", "Text of unknown origin")
    return Finding(
        tool=TOOL,
        rule=weakness.rule,
        title=title,
        severity=rule.severity if weakness.is_certain else Severity.MEDIUM,
        category=Category.SAST,
        location=Location(
            path=PurePosixPath(path).as_posix(),
            line=weakness.line,
            end_line=weakness.end_line,
            column=weakness.column,
            end_column=weakness.end_column,
        ),
        cwe=rule.cwes,
        description=f"{title}. {rule.why}{flow}",
        fix=rule.fix,
        references=tuple(f"https://cwe.mitre.org/data/definitions/{number}.html" for number in rule.cwes),
        confidence="high" if weakness.is_certain else "low",
    )


if __name__ == "__main__":
    sys.exit(answer(TOOL, examine, sys.argv[1:]))
