"""HTML built from parts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from holdfast.render.html.markup import Markup, escaped, facts, icon, joined, link, tag, verbatim

ANY = st.text(alphabet=st.characters(exclude_categories=()))


@given(ANY, ANY)
def test_foreign_text_and_attributes_stay_text(text, attribute):
    element = html.fragment_fromstring(tag("p", text, title=attribute))
    assert len(element) == 0
    assert set(element.attrib) == {"title"}


def test_what_was_built_here_is_not_escaped_again():
    assert tag("p", tag("b", "<"), "&") == "<p><b>&lt;</b>&amp;</p>"
    assert escaped(Markup("<b>")) == "<b>"


def test_attributes_are_named_as_html_names_them():
    assert tag("a", class_="x", aria_label="y", data_a="", open=True, hidden=False, id=None) == (
        '<a class="x" aria-label="y" data-a="" open></a>'
    )


def test_elements_without_content_close_themselves():
    assert tag("input", type="search") == '<input type="search"/>'


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", " http://x", ""]
)
def test_only_the_web_is_linked(address):
    assert "href" not in link(address)


@pytest.mark.parametrize("address", ["https://a.example/?a=1&b=2", "HTTP://a.example"])
def test_a_page_of_the_web_is_linked_without_telling_it_where_from(address):
    element = html.fragment_fromstring(link(address))
    assert (element.get("href"), element.get("rel")) == (address, "noopener noreferrer")


def test_a_style_or_script_cannot_hold_its_own_end():
    assert verbatim("style", "a > b {}") == "<style>a > b {}</style>"
    with pytest.raises(ValueError, match="own end"):
        verbatim("script", "'</SCRIPT>'")


def test_empty_facts_are_left_out():
    assert facts([("A", ""), ("B", None)]) == ""
    assert facts([("A", "1"), ("B", "")]) == "<dl><dt>A</dt><dd>1</dd></dl>"


def test_an_icon_is_hidden_from_readers_of_the_screen():
    assert 'aria-hidden="true"' in icon("pass")


def test_none_is_nothing():
    assert joined([None, "a", None]) == "a"
