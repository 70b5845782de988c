"""The baseline file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.errors import ConfigError
from holdfast.gate import baseline
from holdfast.gate.baseline import HEADER, format_baseline, parse_baseline

ONE, TWO = "0" * 32, "f" * 32
fingerprints = st.text("0123456789abcdef", min_size=32, max_size=32)


@given(st.lists(fingerprints))
def test_what_is_written_is_read_again(known: list[str]):
    assert parse_baseline(format_baseline(known)) == frozenset(known)


@given(st.lists(fingerprints).flatmap(lambda known: st.tuples(st.just(known), st.permutations(known))))
def test_the_order_of_findings_does_not_change_the_bytes(orders: tuple[list[str], list[str]]):
    assert format_baseline(orders[0]) == format_baseline(orders[1])


@given(st.text())
def test_foreign_text_is_read_or_refused(text: str):
    try:
        known = parse_baseline(text)
    except ConfigError:
        return
    assert all(len(fingerprint) == 32 for fingerprint in known)


def test_the_file_is_one_fingerprint_a_line_sorted_under_a_header():
    assert format_baseline([TWO, ONE, TWO]) == f"{HEADER}\n{ONE}\n{TWO}\n"


def test_a_merged_file_from_windows_is_read():
    assert parse_baseline(f"\ufeff{HEADER}\r\n{TWO}\r\n\r\n{ONE}\r\n{TWO}") == {ONE, TWO}


def test_an_empty_baseline_knows_nothing():
    assert parse_baseline(f"{HEADER}\n") == frozenset()


@pytest.mark.parametrize("text", ["", ONE, "holdfast-baseline 2\n"])
def test_another_first_line_is_refused(text: str):
    with pytest.raises(ConfigError) as caught:
        parse_baseline(text, "known.txt")
    assert caught.value.what.startswith("known.txt:1: ")


def test_a_bad_line_is_named_with_its_number():
    with pytest.raises(ConfigError) as caught:
        parse_baseline(f"{HEADER}\n{ONE}\n\nB608\n", "known.txt")
    assert caught.value.what == "known.txt:4: 'B608' is not a fingerprint"
    assert caught.value.todo == "remove the line"


def test_digits_of_other_scripts_are_not_fingerprints():
    with pytest.raises(ConfigError):
        parse_baseline(f"{HEADER}\n{'٣' * 32}\n")


def test_a_mark_left_from_a_merge_is_recognised():
    with pytest.raises(ConfigError) as caught:
        parse_baseline(f"{HEADER}\n<<<<<<< HEAD\n{ONE}\n", "known.txt")
    assert caught.value.why == "it is left from a merge conflict"


def test_a_file_beyond_the_limit_is_refused():
    with pytest.raises(ConfigError) as caught:
        parse_baseline(" " * (baseline.MAX_CHARACTERS + 1))
    assert "64.0 MiB" in caught.value.why
