"""The tree keeps the promises of CONTRIBUTING.md."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "holdfast"
PLUGINS = (
    "findings/parsers/",
    "scan/scanners/",
    "render/formats/",
    "dependencies/readers/",
    "scan/pipelines/rules/",
)
MAX_LINES = 400
MODULES = sorted(path for path in SOURCE.rglob("*.py"))
REGISTRY_HOSTS = re.compile(
    r"(pypi|pythonhosted|npmjs|yarnpkg)[.](org|com)|(deb|security)[.]debian[.]org", re.IGNORECASE
)
TEXT = {".py", ".md", ".txt", ".toml", ".yaml", ".yml", ".json", ".html", ".css", ".js", ".sh", ".cfg", ""}


def relative(path):
    return path.relative_to(SOURCE).as_posix()


def has_behaviour(module):
    """Whether there is something to test beside it; plug-ins are tested by data."""
    tree = ast.parse(module.read_text(encoding="utf-8"))
    has_functions = any(isinstance(node, ast.FunctionDef) for node in ast.walk(tree))
    return has_functions and not relative(module).startswith(PLUGINS)


@pytest.mark.parametrize("module", MODULES, ids=relative)
def test_a_file_is_at_most_400_lines(module):
    assert len(module.read_text(encoding="utf-8").splitlines()) <= MAX_LINES


@pytest.mark.parametrize("module", [m for m in MODULES if has_behaviour(m)], ids=relative)
def test_a_module_with_functions_has_its_test(module):
    name = relative(module)
    mirrored = ROOT / "tests" / Path(name).parent
    stem = module.stem if module.stem != "__init__" else module.parent.name
    own = [mirrored / f"test_{stem}.py", mirrored.parent / f"test_{stem}.py"]
    assert any(path.exists() for path in own), f"write {own[0].relative_to(ROOT)}"


def test_no_file_names_a_package_registry():
    ignored = {".git", ".venv", "node_modules", "site", "__pycache__", ".holdfast"}
    named = [
        path.relative_to(ROOT).as_posix()
        for path in ROOT.rglob("*")
        if path.is_file()
        and not ignored.intersection(path.relative_to(ROOT).parts)
        and path.suffix in TEXT
        and path != Path(__file__)
        and REGISTRY_HOSTS.search(path.read_text(encoding="utf-8", errors="replace"))
    ]
    assert named == []


def test_every_changelog_fragment_has_a_known_kind():
    kinds = {"added", "changed", "fixed", "removed", "security"}
    fragments = [path.name for path in (ROOT / "changelog.d").glob("*.md")]
    assert fragments
    assert [name for name in fragments if name.split(".")[-2] not in kinds] == []
