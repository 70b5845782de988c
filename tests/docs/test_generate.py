"""The reference is written from the code, and is current."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from holdfast.app import App
from holdfast.config.fields import ANY_ITEM, place_at, setting_paths
from holdfast.errors import HoldfastError

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "docs" / "reference"


def generate(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(ROOT / "docs" / "generate.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)


def page(name: str) -> str:
    return (REFERENCE / name).read_text(encoding="utf-8")


def test_the_reference_is_current():
    result = generate("--check")

    assert result.returncode == 0, result.stderr


@pytest.fixture(scope="module")
def written(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("reference")
    assert generate("--folder", str(folder)).returncode == 0
    return folder


def test_it_is_the_same_each_time(written):
    standing = {path.name: path.read_bytes() for path in written.iterdir()}
    assert generate("--folder", str(written)).returncode == 0

    assert {path.name: path.read_bytes() for path in written.iterdir()} == standing


def test_a_page_that_differs_is_named_with_its_lines(written, tmp_path):
    written = shutil.copytree(written, tmp_path / "reference")
    (written / "errors.md").write_text("old\n", encoding="utf-8")
    (written / "formats.md").unlink()
    (written / "left_over.md").write_text(page("index.md"), encoding="utf-8")
    (written / "by_hand.md").write_text("# Notes\n", encoding="utf-8")
    result = generate("--check", "--folder", str(written))

    assert result.returncode == 1
    assert "-old" in result.stderr
    assert str(written / "formats.md") in result.stderr
    assert f"{written / 'left_over.md'}: nothing writes this page" in result.stderr
    assert "by_hand" not in result.stderr
    assert not (written / "formats.md").exists()


def is_value(place) -> bool:
    """Whether a path leads to a value, not to sections or a mapping or list of them."""
    inner = place.step("any") or place.step(0)
    return place.field is not None and not place.keys and not (inner and inner.keys)


def test_every_setting_is_there():
    text = page("settings.md")
    paths = [path for path in setting_paths() if is_value(place_at(path))]
    missing = [path for path in paths if f"`{'.'.join(path)}`".replace(f".{ANY_ITEM}", ANY_ITEM) not in text]

    assert len(paths) > 40
    assert missing == []


def test_every_error_has_its_anchor():
    def tree(kind):
        return [kind, *(found for child in kind.__subclasses__() for found in tree(child))]

    headings = set(page("errors.md").splitlines())
    assert {
        f"## {kind.code}" for kind in tree(HoldfastError) if kind.__module__ == "holdfast.errors"
    } <= headings


@pytest.mark.parametrize("name", ["scanners", "parsers", "formats"])
def test_every_plug_in_is_there(name):
    registry = getattr(App.here(), name)
    text = page(f"{name}.md")

    assert [plugin for plugin in registry.names if f"`{plugin}`" not in text] == []


def test_every_command_is_there():
    commands = (ROOT / "src" / "holdfast" / "cli" / "commands").glob("[a-z]*.py")
    headings = set(page("commands.md").splitlines())

    assert {f"## `holdfast {path.stem.replace('_', '-')}`" for path in commands} <= headings
