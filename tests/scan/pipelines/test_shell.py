"""Shell text becomes commands: what runs with which words, on which line, and what its failure does."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.scan.pipelines.shell import MAX_COMMANDS, read_shell


def words(text):
    return [command.words for command in read_shell(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a b # comment\nc#d", [("a", "b"), ("c#d",)]),
        ("a \\\n  b", [("a", "b")]),
        ("a 'b  c' \"d $e\"", [("a", "b  c", "d $e")]),
        ("echo '$a'", [("echo", "\\$a")]),
        ('x "$(basename "$1")" y', [("x", '$(basename "$1")', "y")]),
        ("a; b && c || d | e &", [("a",), ("b",), ("c",), ("d",), ("e",)]),
        ("if ! a b; then c; else d; fi", [("a", "b"), ("c",), ("d",)]),
        ("for i in 1 2; do a $i; done", [("for", "i", "in", "1", "2"), ("a", "$i")]),
        ("case $x in a|b) c;; *) d;; esac", [("case", "$x", "in", "a"), ("c",), ("d",)]),
        ("a <<EOF\nb c\nEOF\nd", [("a",), ("d",)]),
        ("a <<'E' && b\nx\nE\n", [("a",), ("b",)]),
        ("(cd x && a)", [("cd", "x"), ("a",)]),
        ("f() { a; }\nf", [("a",), ("f",)]),
        ("a >out 2>&1 <in", [("a",)]),
        ("bash -c 'a; b'", [("bash", "-c", "a; b"), ("a",), ("b",)]),
        ("a\r\nb\r\n", [("a",), ("b",)]),
        ("", []),
    ],
)
def test_commands_are_told_apart(text, expected):
    assert words(text) == expected


def test_operators_stand_on_both_sides():
    first, second, third = read_shell("a | b || true")
    assert (first.after, second.before, second.after, third.before) == ("|", "|", "||", "||")


def test_groups_are_counted():
    first, second, third, _ = read_shell("a || { b; c; }\nd")
    assert (first.opens, second.opens, third.closes) == (0, 1, 1)


def test_conditions_are_marked():
    assert [command.is_condition for command in read_shell("if a; then b; fi\nwhile c; do d; done")] == [
        True,
        False,
        True,
        False,
    ]


def test_lines_are_counted_over_continuations_and_here_documents():
    commands = read_shell("a \\\n  b\ncat <<X\none\ntwo\nX\nc 'd\ne'\nf", line=10)
    assert [(command.program, command.line, command.end_line) for command in commands] == [
        ("a", 10, 11),
        ("cat", 12, 12),
        ("c", 16, 17),
        ("f", 18, 18),
    ]


def test_a_function_that_passes_its_arguments_on_is_put_in_place_of_its_calls():
    commands = read_shell('check() {\n  tool "$@"\n}\ncheck --strict .\n')
    assert [(command.words, command.line) for command in commands] == [(("tool", "--strict", "."), 4)]


def test_redirections_are_kept():
    (command,) = read_shell("echo a >> file")
    assert command.is_written_to_file
    assert not read_shell("echo a >&2")[0].is_written_to_file


def test_the_number_of_commands_is_bounded():
    assert len(read_shell("a;" * (MAX_COMMANDS * 3))) <= MAX_COMMANDS + 1


@pytest.mark.parametrize(
    "piece", ["$(", '"$(', "'", '"', "`", "${", "((", "<<E\n", "a <<E ", "\\", "{ ", "f() "]
)
def test_hostile_text_takes_linear_time(piece):
    begin = time.process_time()
    read_shell(piece * 8_000)
    assert time.process_time() - begin < 2


@given(st.text("ab $(){}[]'\"`\\\n;&|<>#=!-", max_size=120))
def test_any_text_gives_commands_on_its_own_lines(text):
    last = text.count("\n") + 1
    for command in read_shell(text):
        assert 1 <= command.line <= command.end_line <= last
