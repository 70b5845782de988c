"""Markdown that foreign text cannot break out of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from holdfast.render.cleaning import line
from holdfast.render.markdown import code, collapsed, row, table, text

ANY = st.text(alphabet=st.characters(exclude_categories=()))


def rendered(markdown):
    return MarkdownIt("commonmark", {"html": True}).enable("strikethrough").renderInline(markdown)


@given(ANY)
def test_any_text_is_words_again_when_rendered(foreign):
    shown = rendered(f"x{text(foreign)}x").replace("\u200b", "")
    plain = shown.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
    assert plain == f"x{line(foreign)}x"


@given(ANY)
def test_any_text_is_one_code_span_when_rendered(foreign):
    content = line(foreign).replace("|", "")
    shown = rendered(f"x{code(content)}x")
    assert shown.count("<code>") == shown.count("</code>") == (1 if content else 0)
    assert "<code>" not in shown or shown.startswith("x<code>")


@pytest.mark.parametrize("hostile", ["@everyone", "#12", "a@b", "x#1"])
def test_nobody_and_no_issue_is_named(hostile):
    assert "&#8203;" in text(hostile)


@pytest.mark.parametrize("hostile", ["https://evil.example", "www.evil.example", "![x](y)", "<b>", "$a$"])
def test_links_emoji_images_html_and_formulas_are_broken(hostile):
    assert hostile not in text(hostile)


def test_a_bar_does_not_end_a_cell():
    assert text("a|b") == "a\\|b"
    assert code("a|b") == "`a\\|b`"


def test_a_table_without_rows_is_nothing():
    assert table(["A", "B"], []) == []
    assert table(["A", "B"], [row(["1", "2"])]) == ["", "| A | B |", "| --- | --- |", "| 1 | 2 |", ""]


def test_nothing_is_not_collapsed():
    assert collapsed("title", []) == []
    assert collapsed("title", ["x"])[1] == "<details><summary>title</summary>"
