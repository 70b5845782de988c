"""package.json, pyproject.toml, setup.cfg and Pipfile without a lock file, and bun.lock's odd corners."""

import json
import time

import pytest

from dependencies.readers.laws import found, reads_or_refuses
from holdfast.dependencies.readers import bun_lock, package_json, pipfile, pyproject, setup_cfg
from holdfast.errors import ReportError
from holdfast.model.dependency import Scope

PACKAGE = json.dumps(
    {
        "name": "shop",
        "dependencies": {"a": "1.2.3", "b": "^1.0.0", "c": "npm:real@2.0.0", "own": "workspace:*"},
        "devDependencies": {"d": "=3.0.0-rc.1", "a": "9.9.9"},
        "optionalDependencies": {"e": "latest"},
    },
    indent=2,
)
PROJECT = """[project]
dependencies = [
  "Alpha==1.0",
  "beta>=2",
]
[project.optional-dependencies]
fast = ["gamma==3.0"]
dev = ["delta==4.0"]
[dependency-groups]
lint = ["epsilon==5.0", {include-group = "dev"}]
[tool.poetry.group.docs.dependencies]
zeta = "6.0"
eta = {version = "^7.0", optional = true}
[tool.uv]
dev-dependencies = ["theta==8.0"]
[tool.pdm.dev-dependencies]
x = ["iota==9.0"]
"""
SETUP = """[options]
install_requires =
    alpha==1.0; python_version > "3"
    beta
[options.extras_require]
test = gamma==3.0
"""
PIPFILE = '[packages]\na = "==1.0"\nb = "*"\nown = {path = "."}\n[dev-packages]\nc = {version = "==2.0"}\n'


def test_package_json_counts_exact_versions_and_states_ranges():
    read_file = package_json.read.read("package.json", PACKAGE.encode())
    assert {(str(one), one.scope, one.line, one.is_direct) for one in read_file.dependencies} == {
        ("a@1.2.3", Scope.RUNTIME, 4, True),
        ("b", Scope.RUNTIME, 5, True),
        ("real@2.0.0", Scope.RUNTIME, 6, True),
        ("d@3.0.0-rc.1", Scope.DEVELOPMENT, 10, True),
        ("e", Scope.OPTIONAL, 14, True),
    }
    assert [one.place for one in read_file.problems] == ["b", "e"]


def test_pyproject_toml_reads_the_tables_of_all_tools():
    read_file = pyproject.read.read("pyproject.toml", PROJECT.encode())
    assert {(str(one), one.scope, one.line) for one in read_file.dependencies} == {
        ("Alpha@1.0", Scope.RUNTIME, 3),
        ("beta", Scope.RUNTIME, 4),
        ("gamma@3.0", Scope.OPTIONAL, 7),
        ("delta@4.0", Scope.DEVELOPMENT, 8),
        ("epsilon@5.0", Scope.DEVELOPMENT, 10),
        ("zeta@6.0", Scope.DEVELOPMENT, 12),
        ("eta", Scope.DEVELOPMENT, 13),
        ("theta@8.0", Scope.DEVELOPMENT, 15),
        ("iota@9.0", Scope.DEVELOPMENT, 17),
    }
    assert [one.place for one in read_file.problems] == ["beta", "eta"]


def test_a_project_file_that_only_configures_tools_asks_for_nothing():
    assert found(pyproject.read, "pyproject.toml", "[tool.ruff]\nline-length = 100\n") == {}
    assert found(setup_cfg.read, "setup.cfg", "[flake8]\nmax-line-length = 100\n") == {}


def test_setup_cfg_reads_requirements_and_extras():
    read_file = setup_cfg.read.read("setup.cfg", SETUP.encode())
    assert {(str(one), one.scope, one.line) for one in read_file.dependencies} == {
        ("alpha@1.0", Scope.RUNTIME, 3),
        ("beta", Scope.RUNTIME, 4),
        ("gamma@3.0", Scope.DEVELOPMENT, 6),
    }
    assert [one.place for one in read_file.problems] == ["beta"]


def test_pipfile_reads_both_categories():
    read_file = pipfile.read.read("Pipfile", PIPFILE.encode())
    assert {(str(one), one.scope) for one in read_file.dependencies} == {
        ("a@1.0", Scope.RUNTIME),
        ("b", Scope.RUNTIME),
        ("c@2.0", Scope.DEVELOPMENT),
    }


def test_a_requirement_that_cannot_be_read_is_stated():
    read_file = pyproject.read.read("pyproject.toml", b'[project]\ndependencies = ["a=1", "b==1"]\n')
    assert [one.place for one in read_file.problems] == ["a=1"]
    assert [str(one) for one in read_file.dependencies] == ["b@1"]


def test_a_token_in_an_address_is_not_repeated():
    document = json.dumps({"dependencies": {"a": "git+https://user:hunter2@git.example/a.git"}})
    assert "hunter2" not in str(package_json.read.read("package.json", document.encode()))


@pytest.mark.parametrize(
    ("reader", "data"),
    [
        (package_json.read, b"[]"),
        (package_json.read, b"{"),
        (pyproject.read, b"a = ["),
        (setup_cfg.read, b"no section"),
        (pipfile.read, b"[a"),
        (bun_lock.read, b"{}"),
        (bun_lock.read, b'{"a": 1,,}'),
    ],
)
def test_what_is_no_such_file_is_refused(reader, data):
    with pytest.raises(ReportError):
        reader.read(reader.names[0], data)


def test_buns_binary_lock_file_is_refused_with_what_to_do():
    with pytest.raises(ReportError) as refused:
        bun_lock.read.read("bun.lockb", b"#!/usr/bin/env bun\nbun-lockfile-format-v0\n\0")
    assert "bun install" in refused.value.todo


def test_bun_finds_the_nearest_package():
    text = """{ "lockfileVersion": 1, "workspaces": {
      "": { "dependencies": { "@s/a": "1", "b": "1", }, },
    }, "packages": {
      "@s/a": ["@s/a@1.0.0", "", { "dependencies": { "b": "2" } }, "sha512-AA=="],
      "@s/a/b": ["b@2.0.0", "", { "optionalDependencies": { "c": "1" } }, "sha512-AA=="],
      "b": ["b@1.0.0", "", {}, "sha512-AA=="],
      "c": ["c@git+https://git.example/c.git#0a", { }],
      "text, with ] commas,}": [],
    }, }"""
    read_lock = bun_lock.read.read("bun.lock", text.encode())
    assert [(str(one), one.scope, one.path) for one in read_lock.dependencies] == [
        ("@s/a@1.0.0", Scope.RUNTIME, ()),
        ("b@2.0.0", Scope.RUNTIME, ("@s/a@1.0.0",)),
        ("b@1.0.0", Scope.RUNTIME, ()),
        ("c", Scope.OPTIONAL, ("@s/a@1.0.0", "b@2.0.0")),
    ]
    assert [one.place for one in read_lock.problems] == ["packages[text, with ] commas,}]", "c"]


@pytest.mark.parametrize(
    "data", [b'"' + b'\\"' * 500_000, b'"' * 1_000_001, b"," * 1_000_000, b"," + b" " * 1_000_000 + b"x"]
)
def test_hostile_text_of_bun_ends_soon(data):
    began = time.process_time()
    with pytest.raises(ReportError):
        bun_lock.read.read("bun.lock", data)
    assert time.process_time() - began < 2


test_damage_to_package_json = reads_or_refuses(package_json.read, "package.json", PACKAGE)
test_damage_to_pyproject = reads_or_refuses(pyproject.read, "pyproject.toml", PROJECT)
test_damage_to_setup_cfg = reads_or_refuses(setup_cfg.read, "setup.cfg", SETUP)
test_damage_to_pipfile = reads_or_refuses(pipfile.read, "Pipfile", PIPFILE)
