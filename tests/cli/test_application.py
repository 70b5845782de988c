"""Facts about the command line as a whole."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from holdfast import __version__
from holdfast.cli.application import run


def test_the_version_is_printed(capsys):
    assert run(["version"]) == 0
    assert capsys.readouterr().out == f"holdfast {__version__}\n"


def test_the_version_flag_needs_none_of_the_heavy_imports():
    code = (
        "import sys; sys.argv = ['holdfast', '--version']\n"
        "from holdfast.cli import main; main()\n"
        "assert not {'typer', 'rich', 'pydantic', 'msgspec', 'lxml', 'yaml'} & set(sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, f"holdfast {__version__}\n")


def test_help_names_every_command_and_the_exit_codes(capsys):
    assert run(["--help"]) == 0
    out = capsys.readouterr().out
    assert "convert" in out
    assert "130 interrupted" in " ".join(out.split())


def test_no_command_at_all_prints_the_help(capsys):
    assert run([]) == 2
    assert "Usage" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "what", "why", "todo"),
    [
        (["scann"], "There is no command named 'scann'", "are known", "did you mean 'scan'?"),
        (["config", "shwo"], "No such command 'shwo'. Did you mean 'show'?", "`holdfast config`", "--help"),
        (["gate", "--polcy", "x"], "No such option: --polcy", "`holdfast gate check`", "--policy"),
        (["scan", "--fail-on", "x"], "Invalid value for '--fail-on'", "'x' is not one of", "scan --help"),
        (["gate", "simulate"], "Missing option '--policy'", "`holdfast gate simulate`", "simulate --help"),
        (["scan", "--format"], "Option '--format' requires an argument", "`holdfast`", "--help"),
    ],
)
def test_wrong_usage_is_told_as_all_errors_are(arguments, what, why, todo, capsys):
    assert run(arguments) == 2
    out, err = capsys.readouterr()
    first, second, third, fourth = err.splitlines()
    assert out == ""
    assert first in {f"error[HF1001]: {what}", f"error[HF1002]: {what}"}
    assert second.startswith("  why: ")
    assert why in second
    assert third.startswith("  do:  ")
    assert todo in third
    assert fourth.startswith("  see: ")


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("holdfast sc", ["scan"]),
        ("holdfast gate ex", ["explain"]),
        ("holdfast scan --format ju", ["junit"]),
        ("holdfast gate --scanner ruf", ["ruff"]),
        ("holdfast convert --tool zi", ["zizmor"]),
        ("holdfast tools install hado", ["hadolint"]),
        ("holdfast scan --scanner depend", ["dependencies", "dependency-check"]),
        ("holdfast db st", ["status"]),
        ("holdfast secr", ["secrets"]),
        ("holdfast frob x", []),
    ],
)
def test_a_shell_gets_completions_and_nothing_else(words, offered):
    asked = {
        "_HOLDFAST_COMPLETE": "complete_bash",
        "COMP_WORDS": words,
        "COMP_CWORD": str(words.count(" ")),
    }
    done = subprocess.run(
        ["holdfast"],
        executable=str(Path(sys.executable).with_name("holdfast")),
        env=os.environ | asked,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout.split(), done.stderr) == (offered, "")


@pytest.mark.parametrize(
    "arguments",
    [["-q", "config", "validate"], ["config", "validate", "-q"], ["config", "validate", "--quiet"]],
)
def test_global_options_may_stand_behind_the_command(arguments, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOLDFAST_CONFIG_DIR", str(tmp_path / "none"))
    assert run(["config", "validate"]) == 0
    assert "There is no holdfast.yaml" in capsys.readouterr().err
    assert run(arguments) == 0
    assert capsys.readouterr().err == ""


def test_colour_may_be_asked_for_behind_the_command(tmp_path, capsys):
    report = tmp_path / "bandit.json"
    report.write_text('{"errors": [], "generated_at": "2026-01-01T00:00:00Z", "metrics": {}, "results": []}')
    assert run(["convert", str(report), "-f", "table", "--color", "always"]) == 0
    assert "\x1b[" in capsys.readouterr().out
    assert run(["--color", "always", "convert", str(report), "-f", "table", "--color", "never"]) == 0
    assert "\x1b[" not in capsys.readouterr().out


def test_defaults_are_in_the_help(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "120")
    assert run(["scan", "--help"]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "[default: (table)]" in out
    assert "[default: (. unless --url or --image)]" in out


def test_a_deliberate_error_exits_by_the_table(tmp_path, capsys):
    assert run(["convert", str(tmp_path / "missing.json")]) == 3
    assert capsys.readouterr().err.startswith("error[HF1201]: ")


def test_a_working_directory_that_is_gone_is_said_plainly(tmp_path, monkeypatch, capsys):
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert run(["scan"]) == 2
    assert "working directory" in capsys.readouterr().err
