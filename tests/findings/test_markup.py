"""HTML of reports as words."""

import time

from hypothesis import given
from hypothesis import strategies as st

from holdfast.findings.markup import clipped, plain_text


def test_tags_go_entities_are_resolved_and_paragraphs_are_lines():
    fragment = "<p>One &amp; two</p>\r\n<p>three<br/>four</p>\n\n<ul><li>five</li></ul>"

    assert plain_text(fragment) == "One & two\nthree\nfour\nfive"


def test_a_comparison_is_no_tag():
    assert plain_text("a < b and c > d") == "a < b and c > d"


def test_nothing_is_nothing():
    assert plain_text(None) == plain_text("") == clipped(None) == ""


def test_a_long_text_is_cut_and_says_so():
    assert clipped("x" * 11, 10) == "x" * 9 + "…"
    assert len(plain_text("word " * 10_000, 100)) == 100


@given(st.text(alphabet="<>/apbr &;#x!\n", max_size=400))
def test_any_fragment_gives_text_within_the_limit(fragment: str):
    assert len(plain_text(fragment, 50)) <= 50


def test_a_hostile_fragment_costs_little():
    started = time.process_time()
    plain_text("<" * 2_000_000)
    plain_text("<a " * 700_000)

    assert time.process_time() - started < 2
