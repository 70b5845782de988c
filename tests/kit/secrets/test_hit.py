import hashlib

import pytest

from holdfast.findings.parsing import Report
from holdfast.kit.secrets.hit import hint, sha1


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (b"0123456789abWXYZ", "WXYZ"),
        (b"short-WXYZ", ""),
        (b"0123456789abWX-Z", ""),
        ("0123456789abcüöä".encode(), ""),
    ],
)
def test_only_the_end_of_a_long_plain_secret_is_a_hint(value, expected):
    assert hint(value) == expected


def test_sha1_is_the_plain_one():
    assert sha1(b"secret") == hashlib.sha1(b"secret", usedforsecurity=False).hexdigest()


@pytest.mark.parametrize("value", ["0123456789abWXYZ", "short", "0123456789abcdef-é"])
def test_a_report_that_quotes_sha1_and_hint_gives_the_mark_of_the_secret_itself(value):
    report = Report(b"{}")
    data = value.encode()
    assert report.hashed_secret(sha1(data), hint(data)) == report.secret(value)
