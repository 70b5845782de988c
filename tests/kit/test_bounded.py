"""Foreign JSON, XML and HTML within limits."""

import codecs

import pytest

from holdfast.errors import ReportError, ReportTooLarge
from holdfast.kit.bounded import as_utf8, read_html, read_json, read_xml


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_says_how_to_read_the_text(encoding: str):
    assert as_utf8("{ä}".encode(encoding)) == "{ä}".encode()
    assert as_utf8(codecs.BOM_UTF8) == b""


def test_more_bytes_than_the_limit_are_refused():
    with pytest.raises(ReportTooLarge):
        as_utf8(b"xx", limit_bytes=1)


@pytest.mark.parametrize("data", [b"[" * 100_000, b'{"a":' * 100_000])
def test_json_that_is_too_deep_is_refused(data: bytes):
    with pytest.raises(ReportError):
        read_json(data)


@pytest.mark.parametrize("data", [b"", b"{", b"\xff", b'{"a": 1} x'])
def test_what_is_not_json_is_refused(data: bytes):
    with pytest.raises(ReportError):
        read_json(data)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (rb"a\udcff.py", "a\ufffd.py"),
        (rb"\uD83D\uDE00 \ud83d \udcff\udcfe", "\U0001f600 \ufffd \ufffd\ufffd"),
        (rb"\\udcff \udcff", "\\udcff \ufffd"),
    ],
)
def test_half_a_surrogate_pair_does_not_cost_the_report(text: bytes, expected: str):
    assert read_json(b'{"%s": ["%s"]}' % (text, text)) == {expected: [expected]}


def test_a_prefix_that_nobody_declared_is_forgiven():
    root = read_xml(b'<a><b xsi:nil="true"/></a>')

    assert [node.tag for node in root] == ["b"]


@pytest.mark.parametrize("data", [b"", b"<a>", b"<a", b'<a xsi:nil="1"><b></a>', b"x", b"<a/><b/>"])
def test_what_is_not_well_formed_is_refused(data: bytes):
    with pytest.raises(ReportError):
        read_xml(data)


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>',
        b'<!DOCTYPE a [<!ENTITY b "c">]><a xsi:nil="1">&b;</a>',
        b"<a>" * 5000,
    ],
)
def test_xml_with_entities_or_endless_depth_is_refused(data: bytes):
    with pytest.raises(ReportError):
        read_xml(data)


def test_a_dtd_without_entities_is_allowed():
    assert read_xml(b"<!DOCTYPE a [<!ELEMENT a ANY>]><a/>").tag == "a"


def test_html_is_read_as_a_browser_does():
    root = read_html("<!doctype html><p>ä<td>x".encode())

    assert "".join(map(str, root.itertext())) == "äx"


@pytest.mark.parametrize("data", [b"", b" ", b"<!-- -->"])
def test_html_without_an_element_is_refused(data: bytes):
    with pytest.raises(ReportError):
        read_html(data)
