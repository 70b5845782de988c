"""poetry.lock: what the samples do not show, and a real one."""

import json
from pathlib import Path

import pytest

from dependencies.readers.laws import found
from holdfast.dependencies.readers.poetry_lock import read
from holdfast.errors import ReportError
from holdfast.model.dependency import Scope

CORPUS = Path(__file__).parents[4] / "shared" / "corpus" / "osv"
DIGEST = "ab" * 32
OLD = f"""[[package]]
name = "Alpha"
version = "1.0"
category = "main"
optional = false

[package.dependencies]
beta_kit = [
    {{version = ">=1", markers = "x"}},
    {{version = ">=2", markers = "y"}},
]

[[package]]
name = "beta-kit"
version = "2.0"
category = "main"
optional = true

[[package]]
name = "gamma"
version = "3.0"
category = "dev"
optional = false

[[package]]
name = "own"
version = "0.1"
category = "main"
optional = false

[package.source]
type = "directory"
url = "../own"

[metadata]
lock-version = "1.1"

[metadata.files]
alpha = [
    {{file = "alpha.whl", hash = "sha256:{DIGEST}"}},
]
"""


def test_old_locks_keep_scopes_in_categories_and_hashes_apart():
    packages = found(read, "poetry.lock", OLD)
    assert {name: (one.line, one.scope, one.is_direct, one.path) for name, one in packages.items()} == {
        "Alpha@1.0": (2, Scope.RUNTIME, None, ()),
        "beta-kit@2.0": (14, Scope.OPTIONAL, None, ("Alpha@1.0",)),
        "gamma@3.0": (20, Scope.DEVELOPMENT, None, ()),
    }
    assert packages["Alpha@1.0"].hashes == (f"sha256:{DIGEST}",)


def test_the_oldest_locks_list_bare_digests():
    text = OLD.replace("[metadata.files]", "[metadata.hashes]").replace(
        f'    {{file = "alpha.whl", hash = "sha256:{DIGEST}"}},\n', f'    "{DIGEST}",\n'
    )
    assert found(read, "poetry.lock", text)["Alpha@1.0"].hashes == (f"sha256:{DIGEST}",)


def test_pyproject_toml_of_the_old_shape_says_what_is_direct():
    beside = {
        "pyproject.toml": '[tool.poetry.dependencies]\npython = "*"\nalpha = "*"\n'
        '[tool.poetry.dev-dependencies]\ngamma = "*"\nbeta-kit = "*"\n'
    }
    packages = found(read, "poetry.lock", OLD, beside)
    assert {name: (one.scope, one.is_direct) for name, one in packages.items()} == {
        "Alpha@1.0": (Scope.RUNTIME, True),
        "beta-kit@2.0": (Scope.RUNTIME, True),
        "gamma@3.0": (Scope.DEVELOPMENT, True),
    }


def test_an_extra_that_a_package_wants_is_needed_and_others_are_not():
    text = """[[package]]
name = "web"
version = "1"
[package.dependencies]
client = {version = "*", extras = ["fast"]}
[[package]]
name = "client"
version = "1"
[package.dependencies]
speed = {version = "*", optional = true}
tests = {version = "*", optional = true}
[package.extras]
fast = ["speed (>=1)"]
dev = ["tests"]
[[package]]
name = "speed"
version = "1"
[[package]]
name = "tests"
version = "1"
"""
    pyproject = '[project]\ndependencies = ["web"]\n[dependency-groups]\ndev = ["tests"]\n'
    packages = found(read, "poetry.lock", text, {"pyproject.toml": pyproject})
    assert {name: (one.scope, one.path) for name, one in packages.items()} == {
        "web@1": (Scope.RUNTIME, ()),
        "client@1": (Scope.RUNTIME, ("web@1",)),
        "speed@1": (Scope.RUNTIME, ("web@1", "client@1")),
        "tests@1": (Scope.DEVELOPMENT, ()),
    }


def test_an_entry_of_another_shape_is_stated_and_the_others_keep_their_lines():
    text = '[[package]]\nname = "a"\n\n[[package]]\nname = "b"\nversion = "1"\n'
    read_lock = read.read("poetry.lock", text.encode())
    assert [(str(one), one.line) for one in read_lock.dependencies] == [("b@1", 5)]
    assert [one.place for one in read_lock.problems] == ["package[0]"]


@pytest.mark.parametrize("data", [b"", b"a = 1", b"= 1", b"a = " + b"[" * 5000, b"\xff"])
def test_what_is_no_lock_file_is_refused(data):
    with pytest.raises(ReportError):
        read.read("poetry.lock", data)


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not on this machine")
def test_every_vulnerable_package_of_a_real_project_is_found_on_its_line():
    data = (CORPUS / "keep_2023-12.poetry.lock").read_bytes()
    lines = data.decode().splitlines()
    read_lock = read.read("poetry.lock", data)
    by_name = {(one.name.lower(), one.version): one for one in read_lock.dependencies}
    expected = json.loads((CORPUS / "expected_keep_2023-12.json").read_text(encoding="utf-8"))
    assert expected
    assert read_lock.problems == ()
    assert len(by_name) == data.count(b"[[package]]")
    for entry in expected:
        one = by_name[entry["package"].lower(), entry["version"]]
        assert lines[one.line - 1] == f'name = "{one.name}"'
