"""The grammar goes by the name of a file, and what cannot be read is told by its line."""

import pytest

from holdfast.scan.javascript import syntax
from holdfast.scan.javascript.syntax import (
    NotJavaScriptError,
    below,
    first_error,
    has_word,
    parse,
    part,
    parts,
    text_of,
)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.js", "a = <b />"),
        ("a.mjs", "import a from 'a'"),
        ("a.vue", "a = <b />"),
        ("a.ts", "a = <b>c; let d: string"),
        ("a.mts", "enum A { B }"),
        ("a.cts", "let a: string"),
        ("src/a.tsx", "let a: string = <b />"),
        ("A.TSX", "let a: string = <b />"),
    ],
)
def test_the_end_of_the_name_chooses_the_grammar(path, text):
    assert first_error(parse(text.encode(), path)) is None


@pytest.mark.parametrize(("path", "text"), [("a.js", "let a: string"), ("a.ts", "a = <b />")])
def test_what_is_of_another_grammar_is_an_error(path, text):
    assert first_error(parse(text.encode(), path)) == 1


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a()\nb()", None),
        ("a()\n\nb(\nc = = 1", 3),
        ("a()\nlet = = 1", 2),
        ("function f() {\n  a()\n  if (b {}\n}\n", 3),
        ("a()\nb(", 2),
        ("", None),
    ],
)
def test_the_first_error_is_told_by_its_line(text, line):
    assert first_error(parse(text.encode(), "a.js")) == line


def test_comments_that_never_end_are_refused_for_the_time_they_take():
    with pytest.raises(
        NotJavaScriptError, match=r"^more than 50 comments begin in it, and none of them ends$"
    ):
        parse(b"/*\n" * (syntax.MOST_OPEN + 1), "a.js")
    assert parse(b"a('/*');\n" * syntax.MOST_OPEN, "a.js").type == "program"
    assert parse(b"a('/*');\n" * 1_000 + b"/* b */", "a.js").type == "program"


def test_bytes_that_are_not_text_are_read_as_far_as_they_are():
    root = parse(b"a('\xff')", "a.js")
    assert text_of(root) == "a('\ufffd')"


def test_parts_are_named_and_no_comments():
    root = parse(b"// one\na();\n/* two */ b();\n}", "a.js")
    assert [text_of(node) for node in parts(root)] == ["a();", "b();"]
    assert parts(None) == []


def test_a_part_is_found_under_the_first_field_that_is_there():
    (declaration,) = parts(parse(b"let a = 1", "a.js"))
    (declarator,) = parts(declaration)
    assert text_of(part(declarator, "left", "name", "value")) == "a"
    assert part(declarator, "left") is None
    assert text_of(None) == ""


def test_keywords_are_words_of_a_node():
    (function,) = parts(parse(b"async function f() {}", "a.js"))
    assert has_word(function, "async")
    assert not has_word(function, "static")


def test_everything_in_a_node_is_below_it():
    root = parse(b"a(b, [c])", "a.js")
    assert {text_of(node) for node in below(root) if node.type == "identifier"} == {"a", "b", "c"}
