"""The program reads what it is handed, says where text comes from, and what it could not read."""

import pytest

from holdfast.model.severity import Severity
from holdfast.scan.engine import Assignment
from holdfast.scan.engines.javascript_code import JAVASCRIPT, examine

HANDLER = 'app.get("/", (req, res) => {\n  pool.query("x" + req.query.q);\n});\n'


def examined(folder, **files):
    names = {name: name.replace("_", ".") for name in files}
    for name, text in files.items():
        (folder / names[name]).write_bytes(text.encode() if isinstance(text, str) else text)
    return examine(Assignment(root=folder, files=tuple(names.values())))


def test_a_flow_is_a_finding_with_its_source_and_what_to_write_instead(tmp_path):
    (finding,) = examined(tmp_path, app_js=HANDLER).findings
    assert (finding.tool, finding.rule, str(finding.location)) == (
        "javascript-code",
        "sql-injection",
        "app.js:2",
    )
    assert (finding.cwe, finding.severity, finding.confidence) == ((89,), Severity.HIGH, "high")
    assert "line 2: `req.query`" in finding.description
    assert "parameter" in finding.fix


def test_the_end_of_the_name_tells_the_language(tmp_path):
    typed = "app.get('/', (req: Request, res) => { eval(req.query.q as string); });\n"
    report = examined(
        tmp_path, a_ts=typed, b_mts=typed, c_cts=typed, d_tsx=typed, e_js=HANDLER, f_jsx=HANDLER
    )
    assert [str(finding.location.path) for finding in report.findings] == [
        "a.ts",
        "b.mts",
        "c.cts",
        "d.tsx",
        "e.js",
        "f.jsx",
    ]
    assert report.problems == ()


def test_a_sound_file_is_examined_and_has_no_finding(tmp_path):
    report = examined(tmp_path, app_js="export const answer = 42;\n")
    assert (report.findings, report.inputs.examined, report.problems) == ((), 1, ())


@pytest.mark.parametrize("broken", ["let = = 1;\n", b"let x = '\xff';\n}\n"], ids=["syntax", "bytes"])
def test_the_part_that_cannot_be_read_is_named_and_the_rest_is_followed(tmp_path, broken):
    broken = broken.encode() if isinstance(broken, str) else broken
    report = examined(tmp_path, app_js=HANDLER.encode() + broken)
    assert [finding.rule for finding in report.findings] == ["sql-injection"]
    assert (report.inputs.examined, report.inputs.unread) == (1, ())
    (problem,) = report.problems
    assert problem.place == "app.js"
    assert "could not be read" in problem.why


@pytest.mark.parametrize(
    "deep",
    [
        "a = " + "[\n" * 9000 + "1" + "]\n" * 9000,
        "{\n" * 9000 + "}\n" * 9000,
        "a" + "\n+a" * 9000,
        "<a>\n" * 9000,
    ],
    ids=["brackets", "blocks", "sum", "markup"],
)
def test_what_is_nested_too_deeply_is_named_and_does_not_end_the_scan(tmp_path, deep):
    report = examined(tmp_path, deep_js=deep, app_js=HANDLER)
    assert [str(finding.location) for finding in report.findings] == ["app.js:2"]
    assert {problem.place for problem in report.problems} == {"deep.js"}


def test_a_file_that_is_gone_or_too_large_is_unread(tmp_path):
    (tmp_path / "large.js").write_bytes(b" " * (JAVASCRIPT.max_file_bytes + 1))
    report = examine(Assignment(root=tmp_path, files=("gone.js", "../outside.js", "large.js")))
    assert (report.inputs.examined, report.inputs.unread) == (0, ("gone.js", "../outside.js", "large.js"))
