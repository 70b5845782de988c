"""yarn.lock: what the samples do not show."""

import json

import pytest

from dependencies.readers.laws import found
from holdfast.dependencies.readers.yarn_lock import read
from holdfast.errors import ReportError
from holdfast.model.dependency import Scope

HEAD = "# yarn lockfile v1\n\n\n"
V1 = f"""{HEAD}
"@a/b@^1.0.0", "@a/b@~1.2.0":
  version "1.2.3"
  dependencies:
    c "^2.0.0"
  optionalDependencies:
    d ">= 1 < 3"

c@^2.0.0:
  version "2.0.0"

"d@>= 1 < 3":
  version "2.5.0"
"""
BERRY = """__metadata:
  version: 6

"a@npm:^1.0.0, a@npm:~1.2.0":
  version: 1.2.3
  resolution: "a@npm:1.2.3"
  dependencies:
    b: ^2.0.0
    c: ^1.0.0
  dependenciesMeta:
    c:
      optional: true

"b@npm:^2.0.0":
  version: 2.0.0
  resolution: "b@npm:2.0.0"

"c@patch:c@^1.0.0#fix.patch::version=1.0.0":
  version: 1.0.0
  resolution: "c@patch:c@npm%3A1.0.0#fix.patch::version=1.0.0&hash=0a1b"

"own@workspace:.":
  version: 0.0.0-use.local
  resolution: "own@workspace:."
  dependencies:
    a: ^1.0.0
"""


def test_yarn_1_gives_descriptors_their_version_and_optional_ones_their_scope():
    package_json = json.dumps({"devDependencies": {"c": "^2.0.0"}, "dependencies": {"@a/b": "~1.2.0"}})
    read_lock = found(read, "yarn.lock", V1, {"package.json": package_json})
    assert {name: (one.line, one.scope, one.is_direct, one.path) for name, one in read_lock.items()} == {
        "@a/b@1.2.3": (5, Scope.RUNTIME, True, ()),
        "c@2.0.0": (12, Scope.RUNTIME, True, ()),
        "d@2.5.0": (15, Scope.OPTIONAL, False, ("@a/b@1.2.3",)),
    }


def test_yarn_1_without_package_json_does_not_know_what_is_direct():
    read_lock = found(read, "yarn.lock", V1)
    assert {one.is_direct for one in read_lock.values()} == {None}
    assert read_lock["c@2.0.0"].path == ("@a/b@1.2.3",)


def test_what_no_package_needs_was_asked_for_by_some_workspace():
    read_lock = found(read, "yarn.lock", V1, {"package.json": '{"workspaces": ["packages/*"]}'})
    assert [name for name, one in read_lock.items() if one.is_direct] == ["@a/b@1.2.3"]


def test_a_workspace_named_without_a_star_is_asked():
    beside = {
        "package.json": '{"workspaces": {"packages": ["web"]}}',
        "web/package.json": '{"devDependencies": {"c": "^2.0.0"}, "dependencies": {"@a/b": "^1.0.0"}}',
    }
    assert found(read, "yarn.lock", V1, beside)["c@2.0.0"].is_direct


def test_berry_reads_workspaces_patches_and_optional_dependencies():
    read_lock = found(read, "yarn.lock", BERRY, {"package.json": '{"devDependencies": {"a": "^1.0.0"}}'})
    assert {name: (one.scope, one.is_direct, one.path) for name, one in read_lock.items()} == {
        "a@1.2.3": (Scope.DEVELOPMENT, True, ()),
        "b@2.0.0": (Scope.DEVELOPMENT, False, ("a@1.2.3",)),
        "c@1.0.0": (Scope.DEVELOPMENT, False, ("a@1.2.3",)),
    }


def test_a_replaced_range_leads_to_the_only_package_of_that_name():
    text = V1.replace("c@^2.0.0:", "c@2.0.0:")
    assert found(read, "yarn.lock", text, {"package.json": "{}"})["c@2.0.0"].path == ("@a/b@1.2.3",)


def test_a_conflict_left_by_a_merge_is_stated():
    text = V1.replace("c@^2.0.0:\n", "<<<<<<< HEAD\nc@^2.0.0:\n")
    read_lock = read.read("yarn.lock", text.encode())
    assert [one.place for one in read_lock.problems] == ["line 12"]
    assert "c@2.0.0" in [str(one) for one in read_lock.dependencies]


@pytest.mark.parametrize("data", [b"", b"hello", b"__metadata:\n  a: [", b"\0"])
def test_what_is_no_lock_file_is_refused(data):
    with pytest.raises(ReportError):
        read.read("yarn.lock", data)


def test_an_empty_lock_file_holds_nothing():
    assert found(read, "yarn.lock", HEAD) == {}
