"""XML by names alone."""

from holdfast.findings.elements import elements, number_of, text_of, texts_of
from holdfast.kit.bounded import read_xml

ROOT = read_xml(b'<a xmlns="urn:one"><b x="1"><c> 1.5 </c><c/><c>two</c></b><d xmlns="urn:two">three</d></a>')


def test_an_element_is_found_whatever_its_namespace():
    assert text_of(ROOT, "d") == "three"
    assert text_of(ROOT, "b/c") == "1.5"
    assert [node.get("x") for node in elements(ROOT, "b")] == ["1"]


def test_what_is_not_there_is_empty():
    assert text_of(ROOT, "b/none") == ""
    assert texts_of(ROOT, "none") == ()
    assert number_of(ROOT, "none") is None


def test_empty_texts_are_left_out_and_long_ones_cut():
    assert texts_of(ROOT, "b/c") == ("1.5", "two")
    assert text_of(ROOT, "d", limit=3) == "th…"


def test_a_number_is_read_and_a_word_is_none():
    assert number_of(ROOT, "b/c") == 1.5
    assert number_of(ROOT, "d") is None
