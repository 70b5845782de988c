"""Foreign YAML within limits."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.errors import ReportError, ReportTooLarge
from holdfast.kit.plain_yaml import MAX_DEPTH, line_of, read_yaml, read_yaml_documents


def test_every_scalar_is_text():
    assert read_yaml(b"a: 1.10\nb: yes\nc: [null, 2001-01-01]\nd:\n") == {
        "a": "1.10",
        "b": "yes",
        "c": ["null", "2001-01-01"],
        "d": "",
    }


def test_a_key_knows_its_line():
    value = read_yaml(b"\na:\n  'b c': 1\n")
    assert [line_of(key) for key in value] == [2]
    assert [line_of(key) for key in value["a"]] == [3]
    assert line_of("made by hand") is None


def test_a_tag_builds_nothing():
    assert read_yaml(b"a: !!python/object/apply:os.system [echo]") == {"a": ["echo"]}


def test_a_stream_may_hold_several_documents():
    assert read_yaml_documents(b"--- {a: 1}\n--- [b]\n--- c\n") == [{"a": "1"}, ["b"], "c"]


def test_an_empty_file_is_an_empty_mapping():
    assert read_yaml(b"# nothing\n") == {}


@pytest.mark.parametrize(
    "data",
    [
        b"a: &a [x]\nb: [*a, *a]",
        b"[" * (MAX_DEPTH + 1) + b"]" * (MAX_DEPTH + 1),
        b"- " * 100_000 + b"x",
        b"{a: " * 100_000,
    ],
)
def test_what_expands_or_is_too_deep_is_refused(data: bytes):
    with pytest.raises(ReportTooLarge):
        read_yaml(data)


@pytest.mark.parametrize("data", [b"a: [", b"\x00", b"? [a]\n: b", b"a: b: c", b"%YAML 9"])
def test_what_is_not_plain_yaml_is_refused(data: bytes):
    with pytest.raises(ReportError):
        read_yaml(data)


@given(st.binary(max_size=200) | st.text(alphabet="ab:-[]{}&*!? \n\"'|>#%@,", max_size=100).map(str.encode))
def test_any_bytes_give_values_or_a_clear_error(data: bytes):
    with contextlib.suppress(ReportError):
        read_yaml_documents(data)
