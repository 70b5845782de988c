"""package-lock.json: what the samples do not show."""

import json
import time
from pathlib import Path

import pytest
import yaml

from dependencies.readers.laws import found
from holdfast.dependencies.readers.package_lock import read
from holdfast.errors import ReportError
from holdfast.model.dependency import Scope

EXAMPLES = Path(__file__).parents[3] / "examples"
PLANTED = {
    defect["id"]: defect
    for defect in yaml.safe_load((EXAMPLES / "planted.yaml").read_text(encoding="utf-8"))["defects"]
    if defect["file"].endswith("package-lock.json")
}


def lock(packages, **others):
    return json.dumps({"lockfileVersion": 3, "packages": packages, **others}, indent=2)


@pytest.mark.parametrize("name", PLANTED)
def test_each_old_package_of_the_example_is_found_on_its_line(name):
    path = EXAMPLES / "chatbot" / PLANTED[name]["file"]
    lines = path.read_text(encoding="utf-8").splitlines()
    number = next(n for n, line in enumerate(lines, 1) if PLANTED[name]["marker"] in line)
    package = PLANTED[name]["marker"].split('"')[1].removeprefix("node_modules/")
    read_lock = read.read(path.name, path.read_bytes())
    assert next(one.line for one in read_lock.dependencies if one.name == package) == number
    assert read_lock.problems == ()


def test_flags_give_the_scope():
    flags = {"a": {}, "b": {"dev": True}, "c": {"optional": True}, "d": {"devOptional": True}}
    flags["e"] = {"dev": True, "optional": True}
    packages = {f"node_modules/{name}": {"version": "1.0.0", **flag} for name, flag in flags.items()}
    scopes = {one.name: one.scope for one in found(read, "package-lock.json", lock(packages)).values()}
    assert scopes == {
        "a": Scope.RUNTIME,
        "b": Scope.DEVELOPMENT,
        "c": Scope.OPTIONAL,
        "d": Scope.OPTIONAL,
        "e": Scope.DEVELOPMENT,
    }


def test_a_nested_folder_is_loaded_before_one_further_up():
    packages = {
        "": {"dependencies": {"a": "1", "b": "1"}},
        "node_modules/a": {"version": "1.0.0", "dependencies": {"b": "2"}},
        "node_modules/a/node_modules/b": {"version": "2.0.0", "dependencies": {"c": "1"}, "inBundle": True},
        "node_modules/b": {"version": "1.0.0"},
        "node_modules/c": {"version": "1.0.0"},
    }
    read_lock = found(read, "package-lock.json", lock(packages))
    assert read_lock["b@2.0.0"].path == ("a@1.0.0",)
    assert read_lock["b@1.0.0"].is_direct
    assert read_lock["c@1.0.0"].path == ("a@1.0.0", "b@2.0.0")


def test_what_a_workspace_asks_for_is_direct_and_the_workspace_itself_is_none():
    packages = {
        "": {"workspaces": ["apps/*"], "dependencies": {"shop": "*"}},
        "node_modules/shop": {"resolved": "apps/shop", "link": True},
        "apps/shop": {"version": "1.0.0", "devDependencies": {"a": "1"}},
        "apps/shop/node_modules/a": {"version": "1.0.0", "dev": True},
        "node_modules/a": {"version": "2.0.0"},
    }
    read_lock = found(read, "package-lock.json", lock(packages))
    assert {name: one.is_direct for name, one in read_lock.items()} == {"a@1.0.0": True, "a@2.0.0": False}


def test_an_alias_goes_by_the_name_of_the_package_that_is_installed():
    packages = {"node_modules/nice": {"name": "real", "version": "1.0.0", "license": {"type": "MIT"}}}
    (one,) = found(read, "package-lock.json", lock(packages)).values()
    assert (one.name, one.purl, one.licence) == ("real", "pkg:npm/real@1.0.0", "MIT")


def test_a_package_without_a_version_is_stated():
    packages = {"node_modules/a": {"resolved": "git+ssh://git.example/a"}, "node_modules/b": {"version": 1}}
    read_lock = read.read("package-lock.json", lock(packages).encode())
    assert [str(one) for one in read_lock.dependencies] == ["a"]
    assert [one.place for one in read_lock.problems] == ["packages[node_modules/b]", "node_modules/a"]


def test_version_1_without_package_json_does_not_know_what_is_direct():
    document = {
        "lockfileVersion": 1,
        "dependencies": {
            "a": {"version": "1.0.0", "requires": {"b": "^1"}},
            "b": {"version": "1.0.0", "requires": {}},
            "c": {"version": "git+https://git.example/c.git#0a1b"},
        },
    }
    read_lock = read.read("npm-shrinkwrap.json", json.dumps(document).encode())
    assert [(str(one), one.is_direct, one.path) for one in read_lock.dependencies] == [
        ("a@1.0.0", None, ()),
        ("b@1.0.0", None, ("a@1.0.0",)),
        ("c", None, ()),
    ]
    assert [one.place for one in read_lock.problems] == ["node_modules/c"]


def test_version_1_finds_the_line_of_each_of_several_equal_names():
    inner = {"version": "2.0.0"}
    document = {
        "lockfileVersion": 1,
        "dependencies": {
            "x": {"version": "1.0.0", "dependencies": {"y": inner, "x": inner}},
            "y": {"version": "1.0.0"},
        },
    }
    text = json.dumps(document, indent=2)
    lines = text.splitlines()
    read_lock = read.read("package-lock.json", text.encode()).dependencies
    assert [(str(one), one.line) for one in read_lock] == [
        ("x@1.0.0", 4),
        ("y@2.0.0", 7),
        ("x@2.0.0", 10),
        ("y@1.0.0", 15),
    ]
    assert all(one.name in lines[one.line - 1] for one in read_lock)


@pytest.mark.parametrize(
    "data", [b"{}", b"[]", b"", b'{"lockfileVersion": 3}', b'{"packages": 5}', b"[" * 10**6]
)
def test_what_is_no_lock_file_is_refused(data):
    if data == b"{}":
        data = b'{"lockfileVersion": 2}'
    with pytest.raises(ReportError):
        read.read("package-lock.json", data)


@pytest.mark.parametrize(
    "data",
    [
        b'{"lockfileVersion": 1, "dependencies": '
        + b'{"a": {"version": "1", "dependencies": ' * 400
        + b"{}"
        + b"}}" * 400
        + b"}",
        b'{"packages": {"node_modules/' + b"a/node_modules/" * 50_000 + b'": {"version": "1"}}}',
        b'{"packages": {"' + b"x/" * 50_000 + b'": {"dependencies": {"a": "1", "b": "1"}}}}',
        b"\n" * 500_000 + b'{"packages": {}}' + b" " * 500_000,
        b'{"packages": {"node_modules/a": {"version": "1", "integrity": "' + b"sha512-A " * 50_000 + b'"}}}',
    ],
)
def test_hostile_lock_files_end_soon(data):
    began = time.process_time()
    read.read("package-lock.json", data)
    assert time.process_time() - began < 2


def test_a_chain_four_times_as_long_takes_about_four_times_the_time():
    def seconds(length):
        packages = {
            f"node_modules/p{number}": {"version": "1.0.0", "dependencies": {f"p{number + 1}": "^1"}}
            for number in range(length)
        }
        data = lock({"": {"dependencies": {"p0": "^1"}}, **packages}).encode()
        began = time.process_time()
        assert len(read.read("package-lock.json", data).dependencies) == length
        return time.process_time() - began

    small = min(seconds(1250) for _ in range(3))
    # Quadratic time would be sixteenfold.
    assert seconds(5000) < 10 * small
