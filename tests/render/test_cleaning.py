"""Foreign text stays text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.render.cleaning import block, encodable, keep_end, line, percent_encoded, shortened

ANY = st.text(alphabet=st.characters(exclude_categories=()))


@given(ANY)
def test_a_line_is_one_line_that_can_be_encoded(text):
    assert len(line(text).splitlines()) <= 1
    assert line(text).encode() is not None


@given(ANY)
def test_a_block_keeps_lines_and_tabs_and_nothing_that_acts(text):
    kept = block(text)
    assert all(character in "\n\t" or character.isprintable() or ord(character) > 159 for character in kept)
    assert kept.encode() is not None


@pytest.mark.parametrize("hidden", ["\x1b[2J", "\u202e", "\u2066", "\udcff", "\x00", "\x9b31m", "\uffff"])
def test_what_acts_is_shown_as_replaced(hidden):
    assert line(f"a{hidden}b").startswith("a\ufffd")


def test_windows_and_old_mac_lines_become_lines():
    assert block("a\r\nb\rc") == "a\nb\nc"


def test_what_is_cut_ends_with_an_ellipsis_and_fits():
    assert shortened("abcdef", 4) == "abc…"
    assert shortened("abcd", 4) == "abcd"
    assert len(keep_end("/long/path/app.py:3", 9)) == 9


def test_the_end_of_a_path_is_kept():
    assert keep_end("src/deep/app.py:3", 10).endswith("app.py:3")


def test_encodable_changes_only_lone_surrogates():
    assert encodable("a\x1b\u202e\udcff") == "a\x1b\u202e\ufffd"


@given(ANY)
def test_any_text_can_stand_in_a_uri(text):
    assert percent_encoded(text, safe="/").isascii()


def test_a_byte_that_is_not_utf8_stays_that_byte_in_a_uri():
    assert percent_encoded("caf\udce9", safe="") == "caf%E9"
