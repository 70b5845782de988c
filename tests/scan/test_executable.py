import pytest

from holdfast.scan.executable import is_same_version, version_in


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ruff 0.17.6", "0.17.6"),
        ("Haskell Dockerfile Linter 2.15.1", "2.15.1"),
        ("Version: 0.58.1\nVulnerability DB:\n  Version: 2", "0.58.1"),
        ("tool v1.2.3-rc1+b5 (2026)", "1.2.3-rc1"),
        ("no number", ""),
    ],
)
def test_the_first_version_number_counts(text, expected):
    assert version_in(text) == expected


def test_a_repackaged_tool_may_have_a_longer_version():
    assert is_same_version("0.11.0.1", "0.11.0")
    assert is_same_version("1.2", "1.2")
    assert not is_same_version("0.11.0", "0.11.0.1")
    assert not is_same_version("1.20", "1.2")
    assert not is_same_version("1.2", "")
