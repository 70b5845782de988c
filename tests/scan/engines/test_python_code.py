"""The program reads what it is handed, says where text comes from, and which files it could not read."""

import pytest

from holdfast.model.severity import Severity
from holdfast.scan.engine import Assignment
from holdfast.scan.engines.python_code import examine

HANDLER = "from flask import request\n\ndef run(cursor):\n    cursor.execute('x' + request.args['q'])\n"


def examined(folder, **files):
    for name, text in files.items():
        (folder / f"{name}.py").write_bytes(text.encode() if isinstance(text, str) else text)
    return examine(Assignment(root=folder, files=tuple(f"{name}.py" for name in files)))


def test_a_flow_is_a_finding_with_its_source_and_what_to_write_instead(tmp_path):
    (finding,) = examined(tmp_path, app=HANDLER).findings
    assert (finding.rule, str(finding.location), finding.cwe) == ("sql-injection", "app.py:4", (89,))
    assert (finding.severity, finding.confidence) == (Severity.HIGH, "high")
    assert "line 4: `request.args`" in finding.description
    assert "parameter" in finding.fix


def test_text_of_unknown_origin_is_said_to_be_that(tmp_path):
    (finding,) = examined(tmp_path, app="def f(text):\n    exec(text)\n").findings
    assert finding.title == "Text of unknown origin is run as code"
    assert (finding.severity, finding.confidence) == (Severity.MEDIUM, "low")


def test_a_sound_file_is_examined_and_has_no_finding(tmp_path):
    report = examined(tmp_path, app="answer = 42\n")
    assert (report.findings, report.inputs.examined, report.problems) == ((), 1, ())


@pytest.mark.parametrize("broken", ["def (\n", "x = '\0'\n", b"\xff\xfe\xff"], ids=["syntax", "nul", "bytes"])
def test_what_cannot_be_parsed_is_no_clean_file(tmp_path, broken):
    report = examined(tmp_path, app="answer = 42\n", broken=broken)
    assert report.inputs.examined == 1
    assert report.inputs.unread == ("broken.py",)
    assert [problem.place for problem in report.problems] == ["broken.py"]


def test_a_file_that_is_gone_is_unread(tmp_path):
    report = examine(Assignment(root=tmp_path, files=("gone.py", "../outside.py")))
    assert (report.inputs.examined, report.inputs.unread) == (0, ("gone.py", "../outside.py"))
