"""composer.lock, with and without its composer.json."""

import json

import pytest

from dependencies.readers.laws import found, order_is_no_matter, reads_or_refuses
from holdfast.dependencies.readers.composer import read
from holdfast.errors import ReportError
from holdfast.model.dependency import Scope

PACKAGES = (
    {
        "name": "symfony/http-kernel",
        "version": "v5.4.1",
        "dist": {"type": "zip", "shasum": "cafe"},
        "require": {"php": ">=7.2", "Psr/Log": "^1", "symfony/polyfill": "*"},
        "license": ["MIT"],
    },
    {
        "name": "psr/log",
        "version": "1.1.4",
        "dist": {"shasum": ""},
        "require": [],
        "license": ["MIT", "GPL-2.0 or later"],
    },
    {
        "name": "acme/poly",
        "version": "2.0.0",
        "replace": {"symfony/polyfill": "1"},
        "license": "BSD-3-Clause",
    },
)
DEVELOPMENT = ({"name": "phpunit/phpunit", "version": "9.5.0", "require": {"psr/log": "*"}},)


def lock(packages=PACKAGES):
    return json.dumps({"packages": packages, "packages-dev": DEVELOPMENT}, indent=4)


COMPOSER_JSON = json.dumps(
    {"require": {"symfony/http-kernel": "^5"}, "require-dev": {"PHPUnit/phpunit": "^9"}}
)
BESIDE = {"composer.json": COMPOSER_JSON}


def test_the_composer_json_tells_what_is_direct():
    packages = found(read, "composer.lock", lock(), BESIDE)
    assert {name: (one.scope, one.is_direct, one.path) for name, one in packages.items()} == {
        "symfony/http-kernel@v5.4.1": (Scope.RUNTIME, True, ()),
        "psr/log@1.1.4": (Scope.RUNTIME, False, ("symfony/http-kernel@v5.4.1",)),
        "acme/poly@2.0.0": (Scope.RUNTIME, False, ("symfony/http-kernel@v5.4.1",)),
        "phpunit/phpunit@9.5.0": (Scope.DEVELOPMENT, True, ()),
    }


def test_without_a_composer_json_directness_is_not_known():
    assert {one.is_direct for one in found(read, "composer.lock", lock()).values()} == {None}


def test_a_package_carries_purl_licence_hash_and_line():
    packages = found(read, "composer.lock", lock())
    kernel = packages["symfony/http-kernel@v5.4.1"]
    assert (kernel.purl, kernel.licence, kernel.hashes) == (
        "pkg:composer/symfony/http-kernel@v5.4.1",
        "MIT",
        ("sha1:cafe",),
    )
    assert '"symfony/http-kernel"' in lock().splitlines()[kernel.line - 1]
    assert packages["psr/log@1.1.4"].licence == "MIT OR (GPL-2.0 or later)"
    assert packages["psr/log@1.1.4"].hashes == ()


def test_a_misshapen_package_is_a_problem():
    result = read.read("composer.lock", lock(({"name": "x"}, *PACKAGES)).encode())
    assert [one.place for one in result.problems] == ["packages[0]"]
    assert len(result.dependencies) == 4


def test_a_broken_composer_json_is_a_problem():
    result = read.read("composer.lock", lock().encode(), {"composer.json": b"{"}.get)
    assert [one.place for one in result.problems] == ["composer.json"]


@pytest.mark.parametrize("text", ["", "[]", "{}"])
def test_what_has_no_packages_is_refused(text):
    with pytest.raises(ReportError):
        read.read("composer.lock", text.encode())


test_hostile_locks_are_read_or_refused = reads_or_refuses(read, "composer.lock", lock(), BESIDE)
test_the_order_of_packages_is_no_matter = order_is_no_matter(read, "composer.lock", PACKAGES, lock, BESIDE)
