"""pubspec.lock."""

import pytest

from dependencies.readers.laws import found, order_is_no_matter, reads_or_refuses
from holdfast.dependencies.readers.pub import read
from holdfast.errors import ReportError
from holdfast.model.dependency import Scope


def package(name, dependency, source="hosted"):
    return f"""  {name}:
    dependency: {dependency}
    description:
      name: {name}
      sha256: aa
    source: {source}
    version: "1.10.0"
"""


BLOCKS = (
    package("http", '"direct main"'),
    package("lints", '"direct dev"'),
    package("async", "transitive"),
    package("core", '"direct main"', "path"),
    package("flutter", '"direct main"', "sdk"),
)


def lock(blocks=BLOCKS):
    return "packages:\n" + "".join(blocks) + 'sdks:\n  dart: ">=2.12.0 <3.0.0"\n'


def test_packages_that_were_fetched_are_told():
    packages = found(read, "pubspec.lock", lock())
    assert [(one.purl, one.scope, one.is_direct, one.line, one.hashes) for one in packages.values()] == [
        ("pkg:pub/http@1.10.0", Scope.RUNTIME, True, 2, ("sha256:aa",)),
        ("pkg:pub/lints@1.10.0", Scope.DEVELOPMENT, True, 9, ("sha256:aa",)),
        ("pkg:pub/async@1.10.0", Scope.RUNTIME, False, 16, ("sha256:aa",)),
    ]


def test_a_misshapen_package_is_a_problem():
    result = read.read("pubspec.lock", lock(("  x: []\n", BLOCKS[0])).encode())
    assert [one.place for one in result.problems] == ["packages[x]"]


@pytest.mark.parametrize("text", ["", "a: 1", "- x"])
def test_what_has_no_packages_is_refused(text):
    with pytest.raises(ReportError):
        read.read("pubspec.lock", text.encode())


test_hostile_locks_are_read_or_refused = reads_or_refuses(read, "pubspec.lock", lock())
test_the_order_of_packages_is_no_matter = order_is_no_matter(read, "pubspec.lock", BLOCKS, lock)
