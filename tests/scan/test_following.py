"""What a language does not say for itself: how files are read, and how its weaknesses become findings."""

from holdfast.model.severity import Severity
from holdfast.scan.engine import Assignment
from holdfast.scan.following import Language, examine, finding_of
from holdfast.scan.taint.analysis import Analysis
from holdfast.scan.taint.machine import Weakness
from holdfast.scan.taint.rules import Rule

RULE = Rule(
    title="A value from outside is kept",
    why="It grows.",
    fix="Leave it.",
    cwes=(770,),
    severity=Severity.HIGH,
)
AT = {"rule": "kept", "line": 3, "end_line": 4, "column": 5, "end_column": 6}


class RefusalError(Exception):
    """Not of the language."""


def analyse(data, path):
    if data == b"none":
        raise RefusalError("line 1 is not of the language")
    if data == b"deep":
        raise RecursionError("maximum recursion depth exceeded")
    return Analysis((Weakness(**AT),), ("main",) if data == b"large" else ())


LANGUAGE = Language(
    tool="letters", max_file_bytes=5, rules={"kept": RULE}, analyse=analyse, refusal=RefusalError
)


def examined(folder, **files):
    for name, text in files.items():
        (folder / name).write_text(text)
    return examine(LANGUAGE, Assignment(root=folder, files=tuple(files)))


def test_every_file_has_its_findings(tmp_path):
    report = examined(tmp_path, a="x", b="y")
    assert [str(finding.location) for finding in report.findings] == ["a:3", "b:3"]
    assert (report.tool, report.inputs.examined, report.problems) == ("letters", 2, ())


def test_what_is_refused_too_deep_or_gone_is_unread_and_the_rest_is_examined(tmp_path):
    report = examined(tmp_path, a="none", b="deep", c="x")
    assert (report.inputs.examined, report.inputs.unread) == (1, ("a", "b"))
    assert [(problem.place, problem.why) for problem in report.problems] == [
        ("a", "line 1 is not of the language"),
        ("b", "it is nested too deeply"),
    ]


def test_a_file_that_is_too_large_is_unread(tmp_path):
    assert examined(tmp_path, a="x" * 6).inputs.unread == ("a",)


def test_a_part_that_was_given_up_is_a_problem_of_a_file_that_was_read(tmp_path):
    report = examined(tmp_path, a="large")
    assert (report.inputs.examined, report.inputs.unread) == (1, ())
    assert [problem.why for problem in report.problems] == ["main is too large to be followed"]


def test_a_flow_that_was_seen_names_its_source():
    finding = finding_of(LANGUAGE, "a", Weakness(**AT, source="read()", source_line=2))
    assert (finding.title, finding.severity, finding.confidence) == (RULE.title, Severity.HIGH, "high")
    assert finding.description == "A value from outside is kept. It grows. It comes from line 2: `read()`."


def test_a_value_of_which_nothing_is_known_is_said_to_be_that():
    finding = finding_of(LANGUAGE, "a", Weakness(**AT, is_certain=False))
    assert finding.title == "A value of unknown origin is kept"
    assert (finding.severity, finding.confidence) == (Severity.MEDIUM, "low")
