"""Facts about the place where objects are made."""

import subprocess
import sys

import pytest

from holdfast.app import KEY_VARIABLE, App
from holdfast.errors import ConfigError
from holdfast.findings.parsing import PUBLIC_KEY


@pytest.fixture(autouse=True)
def _no_key(monkeypatch):
    monkeypatch.delenv(KEY_VARIABLE, raising=False)
    monkeypatch.delenv(f"{KEY_VARIABLE}_FILE", raising=False)


def test_making_an_app_imports_nothing_heavy():
    code = "import sys; from holdfast.app import App; App.here(); assert 'pydantic' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_key_of_secret_hashes_is_public_unless_set(monkeypatch, tmp_path):
    assert App(tmp_path).secret_key == PUBLIC_KEY
    monkeypatch.setenv(KEY_VARIABLE, "own")
    assert App(tmp_path).secret_key == b"own"
    (tmp_path / "key").write_text("from the file\n")
    monkeypatch.setenv(f"{KEY_VARIABLE}_FILE", str(tmp_path / "key"))
    assert App(tmp_path).secret_key == b"from the file"


def test_a_key_file_that_cannot_be_read_is_no_silent_public_key(monkeypatch, tmp_path):
    monkeypatch.setenv(f"{KEY_VARIABLE}_FILE", str(tmp_path / "missing"))
    with pytest.raises(ConfigError):
        _ = App(tmp_path).secret_key


def test_the_configuration_of_the_folder_counts(tmp_path):
    (tmp_path / "holdfast.yaml").write_text("service: {name: shop}\n")
    assert App(tmp_path).config.config.service.name == "shop"


def test_a_scanner_that_does_not_exist_is_a_mistake_in_the_configuration(tmp_path):
    (tmp_path / "holdfast.yaml").write_text(
        "service: {name: shop}\nscan:\n  scanners:\n    ruf: {enabled: true}\n"
    )
    with pytest.raises(ConfigError) as caught:
        _ = App(tmp_path).config
    assert "holdfast.yaml:4" in caught.value.what
    assert "ruff" in f"{caught.value.why} {caught.value.todo}"


def test_each_part_is_made_once(tmp_path):
    app = App(tmp_path)
    assert app.parsers is app.parsers
    assert app.scan_project is app.scan_project
    assert app.toolbox is app.toolbox
    assert app.gate_project is app.gate_project


def test_the_database_of_advisories_lies_in_the_cache_unless_the_configuration_names_a_folder(tmp_path):
    app = App(tmp_path)
    assert app.advisories_file.is_relative_to(app.places.cache)
    (tmp_path / "holdfast.yaml").write_text("service: {name: shop}\nscan: {advisories: {folder: shared}}\n")
    assert App(tmp_path).advisories_file.parent == tmp_path / "shared"
