"""Facts about ``holdfast scan`` as a user runs it, with the real small scanners."""

import json
from pathlib import Path

import pytest

from factories import finding, run, scan
from holdfast.cli.application import run as holdfast
from holdfast.cli.commands.scan import answer
from holdfast.model.scan import ScanStatus
from holdfast.model.severity import Severity
from holdfast.model.verdict import Verdict

pytestmark = pytest.mark.tools

PLANTED = "import subprocess\n\n\ndef run(order):\n    subprocess.call(order, shell=True)\n"


@pytest.fixture
def project(tmp_path: Path):
    (tmp_path / "app.py").write_text(PLANTED)
    (tmp_path / "clean.sh").write_text('#!/bin/sh\nset -e\necho "$1"\n')
    return tmp_path


def scanned(capsys, *arguments):
    code = holdfast(["scan", *map(str, arguments)])
    return code, capsys.readouterr()


def test_findings_alone_exit_with_0(project, capsys):
    code, printed = scanned(capsys, project, "--scanner", "ruff", "-f", "json")
    document = json.loads(printed.out)
    assert code == 0
    assert [(one["rule"], one["location"]["path"]) for one in document["findings"]] == [("S602", "app.py")]


def test_fail_on_makes_findings_count(project, capsys):
    assert scanned(capsys, project, "--scanner", "ruff", "--fail-on", "high")[0] == 1
    assert scanned(capsys, project, "--scanner", "ruff", "--fail-on", "critical")[0] == 0
    assert scanned(capsys, project, "--scanner", "ruff", "--fail-on", "high", "--exit-zero")[0] == 0


def test_categories_and_scanners_narrow_the_scan(project, capsys):
    _, printed = scanned(capsys, project, "--only", "secrets", "-f", "json")
    answered = {
        one["scanner"] for one in json.loads(printed.out)["scans"] if one["status"] in {"clean", "findings"}
    }
    assert answered == {"detect-secrets", "secrets"}


def test_a_scanner_with_nothing_to_read_gives_no_verdict(project, capsys):
    code, printed = scanned(capsys, project, "--scanner", "hadolint")
    assert code == 3
    assert "hadolint" in printed.out.lower()


def test_an_unchanged_scan_is_quoted_unless_told_otherwise(project, capsys):
    scanned(capsys, project, "--scanner", "ruff")
    _, printed = scanned(capsys, project, "--scanner", "ruff", "-f", "json")
    assert json.loads(printed.out)["scans"][0]["evidence"]["is_cached"] is True
    _, printed = scanned(capsys, project, "--scanner", "ruff", "-f", "json", "--no-cache")
    assert json.loads(printed.out)["scans"][0]["evidence"]["is_cached"] is False


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["/does/not/exist"], 2),
        (["--scanner", "no-such-scanner"], 2),
        (["--timeout", "soon"], 2),
        (["--only", "everything"], 2),
        (["--url", "http://198.51.100.7/"], 2),
        (["--url", "file:///etc/passwd"], 2),
    ],
)
def test_wrong_usage_exits_with_2(arguments, code, capsys, project, monkeypatch):
    monkeypatch.chdir(project)
    got, printed = scanned(capsys, *arguments)
    assert got == code
    assert printed.out == ""


def test_an_empty_folder_is_no_verdict(tmp_path, capsys):
    assert scanned(capsys, tmp_path)[0] == 3


@pytest.mark.parametrize(
    ("given", "fail_on", "expected"),
    [
        (run(findings=(finding(),), scans=(scan(),)), None, Verdict.PASS),
        (run(findings=(finding(),), scans=(scan(),)), Severity.HIGH, Verdict.FAIL),
        (
            run(findings=(finding(severity=Severity.UNKNOWN),), scans=(scan(),)),
            Severity.CRITICAL,
            Verdict.FAIL,
        ),
        (
            run(findings=(finding(fingerprint="f"),), scans=(scan(),), known=frozenset({"f"})),
            Severity.LOW,
            Verdict.PASS,
        ),
        (run(findings=(), scans=(scan(status=ScanStatus.FAILED),)), Severity.LOW, Verdict.NO_VERDICT),
        (run(findings=(finding(),), scans=(scan(status=ScanStatus.FAILED),)), Severity.LOW, Verdict.FAIL),
        (run(findings=(), scans=(scan(status=ScanStatus.NOT_APPLICABLE),)), None, Verdict.NO_VERDICT),
        (run(findings=(), scans=()), None, Verdict.NO_VERDICT),
    ],
)
def test_what_a_scan_says_to_a_script(given, fail_on, expected):
    assert answer(given, fail_on) is expected
