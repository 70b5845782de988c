"""Facts about where a command writes, and in which colours."""

import pytest

from holdfast.cli.console import CI_WIDTH, Colour, Console
from holdfast.errors import StorageError

VARIABLES = ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "TERM", "CI", "COLUMNS")


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch):
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("colour", "variables", "is_terminal", "expected"),
    [
        (Colour.AUTO, {}, True, True),
        (Colour.AUTO, {}, False, False),
        (Colour.AUTO, {"NO_COLOR": "1"}, True, False),
        (Colour.AUTO, {"NO_COLOR": ""}, True, True),
        (Colour.AUTO, {"FORCE_COLOR": "1"}, False, True),
        (Colour.AUTO, {"CLICOLOR_FORCE": "1"}, False, True),
        (Colour.AUTO, {"NO_COLOR": "1", "FORCE_COLOR": "1"}, True, False),
        (Colour.AUTO, {"TERM": "dumb"}, True, False),
        (Colour.ALWAYS, {"NO_COLOR": "1"}, False, True),
        (Colour.NEVER, {"FORCE_COLOR": "1"}, True, False),
    ],
)
def test_colour_follows_the_option_then_the_variables_then_the_terminal(
    monkeypatch, colour, variables, is_terminal, expected
):
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert Console(colour).is_coloured(is_terminal=is_terminal) is expected


@pytest.mark.parametrize(
    ("columns", "width"), [("", CI_WIDTH), ("72", 72), ("0", CI_WIDTH), ("wide", CI_WIDTH)]
)
def test_without_a_terminal_the_width_is_fixed_unless_told(monkeypatch, capsys, columns, width):
    monkeypatch.setenv("COLUMNS", columns)
    assert Console().width == width


def test_progress_moves_only_on_a_terminal():
    assert Console().is_live is False


def test_a_quiet_console_says_nothing_but_the_result(capsys):
    console = Console(is_quiet=True)
    console.say("hint")
    console.result("answer\n")
    assert capsys.readouterr() == ("answer\n", "")


def test_hints_go_to_stderr_as_they_are(capsys):
    Console().say("see [docs] at /a/b")
    assert capsys.readouterr() == ("", "see [docs] at /a/b\n")


def test_a_result_is_written_to_a_file_whose_folder_is_made(tmp_path, capsys):
    target = tmp_path / "out" / "report.json"
    Console().result("{}\n", target)
    assert target.read_text() == "{}\n"
    assert capsys.readouterr().out == ""


def test_a_place_that_cannot_be_written_is_an_error_of_storage(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError):
        Console().result("text", tmp_path / "file" / "out.json")
