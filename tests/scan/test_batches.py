import os

from hypothesis import given
from hypothesis import strategies as st

from holdfast.scan.batches import as_argument, batches


def test_groups_keep_the_order_and_the_limit_of_files():
    assert list(batches(["a", "b", "c", "d", "e"], 2)) == [("a", "b"), ("c", "d"), ("e",)]


def test_no_files_make_no_call():
    assert list(batches([], 5)) == []


def test_a_single_name_above_the_limit_still_gets_its_call():
    assert list(batches(["x" * 500, "y"], 10, most_bytes=100)) == [("x" * 500,), ("y",)]


@given(st.lists(st.text(min_size=1, max_size=40), max_size=60), st.integers(1, 9), st.integers(20, 300))
def test_nothing_is_lost_and_no_group_is_too_large(paths, most, most_bytes):
    paths = [path.encode("utf-8", "replace").decode() for path in paths]
    groups = list(batches(paths, most, most_bytes))
    assert [path for group in groups for path in group] == paths
    for group in groups:
        assert 0 < len(group) <= most
        assert len(group) == 1 or sum(len(os.fsencode(path)) + 9 for path in group) <= most_bytes


def test_a_file_name_never_becomes_an_option():
    assert as_argument("-rf.py") == "./-rf.py"
    assert as_argument("a/-rf.py") == "a/-rf.py"
