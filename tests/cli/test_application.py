"""Facts about the command line as a whole."""

import subprocess
import sys

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


@pytest.mark.parametrize("arguments", [["no-such-command"], ["convert", "--no-such-option"], []])
def test_wrong_usage_exits_with_2(arguments, capsys):
    assert run(arguments) == 2
    assert "Usage" in "".join(capsys.readouterr())


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
