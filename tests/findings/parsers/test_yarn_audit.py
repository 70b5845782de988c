"""What yarn says went wrong."""

import pytest

from holdfast.findings.parsers.yarn_audit import parse


@pytest.mark.parametrize(
    ("data", "failure"),
    [
        (b'"no lock file"', "no lock file"),
        (b'{"code": 405}', "{'code': 405}"),
        (b"null", "the audit failed and gave no reason"),
        (b'"\xff"', "the audit failed and gave no reason"),
    ],
)
def test_an_error_is_a_failure_whatever_it_says(data: bytes, failure: str):
    assert parse.read(b'{"type": "error", "data": ' + data + b"}").failures == (failure,)
