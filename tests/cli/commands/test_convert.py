"""Facts about ``holdfast convert``."""

import io
import json
from pathlib import Path

import pytest

from holdfast.cli.application import run

BANDIT = {
    "errors": [],
    "metrics": {"_totals": {}, "./app.py": {}},
    "results": [
        {
            "test_id": "B602",
            "test_name": "subprocess_popen_with_shell_equals_true",
            "issue_text": "subprocess call with shell=True identified, security issue.",
            "issue_severity": "HIGH",
            "issue_confidence": "HIGH",
            "filename": "./app.py",
            "line_number": 3,
            "issue_cwe": {"id": 78},
        },
    ],
}


@pytest.fixture
def report(tmp_path: Path):
    def write(content, name="report.json"):
        path = tmp_path / name
        path.write_text(content if isinstance(content, str) else json.dumps(content))
        return str(path)

    return write


def converted(capsys, *arguments):
    code = run(["convert", *arguments])
    return code, capsys.readouterr()


def test_findings_are_printed_in_one_shape(report, capsys):
    code, printed = converted(capsys, report(BANDIT))
    document = json.loads(printed.out)
    (finding,) = document["findings"]
    assert (code, document["schema_version"], document["tool"]) == (0, "1.0", "bandit")
    assert (finding["rule"], finding["severity"], finding["cwe"]) == ("B602", "high", [78])
    assert (finding["location"]["path"], finding["location"]["line"]) == ("app.py", 3)
    assert len(finding["fingerprint"]) == 32


def test_nothing_is_merged(report, capsys):
    twice = BANDIT | {"results": BANDIT["results"] * 2}
    _, printed = converted(capsys, report(twice))
    assert len(json.loads(printed.out)["findings"]) == 2


@pytest.mark.parametrize("form", ["sarif", "csv", "jsonl", "table", "markdown", "junit", "html"])
def test_other_formats_are_those_of_a_scan(report, capsys, form):
    code, printed = converted(capsys, report(BANDIT), "--format", form)
    assert code == 0
    assert "B602" in printed.out


def test_a_bad_row_is_named_and_the_others_are_kept(report, capsys):
    broken = BANDIT | {"results": [{"test_id": 7}, *BANDIT["results"]]}
    code, printed = converted(capsys, report(broken))
    assert code == 0
    assert len(json.loads(printed.out)["findings"]) == 1
    assert "results[0]" in printed.err


def test_a_report_of_which_nothing_can_be_read_is_no_verdict(report, capsys):
    code, printed = converted(capsys, report(BANDIT | {"results": [{"test_id": 7}]}))
    assert code == 3
    assert json.loads(printed.out)["problems"]


@pytest.mark.parametrize("content", ["", "{", "no report at all", "\x00\x01", "[]"])
def test_what_is_no_known_report_is_refused(report, capsys, content):
    code, printed = converted(capsys, report(content))
    assert (code, printed.out) == (3, "")
    assert "error[HF12" in printed.err


def test_the_tool_can_be_named(report, capsys):
    code, _ = converted(capsys, report(BANDIT), "--tool", "bandit")
    assert code == 0


def test_an_unknown_tool_is_a_usage_error_with_a_guess(report, capsys):
    code, printed = converted(capsys, report(BANDIT), "--tool", "bandti")
    assert code == 2
    assert "did you mean 'bandit'?" in printed.err


def test_the_result_can_go_to_a_file(report, capsys, tmp_path):
    target = tmp_path / "out.json"
    code, printed = converted(capsys, report(BANDIT), "-o", str(target))
    assert (code, printed.out) == (0, "")
    assert json.loads(target.read_text())["findings"]


def test_two_formats_need_two_places(report, capsys, tmp_path):
    code, printed = converted(capsys, report(BANDIT), "-f", "csv", "-f", "sarif")
    assert code == 2
    assert "sarif=out.sarif" in printed.err
    target = tmp_path / "x.sarif"
    code, printed = converted(capsys, report(BANDIT), "-f", "csv", "-f", f"sarif={target}")
    assert code == 0
    assert json.loads(target.read_text())["version"] == "2.1.0"


def test_json_has_one_shape_wherever_it_goes(report, capsys, tmp_path):
    target = tmp_path / "out.json"
    code, printed = converted(capsys, report(BANDIT), "-f", "csv", "-f", f"json={target}")
    assert (code, "B602" in printed.out) == (0, True)
    assert json.loads(target.read_text())["tool"] == "bandit"


@pytest.mark.parametrize(("form", "word"), [("json", '"tool": "bandit"'), ("csv", "B602")])
def test_a_report_may_come_from_stdin(capsys, monkeypatch, form, word):
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(json.dumps(BANDIT).encode())))
    code, printed = converted(capsys, "-", "-f", form)
    assert code == 0
    assert word in printed.out


def test_known_formats_are_listed(capsys):
    code, printed = converted(capsys, "--list")
    assert code == 0
    assert "bandit" in printed.out


def test_a_report_must_be_named(capsys):
    code, printed = converted(capsys)
    assert code == 2
    assert "No report was named" in printed.err
