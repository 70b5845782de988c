"""What the programs that follow text through code have in common: how files become findings."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from holdfast.errors import TreeError
from holdfast.kit.confined import ConfinedFolder
from holdfast.model.category import Category
from holdfast.model.finding import Finding, Location
from holdfast.model.report import Inputs, ParsedReport, Problem
from holdfast.model.severity import Severity
from holdfast.scan.engine import Assignment
from holdfast.scan.taint.analysis import Analysis
from holdfast.scan.taint.machine import Weakness
from holdfast.scan.taint.rules import Rule


def too_large(name: str) -> str:
    """Why a function was given up."""
    return f"{name} is too large to be followed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """One language, as its scanner follows it.

    Attributes:
        tool: Name of the scanner.
        max_file_bytes: Larger files are named as unread; they are data or generated.
        rules: By name; every weakness has its own.
        analyse: Finds the weaknesses of a file, by its content and its path.
        refusal: What ``analyse`` raises for a file that is not of the language.
        why_given_up: What is said of a part that ``analyse`` gave up.
    """

    tool: str
    max_file_bytes: int
    rules: Mapping[str, Rule]
    analyse: Callable[[bytes, str], Analysis]
    refusal: type[Exception]
    why_given_up: Callable[[str], str] = too_large


def examine(language: Language, assignment: Assignment) -> ParsedReport:
    """The findings of all files; those that cannot be read or parsed are named."""
    folder = ConfinedFolder(assignment.root)
    findings: list[Finding] = []
    problems: list[Problem] = []
    unread: list[str] = []
    for path in assignment.files:
        try:
            data = folder.read(path, language.max_file_bytes)
            found = language.analyse(data, path) if data is not None else None
        except (TreeError, RecursionError, language.refusal) as error:
            unread.append(path)
            is_deep = isinstance(error, RecursionError)
            problems.append(Problem(place=path, why="it is nested too deeply" if is_deep else str(error)))
            continue
        if found is None:
            unread.append(path)
            continue
        findings += (finding_of(language, path, weakness) for weakness in found.weaknesses)
        problems += (Problem(place=path, why=language.why_given_up(part)) for part in found.given_up)
    return ParsedReport(
        parser="holdfast",
        tool=language.tool,
        findings=tuple(findings),
        inputs=Inputs(examined=len(assignment.files) - len(unread), unread=tuple(unread)),
        problems=tuple(problems),
    )


def finding_of(language: Language, path: str, weakness: Weakness) -> Finding:
    """The finding for a weakness: where it is, where its text came from, and what to write instead."""
    rule = language.rules[weakness.rule]
    flow = f" It comes from line {weakness.source_line}: `{weakness.source}`." if weakness.source else ""
    title = rule.title
    if not weakness.is_certain:
        title = rule.title.replace("from outside", "of unknown origin", 1)
    return Finding(
        tool=language.tool,
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
