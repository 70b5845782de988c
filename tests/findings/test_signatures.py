"""How a report is recognised by its content."""

import pytest

from holdfast.findings.signatures import (
    CsvHeader,
    JsonArray,
    JsonLines,
    JsonObject,
    SarifDriver,
    Shape,
    TextMarker,
    XmlRoot,
)

SARIF = b'{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "CodeQL"}}, "results": []}]}'


@pytest.mark.parametrize(
    ("signature", "data", "fit"),
    [
        pytest.param(JsonObject(("a", "b")), b' \n{"a": 1, "b": {}}', 2, id="object with all keys"),
        pytest.param(JsonObject(("a", "b")), b'{"a": 1}', 0, id="object without a key"),
        pytest.param(JsonObject(("a",)), b'[{"a": 1}]', 0, id="array is no object"),
        pytest.param(JsonObject(("a",)), b'{"a": 1', 0, id="object cut off"),
        pytest.param(JsonObject(("a",)), b"{" * 20_000, 0, id="object nested without end"),
        pytest.param(JsonObject((), {}), b"{}", 0, id="empty object"),
        pytest.param(JsonObject(("a",), {"kind": "x"}), b'{"a": 1, "kind": "x"}', 3, id="object of a kind"),
        pytest.param(
            JsonObject(("a",), {"kind": "x"}), b'{"a": 1, "kind": "y"}', 0, id="object of another kind"
        ),
        pytest.param(JsonObject(("a",), {"kind": "x"}), b'{"a": 1}', 0, id="object without kind"),
        pytest.param(JsonArray(("a",)), b'[{"a": 1}, 2]', 1, id="array of objects"),
        pytest.param(JsonArray(("a",), {"k": "x"}), b'[{"a": 1, "k" : "x" }]', 3, id="array of a kind"),
        pytest.param(JsonArray(("a",)), b"[]", 0, id="empty array"),
        pytest.param(JsonArray(("a",)), b"[1]", 0, id="array of numbers"),
        pytest.param(JsonArray(("a",)), b'[{"a": 1}', 0, id="array cut off"),
        pytest.param(JsonArray(("a",)), b'{"a": 1}', 0, id="object is no array"),
        pytest.param(JsonLines(("a",)), b'\n{"a": 1}\nrubbish', 1, id="lines of objects"),
        pytest.param(JsonLines(("a",)), b'{\n"a": 1}', 0, id="object over several lines"),
        pytest.param(JsonLines(("a",)), b"text", 0, id="no object in the line"),
        pytest.param(SarifDriver("codeql"), SARIF, 5, id="driver"),
        pytest.param(SarifDriver("ruff"), SARIF, 0, id="another driver"),
        pytest.param(SarifDriver("codeql"), b'{"runs": [1]}', 0, id="run of another shape"),
        pytest.param(SarifDriver("codeql"), b'{"a": 1}', 0, id="no SARIF"),
        pytest.param(XmlRoot("r"), b"<?xml version='1.0'?><r/>", 2, id="root"),
        pytest.param(XmlRoot("r"), b"<s/>", 0, id="another root"),
        pytest.param(XmlRoot("r", "http://x/"), b'<r xmlns="http://x/1.4"/>', 3, id="root of a namespace"),
        pytest.param(XmlRoot("r", "http://x/"), b"<r/>", 0, id="root without namespace"),
        pytest.param(XmlRoot("r"), b"<r>", 0, id="XML cut off"),
        pytest.param(XmlRoot("r"), b"r", 0, id="no XML"),
        pytest.param(CsvHeader(("A", "B")), b'"A", B,C\r\n1,2,3', 2, id="columns"),
        pytest.param(CsvHeader(("A", "B")), b"A;B\n1;2", 2, id="columns by semicolon"),
        pytest.param(CsvHeader(("A", "B")), b"A\tB\n1\t2", 2, id="columns by tab"),
        pytest.param(CsvHeader(("A", "D")), b"A,B\n", 0, id="a column is missing"),
        pytest.param(TextMarker(b"Report of X"), b"\n# Report of X\n", 1, id="marker"),
        pytest.param(TextMarker(b"Report of X"), b"x" * 5000 + b"Report of X", 0, id="marker too late"),
    ],
)
def test_a_signature_counts_the_facts_it_checked(signature, data, fit):
    assert signature.fit(Shape(data)) == fit


def test_the_first_line_is_text_whatever_the_bytes():
    assert Shape(b"\n\xff line\r\nnext").first_line == "\ufffd line"
