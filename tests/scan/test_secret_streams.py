"""Secrets in a stream: each once, with how often."""

from pathlib import Path

from holdfast.scan.secret_search import Passing
from holdfast.scan.secret_streams import search_stream
from leaks import secret

NOTHING = Passing.of(Path("/nowhere"), {})


def chunks(text):
    return [line.encode() for line in text.splitlines(keepends=True)]


def test_a_secret_is_told_once_with_how_often_it_stands_there():
    text = f"start\ntoken {secret(1)}\n" + f"again {secret(1)}\n" * 2 + f"other {secret(2)}\n"
    report = search_stream(chunks(text), "log", NOTHING)
    assert [(found.location.path, found.location.line) for found in report.findings] == [
        ("log", 2),
        ("log", 5),
    ]
    assert "3 times" in report.findings[0].description
    assert report.findings[1].description == ""
    assert (report.inputs.examined, report.inputs.unit) == (len(text), "byte")


def test_comments_in_a_log_are_not_obeyed():
    report = search_stream(chunks(f"{secret()} # gitleaks:allow\n"), "log", NOTHING)
    assert len(report.findings) == 1


def test_what_is_allowed_does_not_count_and_is_redacted_all_the_same():
    written = []
    passing = Passing.of(Path("/nowhere"), {"allow_rules": "github-pat"})
    report = search_stream(chunks(f"a {secret()} b\n"), "log", passing, written.append)
    assert (report.findings, report.suppressed) == ((), 1)
    assert b"".join(written) == b"a [redacted:github-pat] b\n"


def test_more_secrets_than_are_told_are_counted():
    text = "".join(f"{secret(seed)}\n" for seed in range(5))
    report = search_stream(chunks(text), "log", NOTHING, most=2)
    assert len(report.findings) == 2
    assert "3 further" in report.problems[0].why
