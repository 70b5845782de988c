"""Whatever is read comes to an end: what cannot be read is named by its line, the rest is followed."""

from contextlib import suppress
from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.scan.javascript.analysis import analyse
from holdfast.scan.javascript.syntax import NotJavaScriptError
from scan.javascript.examples import BAD, GOOD

FLOW = "app.get('/', (req, res) => {\n  eval(req.query.a);\n});\n"
SNIPPETS = [dedent(text) for table in (BAD, GOOD) for texts in table.values() for text in texts]
NAMES = ["a.js", "a.ts", "a.tsx", "a.jsx", "a.mjs"]


@pytest.mark.parametrize("path", NAMES)
def test_a_flow_names_its_place_and_its_source(path):
    (weakness,) = analyse(FLOW.encode(), path).weaknesses
    assert (weakness.rule, weakness.line, weakness.column) == ("code-injection", 2, 3)
    assert (weakness.source, weakness.source_line, weakness.is_certain) == ("req.query", 2, True)


def test_weaknesses_come_in_the_order_of_the_file():
    text = "app.get('/', (req, res) => {\n  eval(req.query.b); eval(req.query.c);\n});\n" + FLOW
    assert [(found.line, found.column) for found in analyse(text.encode(), "a.js").weaknesses] == [
        (2, 3),
        (2, 22),
        (5, 3),
    ]


def test_text_of_unknown_origin_is_no_certain_weakness():
    (weakness,) = analyse(b"function f(text) { return eval(text); }", "a.js").weaknesses
    assert (weakness.is_certain, weakness.source) == (False, "")
    assert analyse(b"function f() { return eval('1 + 1'); }", "a.js").weaknesses == ()


@pytest.mark.parametrize(
    ("broken", "line"),
    [
        ("let = = 1;\n", 4),
        ("function (\n", 4),
        ("const a = {\n  b: ,\n};\n", 5),
        ("class A { f( }\n", 4),
        ("if (a {\n", 4),
        ("const a = 'b\n", 4),
    ],
)
def test_a_part_that_cannot_be_read_is_named_and_the_rest_is_followed(broken, line):
    analysis = analyse((FLOW + broken).encode(), "a.js")
    assert [weakness.rule for weakness in analysis.weaknesses] == ["code-injection"]
    assert analysis.given_up == (f"line {line}",)


def test_what_stands_behind_a_broken_part_is_followed():
    analysis = analyse(("let = = 1;\n" + FLOW).encode(), "a.js")
    assert [weakness.line for weakness in analysis.weaknesses] == [3]
    assert analysis.given_up == ("line 1",)


@pytest.mark.parametrize(
    "data", [b"", b"\n", b"// nothing\n", b"#!/usr/bin/env node\n", b"\xef\xbb\xbflet a = 1;\n"]
)
def test_an_empty_file_has_no_weakness(data):
    analysis = analyse(data, "a.js")
    assert (analysis.weaknesses, analysis.given_up) == ((), ())


def test_a_mark_of_the_encoding_hides_nothing():
    assert len(analyse(b"\xef\xbb\xbf" + FLOW.encode(), "a.js").weaknesses) == 1
    assert len(analyse(b"#!/usr/bin/env node\n" + FLOW.encode(), "a.js").weaknesses) == 1
    assert len(analyse(FLOW.replace("\n", "\r\n").encode(), "a.js").weaknesses) == 1


def test_types_are_read_only_where_the_name_says_so():
    text = b"const f = (a: string): void => {};\n"
    assert analyse(text, "a.ts").given_up == ()
    assert analyse(text, "a.js").given_up != ()


def test_a_column_counts_characters_of_the_line():
    (weakness,) = analyse("/* \u00e4\u00f6 */ eval(location.hash);".encode(), "a.js").weaknesses
    assert weakness.line == 1


DEEP = [
    "(\n" * 10_000 + "1" + ")\n" * 10_000,
    "[\n" * 10_000 + "]\n" * 10_000,
    "{\n" * 10_000 + "}\n" * 10_000,
    "a" + ".b()\n" * 5_000,
    "a" + "\n+ a" * 10_000,
    "a" + "\n.b" * 10_000,
    "a" + "[0]\n" * 10_000,
    "!\n" * 10_000 + "a",
    "a" + "\n? a : a" * 5_000,
    "if (a) {\n" * 5_000 + "}\n" * 5_000,
    "() =>\n" * 5_000 + "a",
    "f(\n" * 5_000 + ")\n" * 5_000,
    "a.then(() => {\n" * 5_000 + "})\n" * 5_000,
    "<a>\n" * 5_000 + "</a>\n" * 5_000,
    "a =\n" * 5_000 + "1",
    "else if (a) {}\n" * 5_000,
    "if (a) {}\n" + "else if (a) {}\n" * 5_000,
    "function f() {\n" * 5_000 + "}\n" * 5_000,
    "/*\n" * 40,
]


@pytest.mark.parametrize("deep", DEEP, ids=lambda deep: repr(deep[:16]))
@pytest.mark.parametrize("path", ["a.js", "a.tsx"])
def test_what_is_nested_deeply_is_left_out_and_the_rest_is_followed(deep, path):
    analysis = analyse((FLOW + deep + "\n").encode(), path)
    assert ("code-injection", 2) in {(found.rule, found.line) for found in analysis.weaknesses}


@pytest.mark.parametrize(
    "deep",
    ["(\n" * 10_000, "`${\n" * 10_000, "const { a: " + "{ a:\n" * 5_000 + "b" + "}\n" * 5_000 + " } = c"],
    ids=["open brackets", "open templates", "pattern"],
)
def test_what_cannot_be_read_for_its_depth_is_refused(deep):
    with pytest.raises(NotJavaScriptError):
        analyse((FLOW + deep).encode(), "a.js")


def test_what_is_too_deep_is_named_by_its_line():
    (given_up,) = analyse((FLOW + "a([\n" * 10_000 + "])\n" * 10_000).encode(), "a.js").given_up
    assert given_up.startswith("line ")


def test_what_a_program_wrote_for_programs_is_refused():
    part = "!function(e,t){var n={};for(var i=0;i<t.length;i++)n[t[i]]=e(t[i]);return n}(a,b);"
    with pytest.raises(NotJavaScriptError, match="minified"):
        analyse((part * (2**20 // len(part))).encode(), "a.min.js")
    assert analyse(part.encode(), "a.js").weaknesses == ()


def test_a_large_file_of_statements_ends_within_the_limit_of_steps():
    part = "!function(e,t){var n={};for(var i=0;i<t.length;i++)n[t[i]]=e(t[i]);return n}(a,b);\n"
    analysis = analyse((part * (2**18 // len(part))).encode(), "a.js")
    assert analysis.weaknesses == ()
    assert len(analysis.given_up) <= 2


def test_a_large_file_of_data_is_read_as_well():
    text = "export default {" + ",\n".join(f"key{number}: [{number}, 'a']" for number in range(20_000)) + "};"
    assert analyse(text.encode(), "a.js").weaknesses == ()


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=80), st.sampled_from(NAMES))
def test_any_text_is_read_or_refused(text, path):
    with suppress(NotJavaScriptError):
        assert analyse(text.encode("utf-8", "surrogatepass"), path).weaknesses is not None


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet="abc(){}[]<>=>.,;:'\"`$!?/\\ \n+*&|@#0", max_size=60), st.sampled_from(NAMES))
def test_any_signs_are_read_or_refused(text, path):
    with suppress(NotJavaScriptError):
        assert analyse(text.encode(), path).weaknesses is not None


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=60), st.sampled_from(NAMES))
def test_any_bytes_are_read_or_refused(data, path):
    with suppress(NotJavaScriptError):
        assert analyse(data, path).weaknesses is not None


@settings(deadline=None, max_examples=60)
@given(st.data(), st.sampled_from(SNIPPETS), st.sampled_from(NAMES))
def test_a_damaged_file_is_read_or_refused(data, text, path):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 20)))
    middle = data.draw(
        st.sampled_from(["", "(", "{", "}", "`", "${", "...", "=>", "[", "'", "<", "/", "?.", "\0"])
    )
    with suppress(NotJavaScriptError):
        assert analyse((text[:start] + middle + text[end:]).encode(), path).weaknesses is not None


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(SNIPPETS), st.integers(0, 2000), st.sampled_from(NAMES))
def test_a_file_that_breaks_off_is_read_or_refused(text, length, path):
    with suppress(NotJavaScriptError):
        assert analyse(text[:length].encode(), path).weaknesses is not None


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(SNIPPETS), min_size=2, max_size=4))
def test_files_put_together_are_read(texts):
    with suppress(NotJavaScriptError):
        assert analyse("\n".join(texts).encode(), "a.tsx").weaknesses is not None
