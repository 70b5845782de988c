"""Elements of XML manifests by their local names."""

from holdfast.dependencies.elements import child, children, line_of, name_of, text
from holdfast.kit.bounded import read_xml

ROOT = read_xml(b'<a xmlns="urn:x">\n<b> one </b><b/><c><d>two</d><!-- no --><?no?></c></a>')


def test_names_are_read_without_namespaces():
    assert name_of(ROOT) == "a"
    assert [name_of(one) for one in children(ROOT, "b")] == ["b", "b"]
    assert list(children(None, "b")) == []


def test_texts_are_found_along_a_path():
    assert text(ROOT, "b") == "one"
    assert text(ROOT, "c", "d") == "two"
    assert text(ROOT, "no", "d") == text(None, "b") == ""
    assert child(ROOT, "no", "d") is None


def test_an_element_knows_its_line():
    assert line_of(child(ROOT, "b")) == 2
