"""The program of the scanner ``secrets``."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from holdfast.findings.parsers.holdfast import parse
from holdfast.findings.parsing import PUBLIC_KEY
from holdfast.kit.text import is_binary
from holdfast.kit.tree import walk
from holdfast.scan.engine import Assignment, command, write_file_list
from holdfast.scan.engines.secrets import MAX_FILE_BYTES, examine
from holdfast.scan.scanners.secrets import SCANNER
from holdfast.scan.scanning import BuiltIn, Job
from leaks import secret


def examined(folder, *files, **options):
    return examine(Assignment(root=folder, files=files, options=options))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "latin-1", "utf-16", "utf-32"])
def test_text_of_any_encoding_is_read(tmp_path, encoding):
    (tmp_path / "a.txt").write_bytes(f"grün\nkey {secret()}\n".encode(encoding))
    report = examined(tmp_path, "a.txt")
    assert [(found.location.line, found.location.column) for found in report.findings] == [(2, 5)]
    assert (report.inputs.examined, report.inputs.unread) == (1, ())


def test_what_cannot_be_read_is_named(tmp_path):
    (tmp_path / "a").write_text("x\n")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "out").symlink_to("/etc/hostname")
    with (tmp_path / "large").open("wb") as file:
        file.truncate(MAX_FILE_BYTES + 1)
    report = examined(tmp_path, "a", "pipe", "out", "large", "gone")
    assert (report.inputs.examined, report.inputs.unread) == (1, ("pipe", "out", "large", "gone"))


def test_a_wrong_option_is_a_failure_and_no_clean_report(tmp_path):
    (tmp_path / "a").write_text("x\n")
    report = examined(tmp_path, "a", allow_pathes="x")
    assert "allow_paths" in report.failures[0]
    assert report.inputs is None


def test_a_list_that_is_not_understood_is_told_beside_findings_only(tmp_path):
    (tmp_path / ".gitleaksignore").write_text("nonsense\n")
    (tmp_path / "a").write_text("x\n")
    (tmp_path / "b").write_text(f"key {secret()}\n")
    assert examined(tmp_path, "a").problems == ()
    assert examined(tmp_path, "b").problems != ()


def test_the_program_writes_a_report_without_the_secret_that_its_parser_keys(tmp_path):
    """As the runner calls it: a process of its own, in the scanned folder."""
    folder = tmp_path / "project"
    folder.mkdir()
    token = secret()
    (folder / "a b.py").write_text(f'x = "{token}"\n')
    write_file_list(tmp_path / "files", ["a b.py"])
    job = Job(
        executable=sys.executable, root=folder, files=("a b.py",), file_list=tmp_path / "files",
        report=tmp_path / "report",
    )  # fmt: skip
    words = list(SCANNER.command(job))
    assert any(word.startswith("--option=today=20") for word in words)
    ended = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "", "")
    data = (tmp_path / "report").read_bytes()
    assert token.encode() not in data
    (before,) = json.loads(data)["findings"]
    (after,) = parse.read(data, "report", PUBLIC_KEY).findings
    assert before["secret"]["digest"] != after.secret.digest
    assert len(after.secret.digest) == 64


def test_a_program_that_is_not_dated_is_told_no_day(tmp_path):
    words = command(BuiltIn(module="m"))(Job(executable="p", root=tmp_path))
    assert not any("today" in word for word in words)


EXAMPLES = Path(__file__).parents[3] / "examples"
PLANTED = yaml.safe_load((EXAMPLES / "planted.yaml").read_text(encoding="utf-8"))["defects"]


def in_example(name):
    folder = EXAMPLES / name
    return examined(
        folder, *(entry.path for entry in walk(folder).entries if not is_binary(folder / entry.path))
    )


def test_every_planted_secret_is_found_on_its_line():
    seen = {
        (found.location.path, found.location.line, found.rule) for found in in_example("chatbot").findings
    }
    expected = set()
    for defect in PLANTED:
        lines = (EXAMPLES / "chatbot" / defect["file"]).read_text(encoding="utf-8").splitlines()
        number = next(number for number, line in enumerate(lines, 1) if defect["marker"] in line)
        found_by = (one["rule"] for one in defect["found_by"] if one["scanner"] == "secrets")
        expected |= {(defect["file"], number, rule) for rule in found_by}
    assert len(expected) >= 6
    assert expected <= seen


def test_the_repaired_example_holds_no_secret():
    report = in_example("chatbot-repaired")
    assert (report.findings, report.suppressed, report.inputs.unread) == ((), 0, ())
    assert report.inputs.examined > 30
