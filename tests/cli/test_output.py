"""Facts about documents in the formats that were asked for."""

import json
from dataclasses import replace

import pytest

from factories import decision, finding, run
from holdfast.app import App
from holdfast.cli.console import Console
from holdfast.cli.output import write
from holdfast.errors import UnknownNameError, UsageError
from holdfast.render.rendering import Document


@pytest.fixture
def put():
    formats = App.here().formats

    def call(*wanted, output=None, document=None):
        write(Console(), document or Document(run=run(findings=(finding(),))), formats, wanted, output)

    return call


def test_without_a_word_a_table_is_printed(put, capsys):
    put()
    assert "SQL built from text" in capsys.readouterr().out


def test_one_format_goes_to_stdout_and_the_others_to_files(put, capsys, tmp_path):
    put("json", f"sarif={tmp_path / 'a' / 'x.sarif'}", f"csv={tmp_path / 'x.csv'}")
    assert json.loads(capsys.readouterr().out)
    assert json.loads((tmp_path / "a" / "x.sarif").read_text())["version"] == "2.1.0"
    assert (tmp_path / "x.csv").exists()


@pytest.mark.parametrize("name", ["github", "sarif", "gitlab-sast", "gitlab-codequality"])
def test_formats_for_ci_count_paths_from_the_repository_and_others_from_the_folder(name, put, capsys):
    scanned = run(findings=(finding(),))
    document = Document(run=replace(scanned, target=replace(scanned.target, place="services/shop/")))
    put(name, document=document)
    assert "services/shop/src/app.py" in capsys.readouterr().out
    put("csv", document=document)
    assert "services/shop" not in capsys.readouterr().out


def test_files_have_no_colour_whatever_the_terminal_has(put, tmp_path, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    put("table", output=tmp_path / "table.txt")
    assert "\x1b" not in (tmp_path / "table.txt").read_text()


@pytest.mark.parametrize("wanted", [("json", "csv"), ("json", "json"), ("sarif=",)])
def test_each_format_needs_a_place_of_its_own(put, wanted):
    with pytest.raises(UsageError):
        put(*wanted)


def test_an_unknown_format_is_refused_with_a_guess(put):
    with pytest.raises(UnknownNameError) as caught:
        put("serif")
    assert "sarif" in caught.value.todo


def test_github_gets_a_summary_and_outputs(put, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    monkeypatch.setenv("GITHUB_OUTPUT", str(tmp_path / "output"))
    put("github", document=Document(run=run(findings=(finding(),)), decision=decision()))
    assert "SQL built from text" in (tmp_path / "summary.md").read_text()
    assert (tmp_path / "output").read_text() == f"verdict={decision().verdict}\nfindings=1\n"
    assert "::" in capsys.readouterr().out


def test_outside_of_github_nothing_is_written_beside(put, tmp_path, monkeypatch, capsys):
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    monkeypatch.delenv("GITHUB_OUTPUT", raising=False)
    put("github")
    assert capsys.readouterr().out
