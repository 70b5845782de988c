"""What the YAML reader takes, what it refuses, and that nothing else comes out of it."""

import re
import time

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from holdfast.config.nodes import Origin
from holdfast.config.yaml_reading import MAX_BYTES, MAX_DEPTH, MAX_NODES, read_yaml
from holdfast.errors import ConfigError


def plain(text: str):
    return read_yaml(text.encode(), "holdfast.yaml").plain()


def place(text: str, *path) -> str:
    return str(read_yaml(text.encode(), "f").at(path).origin)


def refused(data: bytes) -> str:
    with pytest.raises(ConfigError) as caught:
        read_yaml(data, "holdfast.yaml")
    return caught.value.what


@pytest.mark.parametrize(
    "word", ["1.10", "1.0", "0123", "0x1f", "1_000", "12:30:00", "on", "yes", "NO", "2027-01-31", ".5"]
)
def test_a_scalar_keeps_the_text_that_was_written(word):
    assert plain(f"a: {word}") == {"a": word}


@pytest.mark.parametrize("word", ["on", "yes", "no", "off", "true", "1.10", "null", "~"])
def test_a_key_is_the_word_that_was_written(word):
    assert plain(f"{word}: x") == {word: "x"}


@pytest.mark.parametrize("nothing", ["", "~", "null", "NULL"])
def test_nothing_behind_a_key_is_none_unless_it_is_quoted(nothing):
    assert plain(f"a: {nothing}") == {"a": None}
    assert plain(f"a: '{nothing}'") == {"a": nothing}


@pytest.mark.parametrize("text", ["", "\n", "# only a comment\n", "---\n", "~\n", "{}\n"])
def test_a_file_without_values_is_an_empty_mapping(text):
    assert plain(text) == {}


def test_values_and_keys_know_their_place():
    text = "scan:\n  exclude:\n    - a\n    - {b: c}\n  timeout: 5m\n"
    root = read_yaml(text.encode(), "f")

    assert place(text, "scan", "exclude") == "f:3:5"
    assert place(text, "scan", "exclude", 1, "b") == "f:4:11"
    assert place(text, "scan", "timeout") == "f:5:12"
    assert root.at(("scan", "timeout")).key == Origin("f", 5, 3)


def test_columns_count_characters_and_not_bytes():
    assert place("a: {ü: 'ö', b: c}", "a", "b") == "f:1:16"


def test_an_alias_has_the_value_of_its_anchor():
    assert plain("a: &x [1, 2]\nb: *x\n") == {"a": ["1", "2"], "b": ["1", "2"]}


def test_a_merge_key_adds_what_the_mapping_does_not_say_itself():
    text = "a: &a {x: 1, y: 1}\nb: &b {y: 2, z: 2}\nc: {<<: [*a, *b], x: 3}\nd: {<<: *a}\n"

    assert plain(text)["c"] == {"x": "3", "y": "1", "z": "2"}
    assert plain(text)["d"] == {"x": "1", "y": "1"}


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"\xef\xbb\xbfa: \xc3\xbc", "ü"),
        ("\ufeffa: ü".encode("utf-16-le"), "ü"),
        ("\ufeffa: ü".encode("utf-16-be"), "ü"),
        (b"a: \xf0\x9f\x98\x80\r\n", "😀"),
    ],
)
def test_byte_order_marks_and_windows_files_are_read(data, text):
    assert read_yaml(data, "f").plain() == {"a": text}


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"a: b\nc: d\xff", "holdfast.yaml:2:5: this is not UTF-8 text"),
        (b"a: b\n\x00", "holdfast.yaml:2:1: the character U+0000 is not allowed"),
        (b"a: \x1b[31m", "holdfast.yaml:1:4: the character U+001B is not allowed"),
        (b"a: b " * MAX_BYTES, "holdfast.yaml has 5.0 MiB"),
        (b"a: &a [*a]", "holdfast.yaml:1:8: *a names nothing above it"),
        (b"? {a: b}\n: c", "holdfast.yaml:1:3: a key must be a word"),
        (b"*a : b", "holdfast.yaml:1:1: a key must be a word"),
    ],
)
def test_what_cannot_be_settings_is_refused_with_its_place(data, message):
    assert refused(data) == message


def test_depth_is_bounded_also_through_aliases():
    chain = "a0: &a0 [x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}]\n" for n in range(1, 5000))

    assert f"nested deeper than {MAX_DEPTH} levels" in refused(chain.encode())
    assert f"nested deeper than {MAX_DEPTH} levels" in refused(b"a: " + b"[" * 1_000_000)
    assert plain("a: " + "[" * (MAX_DEPTH - 1) + "]" * (MAX_DEPTH - 1))


@pytest.mark.parametrize(
    "bomb",
    [
        "a: [" + "x," * (MAX_NODES + 1) + "]",
        "a: &a [" + "x," * 1000 + "]\n" + "".join(f"b{n}: *a\n" for n in range(100)),
        "a: &a {"
        + ",".join(f"k{n}: v" for n in range(1000))
        + "}\n"
        + "".join(f"b{n}: {{<<: *a}}\n" for n in range(100)),
    ],
)
def test_a_file_that_unfolds_without_end_is_refused_soon(bomb):
    start = time.process_time()

    assert f"more than {MAX_NODES} values" in refused(bomb.encode())
    assert time.process_time() - start < 3.0


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data):
    read_or_refused(data)


WORDS = (
    "a",
    "b: ",
    "&x ",
    "*x",
    "!t ",
    "<<: ",
    "---\n",
    "...\n",
    "# c\n",
    "|\n",
    ">\n",
    "- ",
    "? ",
    ", ",
    ": ",
)
SIGNS = st.sampled_from((*WORDS, *"{}[]'\"%@\\~\n \t\u2028é"))


@given(st.lists(SIGNS, max_size=60).map("".join))
def test_any_mixture_of_yaml_signs_is_read_or_refused(text):
    read_or_refused(text.encode())


def read_or_refused(data: bytes) -> None:
    message, values = "f:1:1: ", {}
    try:
        values = read_yaml(data, "f").plain()
    except ConfigError as error:
        message = error.what

    assert re.match(r"f:\d+:\d+: ", message)
    assert isinstance(values, dict)


TEXTS = st.text("ab 1.:#-'\"{}[]*&!%@\\ \u00e9\U0001f600", max_size=6)
NAMES = st.text("abcdef", min_size=1, max_size=3)
VALUES = st.recursive(
    TEXTS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3), max_leaves=6
)


@given(st.dictionaries(NAMES, VALUES, max_size=3))
def test_texts_written_by_another_yaml_library_come_back_unchanged(document):
    data = yaml.safe_dump(document, allow_unicode=True, default_style='"')

    assert read_yaml(data.encode(), "f").plain() == document
