"""detect-secrets, the real one. The secrets here are made up."""

import subprocess

import pytest

from holdfast.model.scan import ScanStatus
from holdfast.scan.scanners.detect_secrets import SKIPPED

pytestmark = pytest.mark.tools

KEY = "AKIA" + "Q3EGRTLZ5FHPW2XB"


def test_a_file_without_secrets_is_clean(laboratory):
    laboratory.write("app.py", "answer = 42\n")
    coverage = laboratory.scan("detect-secrets").must_be(ScanStatus.CLEAN).scan.coverage
    assert (coverage.examined, coverage.selected) == (1, 1)


def test_a_key_is_found_and_never_shown(laboratory):
    laboratory.write("config/app.env", f"REGION=eu\nAWS_KEY={KEY}\n")
    answer = laboratory.scan("detect-secrets").must_be(ScanStatus.FINDINGS)
    assert {finding.location.line for finding in answer.findings} == {2}
    assert KEY not in repr(answer)


def test_files_that_git_does_not_track_are_read(laboratory):
    laboratory.write("app.py", "answer = 42\n")
    subprocess.run(["git", "init", "-q", str(laboratory.folder)], check=True)
    subprocess.run(["git", "-C", str(laboratory.folder), "add", "app.py"], check=True)
    laboratory.write("new.env", f"KEY={KEY}\n")
    laboratory.scan("detect-secrets").must_be(ScanStatus.FINDINGS)


def test_names_with_blanks_emoji_and_dashes_are_read(laboratory):
    for name in ("a b/é😀.env", "-c.env"):
        laboratory.write(name, f"KEY={KEY}\n")
    answer = laboratory.scan("detect-secrets").must_be(ScanStatus.FINDINGS)
    assert {finding.location.path.removeprefix("./") for finding in answer.findings} == {
        "a b/é😀.env",
        "-c.env",
    }


def test_lock_files_alone_do_not_concern_it(laboratory):
    laboratory.write("package-lock.json", "{}")
    laboratory.scan("detect-secrets").must_be(ScanStatus.NOT_APPLICABLE)


def test_what_it_leaves_out_by_itself_is_never_handed_to_it(laboratory):
    laboratory.write("app.py", "answer = 42\n")
    program = laboratory.program("detect-secrets")
    question = "from detect_secrets.filters.heuristic import IGNORED_FILE_EXTENSIONS as e; print(*e)"
    shown = subprocess.run(
        [str(program.parent / "python"), "-c", question], check=True, capture_output=True, text=True
    )
    ignored = {f"*{ending}" for ending in shown.stdout.split()}
    assert ignored <= set(SKIPPED)
