"""Facts about ``holdfast config``."""

import json
from pathlib import Path

import pytest

from holdfast.cli.application import run

ROOT = Path(__file__).parents[3]
EXAMPLES = sorted(ROOT.glob("examples/**/holdfast.yaml"))


@pytest.fixture
def project(tmp_path, monkeypatch):
    def write(text=None):
        if text is not None:
            (tmp_path / "holdfast.yaml").write_text(text, encoding="utf-8")
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "xdg"))
        return tmp_path

    return write


def called(capsys, *arguments):
    code = run(["config", *arguments])
    return code, capsys.readouterr()


def test_a_valid_file_is_named_on_stdout(project, capsys):
    project("service: {name: shop}\n")
    code, printed = called(capsys, "validate")

    assert (code, printed.out) == (0, "valid: holdfast.yaml (service shop)\n")


def test_a_mistake_goes_to_stderr_and_the_code_is_2(project, capsys):
    project("service: {name: shop}\nscan:\n  timout: 5m\n")
    code, printed = called(capsys, "validate")

    assert (code, printed.out) == (2, "")
    assert printed.err.startswith("error[HF1101]: holdfast.yaml:3:3: scan.timout: unknown key\n")
    assert "did you mean 'timeout'?" in printed.err


def test_names_of_scanners_are_checked(project, capsys):
    project("service: {name: shop}\ngate:\n  required: [{scanner: rufff}]\n")
    code, printed = called(capsys, "validate")

    assert code == 2
    assert "holdfast.yaml:3:24: gate.required[0].scanner: there is no scanner named 'rufff'" in printed.err


def test_another_file_can_be_named(project, capsys):
    other = project("service: {}\n") / "other.yaml"
    other.write_text("service: {name: other}\n", encoding="utf-8")
    code, printed = called(capsys, "validate", "other.yaml")

    assert (code, printed.out) == (0, "valid: other.yaml (service other)\n")


def test_without_a_file_the_defaults_are_valid_and_that_is_said(project, capsys):
    code, printed = (project(), called(capsys, "validate"))[1]

    assert code == 0
    assert printed.out.startswith("valid: the defaults (service ")
    assert "holdfast init" in printed.err


def test_origins_stand_beside_the_values(project, capsys, monkeypatch):
    project("service: {name: shop}\n")
    monkeypatch.setenv("HOLDFAST_SCAN__JOBS", "3")
    _, yaml = called(capsys, "show", "--origin")
    _, table = called(capsys, "show", "--origin", "--format", "table")
    _, rows = called(capsys, "show", "--origin", "--format", "json")

    assert "  jobs: 3  # HOLDFAST_SCAN__JOBS\n" in yaml.out
    assert any(
        line.split() == ["service.name", '"shop"', "holdfast.yaml:1"] for line in table.out.splitlines()
    )
    assert {"setting": "scan.jobs", "value": 3, "origin": "HOLDFAST_SCAN__JOBS"} in json.loads(rows.out)


def test_without_origins_json_is_the_configuration(project, capsys):
    project("service: {name: shop}\n")
    code, printed = called(capsys, "show", "--format", "json")

    assert code == 0
    assert json.loads(printed.out)["service"]["name"] == "shop"
    assert "ORIGIN" not in called(capsys, "show", "--format", "table")[1].out


def test_the_schema_is_json(capsys):
    code, printed = called(capsys, "schema")

    assert code == 0
    assert json.loads(printed.out)["title"] == "holdfast.yaml"


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_example_is_valid(path, capsys):
    code, printed = called(capsys, "validate", str(path))

    assert code == 0, printed.err


def test_there_are_examples():
    assert EXAMPLES
