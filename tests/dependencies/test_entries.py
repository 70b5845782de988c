"""Entries of a manifest as typed values."""

import msgspec
import pytest

from holdfast.dependencies.entries import entries, entry, mapping
from holdfast.dependencies.reading import Manifest
from holdfast.kit.plain_yaml import read_yaml


class Item(msgspec.Struct):
    """One entry."""

    name: str


def manifest():
    return Manifest(path="x", data=b"")


@pytest.mark.parametrize(
    ("values", "names", "problems"),
    [
        (None, {}, []),
        ([{"name": "a"}, {"name": 1}, 7], {"0": "a"}, ["items[1]", "items[2]"]),
        ({"k": {"name": "a"}, "l": None}, {"k": "a"}, ["items[l]"]),
        ("text", {}, ["items"]),
    ],
)
def test_misshapen_entries_are_stated_and_the_others_kept(values, names, problems):
    read = manifest()
    assert {key: item.name for key, item in entries(read, "items", values, Item)} == names
    assert [problem.place for problem in read.problems] == problems


def test_one_entry_is_a_value_or_a_problem():
    read = manifest()
    assert entry(read, "here", "3", int) == 3
    assert entry(read, "there", [], int) is None
    assert [problem.place for problem in read.problems] == ["there"]


def test_keys_that_know_their_line_are_keys():
    value = read_yaml(b"name: a\nmore: {deep: b}")
    assert entry(manifest(), "here", value, dict[str, str | dict[str, str]]) == {
        "name": "a",
        "more": {"deep": "b"},
    }


def test_only_a_mapping_is_a_mapping():
    assert mapping({"a": 1}) == {"a": 1}
    assert mapping([1]) == {}
