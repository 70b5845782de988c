"""Package.resolved."""

import json

import pytest

from dependencies.readers.laws import found, order_is_no_matter, reads_or_refuses
from holdfast.dependencies.readers.swift import read
from holdfast.errors import ReportError

PINS = (
    {
        "identity": "swift-nio",
        "kind": "remoteSourceControl",
        "location": "https://github.com/apple/swift-nio.git",
        "state": {"revision": "ab", "version": "2.41.1"},
    },
    {"identity": "vapor", "location": "git@github.com:vapor/vapor.git", "state": {"version": "4.0.0"}},
    {"identity": "core", "kind": "localSourceControl", "location": "/code/core", "state": {"version": "1"}},
)


def resolved(pins=PINS):
    return json.dumps({"pins": pins, "version": 2}, indent=2)


def test_packages_are_named_by_their_repository():
    packages = found(read, "Package.resolved", resolved())
    assert [(one.name, one.purl, one.line) for one in packages.values()] == [
        ("github.com/apple/swift-nio", "pkg:swift/github.com/apple/swift-nio@2.41.1", 6),
        ("github.com/vapor/vapor", "pkg:swift/github.com/vapor/vapor@4.0.0", 14),
    ]


def test_the_first_version_has_other_words():
    pin = {"package": "Vapor", "repositoryURL": "ssh://git@git.example:22/a/b", "state": {"version": "4.0.0"}}
    assert list(found(read, "Package.resolved", json.dumps({"object": {"pins": [pin]}, "version": 1}))) == [
        "git.example/a/b@4.0.0"
    ]


@pytest.mark.parametrize(
    "pin",
    [
        {"location": "https://a.example/b", "state": {"branch": "main"}},
        {"state": {"version": "1"}},
        {"state": 1},
    ],
)
def test_a_pin_without_version_or_address_is_a_problem(pin):
    assert [one.place for one in read.read("Package.resolved", resolved((pin,)).encode()).problems] == [
        "pins[0]"
    ]


@pytest.mark.parametrize("text", ["", "{}", "[]"])
def test_what_has_no_pins_is_refused(text):
    with pytest.raises(ReportError):
        read.read("Package.resolved", text.encode())


test_hostile_files_are_read_or_refused = reads_or_refuses(read, "Package.resolved", resolved())
test_the_order_of_pins_is_no_matter = order_is_no_matter(read, "Package.resolved", PINS, resolved)
