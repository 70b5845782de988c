"""uv.lock, pdm.lock, pylock.toml and Pipfile.lock: what the samples do not show."""

import json

import pytest

from dependencies.readers.laws import found
from holdfast.dependencies.readers import pdm_lock, pipfile_lock, pylock, uv_lock
from holdfast.errors import ReportError
from holdfast.model.dependency import Scope

UV = """version = 1

[[package]]
name = "app"
version = "0.1"
source = { editable = "." }
dependencies = [{ name = "lib" }, { name = "num", version = "1.0" }]

[package.optional-dependencies]
fast = [{ name = "num", version = "2.0" }]

[[package]]
name = "lib"
source = { virtual = "lib" }
dependencies = [{ name = "web", extra = ["tls"] }]

[[package]]
name = "num"
version = "1.0"

[[package]]
name = "num"
version = "2.0"

[[package]]
name = "web"
version = "3.0"
source = { git = "https://git.example/web?rev=0a1b" }

[package.optional-dependencies]
tls = [{ name = "certs" }]

[[package]]
name = "certs"
version = "1.0"
"""


def test_uv_workspaces_extras_and_two_versions_of_one_package():
    packages = found(uv_lock.read, "uv.lock", UV)
    assert {name: (one.scope, one.is_direct, one.path) for name, one in packages.items()} == {
        "num@1.0": (Scope.RUNTIME, True, ()),
        "num@2.0": (Scope.OPTIONAL, True, ()),
        "web@3.0": (Scope.RUNTIME, True, ()),
        "certs@1.0": (Scope.RUNTIME, False, ("web@3.0",)),
    }


def test_pdm_groups_give_the_scope_where_there_is_no_project_file():
    text = "\n".join(
        f'[[package]]\nname = "{name}"\nversion = "1"\ngroups = {json.dumps(groups)}\n'
        for name, groups in {"a": ["default"], "b": ["dev"], "c": ["dev", "default"], "d": ["docs"]}.items()
    )
    packages = found(pdm_lock.read, "pdm.lock", text)
    assert {one.name: (one.scope, one.is_direct) for one in packages.values()} == {
        "a": (Scope.RUNTIME, None),
        "b": (Scope.DEVELOPMENT, None),
        "c": (Scope.RUNTIME, None),
        "d": (Scope.OPTIONAL, None),
    }


def test_pdm_lists_a_package_with_extras_once_more():
    text = (
        '[[package]]\nname = "a"\nversion = "1"\n\n'
        '[[package]]\nname = "a"\nversion = "1"\nextras = ["x"]\ndependencies = ["a==1", "b"]\n\n'
        '[[package]]\nname = "b"\nversion = "2"\n'
    )
    packages = found(pdm_lock.read, "pdm.lock", text)
    assert {name: one.path for name, one in packages.items()} == {"a@1": (), "b@2": ("a@1",)}


def test_pylock_markers_give_the_scope_and_edges_the_way():
    text = """lock-version = "1.0"
[[packages]]
name = "a"
version = "1"
dependencies = [{ name = "b" }]
[[packages]]
name = "b"
version = "2"
marker = "'dev' in dependency_groups"
[[packages]]
name = "c"
marker = "'x' in extras"
archive = { url = "https://files.example/c-3.tar.gz", hashes = { sha256 = "abab" } }
[[packages]]
name = "own"
directory = { path = "." }
"""
    packages = found(pylock.read, "pylock.dev.toml", text)
    assert {name: (one.scope, one.path, one.hashes) for name, one in packages.items()} == {
        "a@1": (Scope.RUNTIME, (), ()),
        "b@2": (Scope.DEVELOPMENT, ("a@1",), ()),
        "c@3": (Scope.OPTIONAL, (), ("sha256:abab",)),
    }


def test_pipfile_lock_counts_a_package_of_both_categories_for_the_run_time():
    document = {
        "_meta": {},
        "develop": {"a": {"version": "==1"}, "b": {"version": "==2"}},
        "default": {"a": {"version": "==1"}, "c": {"git": "https://git.example/c"}, "own": {"path": "."}},
        "docs": {"d": {"version": "==4"}},
    }
    read_lock = pipfile_lock.read.read("Pipfile.lock", json.dumps(document, indent=4).encode())
    assert {(str(one), one.scope, one.line, one.is_direct) for one in read_lock.dependencies} == {
        ("a@1", Scope.RUNTIME, 12, None),
        ("b@2", Scope.DEVELOPMENT, 7, None),
        ("c", Scope.RUNTIME, 15, None),
        ("d@4", Scope.RUNTIME, 23, None),
    }
    assert [one.place for one in read_lock.problems] == ["default[c]"]


@pytest.mark.parametrize("reader", [uv_lock.read, pdm_lock.read, pylock.read, pipfile_lock.read])
@pytest.mark.parametrize("data", [b"", b"{}", b"a = 1", b"[1]", b"\0"])
def test_what_is_no_lock_file_is_refused(reader, data):
    with pytest.raises(ReportError):
        reader.read(reader.names[0], data)
