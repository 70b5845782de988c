"""Which quotes of scanners still hold the secret."""

import pytest

from holdfast.findings.credentials import is_masked


@pytest.mark.parametrize(
    "quote", ["", " ", "REDACTED", 'key = "REDACTED"', "AKIA...", "********WXYZ", "a***"]
)
def test_a_masked_secret_is_recognised(quote: str):
    assert is_masked(quote)


@pytest.mark.parametrize("quote", ["hunter2", 'key = "hunter2"', "a*b", "a..b", "redacted"])
def test_a_secret_in_clear_is_not_masked(quote: str):
    assert not is_masked(quote)
