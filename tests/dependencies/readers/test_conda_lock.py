"""conda-lock.yml."""

import pytest

from dependencies.readers.laws import found, order_is_no_matter, reads_or_refuses
from holdfast.dependencies.readers.conda_lock import read
from holdfast.errors import ReportError
from holdfast.model.dependency import Scope


def package(name, manager, platform, category, digest):
    return f"""- name: {name}
  version: '1.10'
  manager: {manager}
  platform: {platform}
  dependencies: {{}}
  hash:
    md5: 00
    sha256: {digest}
  category: {category}
"""


BLOCKS = (
    package("numpy", "conda", "linux-64", "main", "aa"),
    package("numpy", "conda", "osx-64", "main", "bb"),
    package("requests", "pip", "linux-64", "main", "cc"),
    package("pytest", "conda", "linux-64", "dev", "dd"),
)


def lock(blocks=BLOCKS):
    return "version: 1\npackage:\n" + "".join(blocks)


def test_packages_of_all_platforms_are_told_once():
    packages = found(read, "conda-lock.yml", lock())
    assert [(one.purl, one.scope, one.hashes, one.line) for one in packages.values()] == [
        ("pkg:conda/numpy@1.10", Scope.RUNTIME, ("sha256:aa", "sha256:bb"), 3),
        ("pkg:pypi/requests@1.10", Scope.RUNTIME, ("sha256:cc",), 21),
        ("pkg:conda/pytest@1.10", Scope.DEVELOPMENT, ("sha256:dd",), 30),
    ]


def test_a_package_of_another_manager_is_a_problem():
    result = read.read(
        "conda-lock.yml", lock((package("x", "brew", "any", "main", "aa"), BLOCKS[0])).encode()
    )
    assert [one.place for one in result.problems] == ["package[0]"]
    assert len(result.dependencies) == 1


def test_a_long_line_of_blanks_costs_no_time():
    """In quadratic time these blanks took minutes."""
    assert found(read, "conda-lock.yml", lock() + " " * 2**18 + "\n")


def test_what_has_no_packages_is_refused():
    with pytest.raises(ReportError):
        read.read("conda-lock.yml", b"version: 1")


test_hostile_locks_are_read_or_refused = reads_or_refuses(read, "conda-lock.yml", lock())
test_the_order_of_packages_is_no_matter = order_is_no_matter(read, "conda-lock.yml", BLOCKS, lock)
