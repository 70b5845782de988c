"""The table of a pyproject.toml."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.config.toml_reading import TABLE, read_pyproject
from holdfast.errors import ConfigError


def test_values_become_the_text_that_people_would_write():
    tree = read_pyproject(
        b'[tool.holdfast.scan]\njobs = 4\nversion = 1.10\nday = 2027-01-31\non = true\nlist = ["a", 2]\n'
    )

    assert tree.plain() == {
        "scan": {"jobs": "4", "version": "1.10", "day": "2027-01-31", "on": "true", "list": ["a", "2"]}
    }
    assert str(tree.at(("scan", "jobs")).origin) == TABLE


@pytest.mark.parametrize(
    "text",
    ["", "[project]\nname = 'x'\n", "[project]\nname = 'holdfast-plugin'\n", "broken [", "tool = 'holdfast'"],
)
def test_a_file_without_the_table_says_nothing(text):
    assert read_pyproject(text.encode()) is None


def test_a_broken_file_that_speaks_of_holdfast_is_an_error():
    with pytest.raises(ConfigError, match="not TOML"):
        read_pyproject(b"[tool.holdfast]\nscan = [")


def test_the_table_must_be_a_table():
    with pytest.raises(ConfigError, match="not a table"):
        read_pyproject(b"[tool]\nholdfast = 3\n")


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(noise):
    message = ""
    try:
        read_pyproject(b"[tool.holdfast]\n" + noise)
    except ConfigError as error:
        message = error.what

    assert not message or message.startswith("pyproject.toml: ")
