"""Facts about ``holdfast tools``, with real installations."""

import json
import os
from pathlib import Path

import pytest

from holdfast.app import App
from holdfast.cli.application import run

pytestmark = pytest.mark.tools


def told(capsys, *arguments):
    code = run(["tools", *arguments])
    return code, capsys.readouterr()


def test_every_scanner_is_listed_with_its_place_or_how_to_get_it(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    code, printed = told(capsys, "list")
    assert code == 0
    for name in App.here().scanners.names:
        assert name in printed.out
    assert "trivy.dev" in printed.out


def test_the_list_is_there_as_json(capsys):
    code, printed = told(capsys, "list", "--json")
    assert code == 0
    assert {one["scanner"] for one in json.loads(printed.out)} == set(App.here().scanners.names)


def test_an_installed_scanner_is_verified(capsys):
    assert told(capsys, "install", "ruff")[0] == 0
    code, printed = told(capsys, "verify", "ruff")
    assert code == 0
    assert printed.out.split() == [
        "ruff",
        App.here().toolbox.pin(App.here().scanners.get("ruff")).version,
        "good",
    ]


def test_a_changed_program_is_found_out(capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("HOLDFAST_CACHE_DIR", str(tmp_path))
    _, printed = told(capsys, "install", "ruff")
    program = printed.out.split()[2]
    with Path(program).open("r+b") as file:
        file.seek(-1, os.SEEK_END)
        last = file.read(1)
        file.seek(-1, os.SEEK_END)
        file.write(bytes([last[0] ^ 1]))
    code, printed = told(capsys, "verify", "ruff")
    assert code == 1
    assert "good" not in printed.out


def test_nothing_installed_is_nothing_verified(capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("HOLDFAST_CACHE_DIR", str(tmp_path))
    code, printed = told(capsys, "verify")
    assert (code, printed.out) == (3, "")


@pytest.mark.parametrize("name", ["trivy", "no-such-scanner"])
def test_what_is_not_managed_cannot_be_installed(capsys, name, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    code, printed = told(capsys, "install", name)
    assert code in {2, 3}
    assert "error[HF" in printed.err
