"""Facts about ``holdfast init``."""

import json
from pathlib import Path

import pytest

from holdfast.app import App
from holdfast.cli.application import run
from holdfast.config.load import load
from holdfast.config.schema import SCHEMA_FILE
from holdfast.config.sources import Sources
from holdfast.kit.tree import walk
from holdfast.scan.scanning import Files

EXAMPLE = Path(__file__).parents[3] / "examples" / "chatbot"

REPOSITORIES = {
    "empty": {},
    "python": {"pyproject.toml": "[project]\nname = 'shop'\n", "shop/app.py": "", "uv.lock": ""},
    "node": {"package.json": '{"name": "shop"}', "index.js": "", "package-lock.json": "{}", "a.min.js": ""},
    "infrastructure": {"main.tf": "", "Dockerfile": "FROM scratch\n", "run.sh": "#!/bin/sh\n"},
    "pipelines": {".github/workflows/ci.yml": "on: push\n", "Jenkinsfile": "", "CODEOWNERS": "* @team\n"},
    "awkward names": {"größe \U0001f600/a b.py": "", "a: b #c.sh": "", "$HOME.py": "", "'\"": ""},
}


@pytest.fixture(params=sorted(REPOSITORIES))
def repository(request, tmp_path):
    root = tmp_path / "my shop"
    root.mkdir()
    for name, text in REPOSITORIES[request.param].items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def loaded(folder: Path):
    return load(Sources(folder=folder, file=folder / "holdfast.yaml", system=folder / "none"))


def test_what_is_written_is_valid(repository, capsys):
    code = run(["init", str(repository)])

    assert code == 0
    assert capsys.readouterr().out == f"{repository / 'holdfast.yaml'}\n"
    assert loaded(repository).config.service.name in ("shop", "my shop")
    assert json.loads((repository / SCHEMA_FILE).read_text(encoding="utf-8"))["title"] == "holdfast.yaml"


def test_required_scanners_have_something_to_read(repository):
    run(["init", str(repository)])
    tree, scanners = walk(repository), App.here().scanners

    for item in loaded(repository).config.gate.required:
        reads = scanners.get(item.scanner).reads
        if isinstance(reads, Files):
            assert tree.select(reads.wants), f"{item.scanner} would have nothing to read"


def test_a_file_that_is_there_stays(repository, capsys):
    (repository / "holdfast.yml").write_text("service: {name: mine}\n", encoding="utf-8")
    code = run(["init", str(repository)])

    assert code == 2
    assert "holdfast.yml exists" in capsys.readouterr().err
    assert not (repository / "holdfast.yaml").exists()


def test_force_replaces_the_file(tmp_path):
    (tmp_path / "holdfast.yaml").write_text("broken: [", encoding="utf-8")

    assert run(["init", str(tmp_path)]) == 2
    assert run(["init", str(tmp_path), "--force"]) == 0
    assert loaded(tmp_path).config.service.name == tmp_path.name


def test_force_does_not_make_a_second_configuration(tmp_path):
    (tmp_path / "holdfast.yml").write_text("service: {name: mine}\n", encoding="utf-8")

    assert run(["init", str(tmp_path), "--force"]) == 2
    assert not (tmp_path / "holdfast.yaml").exists()


def test_a_dry_run_prints_and_writes_nothing(repository, capsys):
    before = sorted(repository.rglob("*"))
    code = run(["init", str(repository), "--dry-run"])

    assert code == 0
    assert "\nservice:\n  name: " in capsys.readouterr().out
    assert sorted(repository.rglob("*")) == before


def test_a_folder_that_is_not_there_is_wrong_usage(tmp_path, capsys):
    assert run(["init", str(tmp_path / "none")]) == 2
    assert "is not a folder" in capsys.readouterr().err


def test_the_example_service_gets_a_valid_file(tmp_path, capsys):
    if not EXAMPLE.is_dir():
        pytest.skip("no example here")
    run(["init", str(EXAMPLE), "--dry-run"])
    (tmp_path / "holdfast.yaml").write_text(capsys.readouterr().out, encoding="utf-8")
    required = {item.scanner for item in loaded(tmp_path).config.gate.required}

    assert {
        "ruff",
        "zizmor",
        "hadolint",
        "shellcheck",
        "secrets",
        "dependencies",
        "pipelines",
        "python-code",
        "javascript-code",
    } <= required
