"""conan.lock of Conan 1 and 2."""

import json

import pytest

from dependencies.readers.laws import found, order_is_no_matter, reads_or_refuses
from holdfast.dependencies.readers.conan import read
from holdfast.errors import ReportError
from holdfast.model.dependency import Scope

REFERENCES = ("zlib/1.2.11#ffa77d%1667396813.0", "openssl/1.1.1q@acme/stable")
NODES = {
    "0": {"ref": "conanfile.txt", "requires": ["1"], "build_requires": ["3"]},
    "1": {"ref": "openssl/1.1.1q#ab", "requires": ["2"]},
    "2": {"ref": "zlib/1.2.11"},
    "3": {"ref": "cmake/3.24.0"},
}
GRAPH = json.dumps({"graph_lock": {"nodes": NODES}, "version": "0.4"}, indent=1)


def lock(references=REFERENCES):
    return json.dumps(
        {"version": "0.5", "requires": references, "build_requires": ["cmake/3.24.0"]}, indent=1
    )


def test_the_list_of_conan_2_is_read():
    packages = found(read, "conan.lock", lock())
    assert [(one.purl, one.scope, one.is_direct, one.line) for one in packages.values()] == [
        ("pkg:conan/zlib@1.2.11", Scope.RUNTIME, None, 4),
        ("pkg:conan/openssl@1.1.1q", Scope.RUNTIME, None, 5),
        ("pkg:conan/cmake@3.24.0", Scope.DEVELOPMENT, None, 8),
    ]


def test_the_graph_of_conan_1_is_read():
    packages = found(read, "conan.lock", GRAPH)
    assert {name: (one.scope, one.is_direct, one.path) for name, one in packages.items()} == {
        "openssl@1.1.1q": (Scope.RUNTIME, True, ()),
        "zlib@1.2.11": (Scope.RUNTIME, False, ("openssl@1.1.1q",)),
        "cmake@3.24.0": (Scope.DEVELOPMENT, True, ()),
    }


def test_a_reference_without_a_version_is_a_problem():
    assert [one.place for one in read.read("conan.lock", lock(("zlib",)).encode()).problems] == [
        "requires[0]"
    ]


@pytest.mark.parametrize("text", ["", "{}", "[]"])
def test_what_requires_nothing_is_refused(text):
    with pytest.raises(ReportError):
        read.read("conan.lock", text.encode())


test_hostile_locks_are_read_or_refused = reads_or_refuses(read, "conan.lock", lock())
test_hostile_graphs_are_read_or_refused = reads_or_refuses(read, "conan.lock", GRAPH)
test_the_order_of_packages_is_no_matter = order_is_no_matter(read, "conan.lock", REFERENCES, lock)
