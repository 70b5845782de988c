"""A lock file while it is read."""

from holdfast.dependencies.locked import Locked, Package
from holdfast.dependencies.reading import Manifest
from holdfast.model.dependency import Scope

A, B, C = Package("a", "1"), Package("b", "2"), Package("c", "")


def lock_of_three():
    locked = Locked("npm")
    locked.add(A, 3, ["sha1:aa", "sha1:aa"], needs=[B])
    locked.add(B, 5, may_need=[C])
    locked.add(A, 9, ["sha1:bb"])
    locked.add(C, None)
    return locked


def said(locked):
    manifest = Manifest(path="x", data=b"")
    found = {one.name: one for one in locked.dependencies(manifest)}
    return found, [one.place for one in manifest.problems]


def test_a_package_stands_there_once_with_its_first_line_and_all_that_it_needs():
    locked = lock_of_three()
    locked.ask(A, Scope.DEVELOPMENT)
    locked.ask(A, Scope.RUNTIME)
    found, problems = said(locked)
    assert (found["a"].line, found["a"].hashes, found["a"].purl) == (3, ("sha1:aa",), "pkg:npm/a@1")
    assert {name: (one.scope, one.is_direct, one.path) for name, one in found.items()} == {
        "a": (Scope.RUNTIME, True, ()),
        "b": (Scope.RUNTIME, False, ("a@1",)),
        "c": (Scope.OPTIONAL, False, ("a@1", "b@2")),
    }
    assert problems == ["c"]


def test_without_a_project_file_ways_begin_at_what_nobody_needs():
    locked = lock_of_three()
    locked.knows_direct = False
    locked.scope_is(B, Scope.OPTIONAL)
    locked.scope_is(B, Scope.DEVELOPMENT)
    found, _ = said(locked)
    assert {name: (one.scope, one.is_direct, one.path) for name, one in found.items()} == {
        "a": (Scope.RUNTIME, None, ()),
        "b": (Scope.OPTIONAL, None, ("a@1",)),
        "c": (Scope.RUNTIME, None, ("a@1", "b@2")),
    }


def test_what_no_package_needs_can_be_asked_for():
    locked = lock_of_three()
    locked.ask_for_the_rest()
    found, _ = said(locked)
    assert [name for name, one in found.items() if one.is_direct] == ["a"]


def test_a_graph_is_there_when_somebody_needs_somebody():
    assert lock_of_three().has_graph
    assert not Locked("npm").has_graph
