"""Cargo.lock, versions 1 to 4."""

import pytest

from dependencies.readers.laws import found, order_is_no_matter, reads_or_refuses
from holdfast.dependencies.readers.cargo import read
from holdfast.errors import ReportError
from holdfast.model.dependency import Scope

REGISTRY = "registry+https://registry.example/index"


def package(name, version, *lines):
    """One ``[[package]]`` from the registry."""
    head = ("[[package]]", f'name = "{name}"', f'version = "{version}"', f'source = "{REGISTRY}"')
    return "\n".join((*head, *lines)) + "\n"


BLOCKS = (
    '[[package]]\nname = "shop"\nversion = "0.1.0"\ndependencies = [\n "serde",\n "tempfile",\n "cc",\n]\n',
    package("serde", "1.0.9", 'checksum = "aa11"', 'dependencies = ["rand 0.8.5"]'),
    package("tempfile", "3.1.0", f'dependencies = ["rand 0.7.3 ({REGISTRY})"]'),
    package("rand", "0.7.3"),
    package("rand", "0.8.5"),
    package("cc", "1.0.0"),
)
HEAD = "version = 3\n\n"
LOCK = HEAD + "\n".join(BLOCKS)
TOML = """
[package]
name = "shop"
[dependencies]
serde = { version = "1" }
[target.'cfg(unix)'.dev-dependencies]
tempfile = "3"
[build-dependencies]
compiler = { package = "cc", version = "1" }
"""


def test_the_workspace_is_not_its_own_dependency():
    assert set(found(read, "Cargo.lock", LOCK)) == {
        "serde@1.0.9",
        "tempfile@3.1.0",
        "rand@0.7.3",
        "rand@0.8.5",
        "cc@1.0.0",
    }


def test_a_package_carries_purl_hash_line_and_directness():
    serde = found(read, "Cargo.lock", LOCK)["serde@1.0.9"]
    assert (serde.purl, serde.hashes, serde.line, serde.is_direct, serde.path) == (
        "pkg:cargo/serde@1.0.9",
        ("sha256:aa11",),
        13,
        True,
        (),
    )
    assert LOCK.splitlines()[13 - 1] == 'name = "serde"'


def test_two_versions_of_a_crate_have_a_way_each():
    crates = found(read, "Cargo.lock", LOCK)
    assert crates["rand@0.8.5"].path == ("serde@1.0.9",)
    assert crates["rand@0.7.3"].path == ("tempfile@3.1.0",)
    assert crates["rand@0.7.3"].is_direct is False


def test_scopes_come_from_the_cargo_toml():
    crates = found(read, "Cargo.lock", LOCK, {"Cargo.toml": TOML})
    assert {name: one.scope for name, one in crates.items()} == {
        "serde@1.0.9": Scope.RUNTIME,
        "rand@0.8.5": Scope.RUNTIME,
        "tempfile@3.1.0": Scope.DEVELOPMENT,
        "rand@0.7.3": Scope.DEVELOPMENT,
        "cc@1.0.0": Scope.DEVELOPMENT,
    }


def test_without_a_cargo_toml_everything_is_needed_at_run_time():
    assert {one.scope for one in found(read, "Cargo.lock", LOCK).values()} == {Scope.RUNTIME}


def test_members_of_a_workspace_are_found_by_their_patterns():
    workspace = '[workspace]\nmembers = ["crates/*"]\n'
    crates = found(read, "Cargo.lock", LOCK, {"Cargo.toml": workspace, "crates/shop/Cargo.toml": TOML})
    assert crates["cc@1.0.0"].scope is Scope.DEVELOPMENT


def test_an_optional_dependency_is_optional():
    toml = '[package]\nname = "shop"\n[dependencies]\nserde = { version = "1", optional = true }\n'
    assert found(read, "Cargo.lock", LOCK, {"Cargo.toml": toml})["rand@0.8.5"].scope is Scope.OPTIONAL


def test_the_first_version_keeps_root_and_checksums_apart():
    lock = f"""
[root]
name = "shop"
version = "0.1.0"
dependencies = ["libc 0.2.1 ({REGISTRY})"]

[[package]]
name = "libc"
version = "0.2.1"
source = "{REGISTRY}"

[metadata]
"checksum libc 0.2.1 ({REGISTRY})" = "bb22"
"""
    libc = found(read, "Cargo.lock", lock)["libc@0.2.1"]
    assert (libc.is_direct, libc.hashes) == (True, ("sha256:bb22",))


def test_a_misshapen_package_is_a_problem_and_the_others_are_kept():
    result = read.read("Cargo.lock", (LOCK + "\n[[package]]\nname = 3\n").encode())
    assert [problem.place for problem in result.problems] == ["package[6]"]
    assert len(result.dependencies) == 5


def test_a_neighbour_that_is_not_toml_is_a_problem():
    result = read.read("Cargo.lock", LOCK.encode(), {"Cargo.toml": b"= 1"}.get)
    assert [problem.place for problem in result.problems] == ["Cargo.toml"]


@pytest.mark.parametrize("text", ["", "{}", 'title = "no lock"'])
def test_what_is_no_lock_is_refused(text):
    with pytest.raises(ReportError):
        read.read("Cargo.lock", text.encode())


test_hostile_locks_are_read_or_refused = reads_or_refuses(read, "Cargo.lock", LOCK, {"Cargo.toml": TOML})
test_the_order_of_packages_is_no_matter = order_is_no_matter(
    read, "Cargo.lock", BLOCKS, lambda parts: HEAD + "\n".join(parts), {"Cargo.toml": TOML}
)
