"""packages.lock.json."""

import json

import pytest

from dependencies.readers.laws import found, order_is_no_matter, reads_or_refuses
from holdfast.dependencies.readers.nuget_lock import read
from holdfast.errors import ReportError

NET6 = {
    "Serilog": {"type": "Direct", "requested": "[2.12.0, )", "resolved": "2.12.0", "contentHash": "q80="},
    "Acme.Web": {
        "type": "Direct",
        "resolved": "3.0.0",
        "dependencies": {"System.Text.Json": "6.0.0"},
    },
    "System.Text.Json": {
        "type": "Transitive",
        "resolved": "6.0.1",
        "dependencies": {"system.memory": "4.5.4"},
    },
    "System.Memory": {"type": "CentralTransitive", "requested": "[4.5.5, )", "resolved": "4.5.5"},
    "shop.core": {"type": "Project", "dependencies": {"Dapper": "[2.0.0, )"}},
    "Dapper": {"type": "Transitive", "resolved": "2.0.0"},
}
NET48 = {"Serilog": {"type": "Transitive", "resolved": "2.10.0", "contentHash": "no base64"}}


ITEMS = tuple(NET6.items())


def lock(items=ITEMS):
    return json.dumps({"version": 2, "dependencies": {"net6.0": dict(items), "net48": NET48}}, indent=2)


def test_packages_of_all_frameworks_are_told_with_their_ways():
    packages = found(read, "packages.lock.json", lock())
    assert {name: (one.is_direct, one.path) for name, one in packages.items()} == {
        "Serilog@2.12.0": (True, ()),
        "Acme.Web@3.0.0": (True, ()),
        "System.Text.Json@6.0.1": (False, ("Acme.Web@3.0.0",)),
        "System.Memory@4.5.5": (False, ("Acme.Web@3.0.0", "System.Text.Json@6.0.1")),
        "Dapper@2.0.0": (False, ("shop.core",)),
        "Serilog@2.10.0": (False, ()),
    }


def test_a_package_carries_purl_hash_and_line():
    packages = found(read, "packages.lock.json", lock())
    serilog = packages["Serilog@2.12.0"]
    assert (serilog.purl, serilog.hashes, serilog.line) == ("pkg:nuget/Serilog@2.12.0", ("sha512:abcd",), 5)
    assert packages["Serilog@2.10.0"].hashes == ()


def test_a_package_without_a_version_is_a_problem():
    result = read.read("packages.lock.json", lock((("X", {"type": "Direct"}),)).encode())
    assert [one.place for one in result.problems] == ["net6.0[X]"]


@pytest.mark.parametrize("text", ["", "[]", "{}"])
def test_what_has_no_dependencies_is_refused(text):
    with pytest.raises(ReportError):
        read.read("packages.lock.json", text.encode())


test_hostile_locks_are_read_or_refused = reads_or_refuses(read, "packages.lock.json", lock())
test_the_order_of_packages_is_no_matter = order_is_no_matter(read, "packages.lock.json", ITEMS, lock)
