"""go.sum and the order of Go versions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.dependencies.go_sums import h1, modules, odd_lines, version_order

HASH = "A" * 43 + "="


def test_only_modules_whose_code_was_fetched_are_named():
    versions = ("a.example/x v1.0.0", "a.example/x v1.0.0/go.mod", "a.example/y v2.0.0/go.mod")
    text = "".join(f"{version} h1:{HASH}\n" for version in versions)
    assert list(modules(text)) == [(1, "a.example/x", "v1.0.0", "h1:" + "00" * 32)]
    assert list(odd_lines(text)) == []


def test_lines_that_are_none_are_told():
    assert list(odd_lines("\nwhat is this\n")) == [2]


def test_a_hash_that_is_none_is_left_out():
    assert h1("*") == ""


@pytest.mark.parametrize(
    ("lower", "higher"),
    [
        ("v1.2.3", "v1.10.0"),
        ("v1.0.0-rc.2", "v1.0.0-rc.10"),
        ("v1.0.0-rc.1", "v1.0.0"),
        ("v0.0.0-20190101000000-abcdefabcdef", "v0.0.0-20200101000000-abcdefabcdef"),
        ("not a version", "v0.0.0"),
    ],
)
def test_versions_sort_as_go_sorts_them(lower, higher):
    assert version_order(lower) < version_order(higher)


@given(st.lists(st.text(alphabet="v0123456789.-+rc", max_size=12)))
def test_any_texts_can_be_sorted(texts):
    assert len(sorted(texts, key=version_order)) == len(texts)
