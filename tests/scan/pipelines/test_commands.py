"""Questions about a command are answered from its words."""

import pytest

from holdfast.scan.pipelines.shell import read_shell


def command(text):
    return read_shell(text)[0]


@pytest.mark.parametrize(
    ("text", "program"),
    [
        ("A=1 B=2 tool x", "tool"),
        ("sudo -u app ./bin/tool x", "tool"),
        ("env X=1 tool", "tool"),
        ("timeout 30 tool", "tool"),
        ("nohup nice tool &", "tool"),
        ("X=1", ""),
        ("env", "env"),
    ],
)
def test_the_program_is_the_one_that_runs(text, program):
    assert command(text).program == program


def test_options_are_found_with_and_without_equals():
    one = command("tool --level=high --out file")
    assert one.has("--level")
    assert (one.value_of("--level"), one.value_of("--out"), one.value_of("--none")) == ("high", "file", "")
