"""The programs of scanners of ours: what they are given, and how they answer."""

import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from holdfast import __version__
from holdfast.model.report import Inputs, ParsedReport
from holdfast.scan.engine import (
    DONE,
    NOTHING_TO_SCAN,
    Assignment,
    answer,
    command,
    read_file_list,
    write_file_list,
)
from holdfast.scan.scanning import Advisories, BuiltIn, Job


def job(folder, **changes):
    return Job(**({"executable": sys.executable, "root": folder, "report": folder / "report"} | changes))


def given(folder, assigned, monkeypatch):
    """The assignment that a program reads from the command line of a job."""
    monkeypatch.chdir(folder)
    seen = []

    def examine(assignment):
        seen.append(assignment)
        return ParsedReport(parser="", tool="", inputs=Inputs(examined=3))

    words = command(BuiltIn(module="some.program", is_advised=True))(assigned)
    assert words[:4] == [sys.executable, "-P", "-m", "some.program"]
    assert answer("counting", examine, words[4:]) == DONE
    return seen[0]


def test_a_program_gets_what_the_job_says(tmp_path, monkeypatch):
    write_file_list(tmp_path / "files", ["a b.py", "c"])
    assigned = job(
        tmp_path,
        files=("a b.py", "c"),
        file_list=tmp_path / "files",
        options={"depth": "a=b", "width": "2"},
        advisories=Advisories(folder=tmp_path / "db", max_age=timedelta(days=3)),
    )
    assert given(tmp_path, assigned, monkeypatch) == Assignment(
        root=tmp_path,
        files=("a b.py", "c"),
        advisories=tmp_path / "db",
        max_age=timedelta(days=3),
        options={"depth": "a=b", "width": "2"},
    )


def test_the_report_is_stamped_with_tool_and_version(tmp_path, monkeypatch):
    given(tmp_path, job(tmp_path), monkeypatch)
    report = msgspec.json.decode((tmp_path / "report").read_bytes(), type=ParsedReport)
    assert (report.parser, report.tool, report.tool_version) == ("holdfast", "counting", __version__)
    assert report.inputs == Inputs(examined=3)


def test_a_program_that_compares_with_nothing_is_not_told_of_advisories(tmp_path):
    assigned = job(tmp_path, advisories=Advisories(folder=tmp_path, max_age=timedelta(days=3)))
    assert "--advisories" not in command(BuiltIn(module="some.program"))(assigned)


@pytest.mark.parametrize("names", [(), ("a",), ("with\nline", " ", "grün"), (os.fsdecode(b"\xff.py"),)])
def test_a_list_of_files_is_read_as_it_was_written(tmp_path, names):
    write_file_list(tmp_path / "files", names)
    assert read_file_list(tmp_path / "files") == names


def test_no_module_of_the_scanned_folder_is_imported(tmp_path):
    """``python -m`` looks into the working directory first: the scanned code would run."""
    for name in ("json.py", "argparse.py", "msgspec.py", "holdfast.py"):
        (tmp_path / name).write_text("raise SystemExit('the scanned code has run')")
    words = command(BuiltIn(module="holdfast.scan.engine"))(job(tmp_path))
    source = str(Path(__file__).parents[2] / "src")
    ended = subprocess.run(
        words, cwd=tmp_path, capture_output=True, text=True, check=False, env={"PYTHONPATH": source}
    )
    assert (ended.returncode, ended.stderr) == (0, "")


def test_a_program_is_told_the_day_or_asks_the_clock(tmp_path):
    assert Assignment(root=tmp_path, options={"today": "2026-06-01"}).today == date(2026, 6, 1)
    assert abs(Assignment(root=tmp_path).today - datetime.now(UTC).date()) <= timedelta(days=1)


def test_a_program_that_was_given_nothing_of_its_kind_says_so_and_leaves_no_report(tmp_path):
    words = ["--report", str(tmp_path / "report")]
    assert answer("counting", lambda _: None, words) == NOTHING_TO_SCAN
    assert not (tmp_path / "report").exists()
