"""What JavaScript's lock files share."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.dependencies.node_projects import (
    Asked,
    archive_hashes,
    asked_beside,
    asked_for,
    exact_version,
    package_json,
    without_alias,
)
from holdfast.dependencies.reading import Manifest
from holdfast.model.dependency import Scope


def manifest(files):
    return Manifest(
        path="yarn.lock", data=b"", beside={name: text.encode() for name, text in files.items()}.get
    )


def test_of_several_sections_the_last_counts():
    document = {
        "optionalDependencies": {"a": "1"},
        "dependencies": {"a": "2", "b": "2", "c": "2"},
        "devDependencies": {"b": "3", "d": "3"},
        "peerDependencies": {"d": "4", "e": 5},
        "dependenciesMeta": {"c": {"optional": True}},
    }
    assert asked_for(document) == {
        "a": Asked("1", Scope.OPTIONAL),
        "b": Asked("2", Scope.RUNTIME),
        "c": Asked("2", Scope.OPTIONAL),
        "d": Asked("3", Scope.DEVELOPMENT),
    }


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ("^1.0.0", ("nice", "^1.0.0")),
        ("npm:real@1.0.0", ("real", "1.0.0")),
        ("npm:@s/real@^1", ("@s/real", "^1")),
        ("npm:@s/real", ("@s/real", "")),
        ("npm:^1.0.0", ("nice", "^1.0.0")),
    ],
)
def test_an_alias_means_another_package(wanted, expected):
    assert without_alias("nice", wanted) == expected


@pytest.mark.parametrize(
    ("wanted", "version"),
    [
        ("1.2.3", "1.2.3"),
        ("=1.2.3", "1.2.3"),
        ("v1.2.3-rc.1+build", "1.2.3-rc.1+build"),
        *((text, "") for text in ("^1.2.3", "~1", "1.2", "1.x", "*", "", "latest", ">=1.2.3", "1.2.3 || 2")),
        ("git+https://git.example/a.git#v1.2.3", ""),
    ],
)
def test_only_a_full_version_is_exact(wanted, version):
    assert exact_version(wanted) == version


def test_an_integrity_string_holds_several_hashes():
    assert archive_hashes("sha1-qqo= sha512-u7s=?x md5-qqo= nonsense sha256-!") == (
        "sha1:aaaa",
        "sha512:bbbb",
    )


@given(st.text())
def test_any_integrity_string_is_read(text):
    assert isinstance(archive_hashes(text), tuple)


def test_workspaces_that_can_be_named_are_read_too():
    files = {
        "package.json": '{"workspaces": ["web", "packages/*", 5], "dependencies": {"a": "1"}}',
        "web/package.json": '{"dependencies": {"b": "1"}}',
    }
    assert set(asked_beside(manifest(files)) or {}) == {"a", "b"}


def test_a_package_json_that_cannot_be_read_is_stated():
    broken = manifest({"package.json": "{"})
    assert package_json(broken) is None
    assert [one.place for one in broken.problems] == ["package.json"]
    assert asked_beside(manifest({})) is None
