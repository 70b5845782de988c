"""Secrets that the next commit would add."""

from holdfast.kit.staging import Staged
from holdfast.scan.secret_search import Passing
from holdfast.scan.secret_staging import search_staged
from leaks import secret


def test_only_added_lines_count(tmp_path):
    text = f"old {secret(1)}\nnew {secret(2)}\n".encode()
    report = search_staged([Staged("a", text, ((2, 2),))], Passing.of(tmp_path, {}))
    assert [found.location.line for found in report.findings] == [2]
    assert report.inputs.examined == 1


def test_wide_text_is_read_and_binary_is_passed_over(tmp_path):
    wide = f"key {secret()}\n".encode("utf-16")
    binary = b"\0\0" + secret().encode()
    files = [Staged("wide", wide, ((1, 1),)), Staged("binary", binary, ((1, 1),))]
    report = search_staged(files, Passing.of(tmp_path, {}))
    assert [found.location.path for found in report.findings] == ["wide"]
