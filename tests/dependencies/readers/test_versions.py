"""A lock of a version that nobody knows here is read in part, never silently as empty."""

import pytest

from holdfast.dependencies.inventory import all_readers
from holdfast.errors import ReportError

UNKNOWN = {
    "package-lock": b'{"lockfileVersion": 99, "packages": {}}',
    "pnpm-lock": b"lockfileVersion: '99.0'",
    "bun-lock": b'{"lockfileVersion": 99}',
    "cargo": b"version = 99",
    "uv-lock": b"version = 99",
    "poetry-lock": b"package = []\nmetadata = {lock-version = '99.0'}",
    "pdm-lock": b"package = []\nmetadata = {lock_version = '99.0'}",
    "pylock": b"lock-version = '99.0'",
    "swift": b'{"version": 99, "pins": []}',
    "conda-lock": b"version: 99\npackage: []",
    "conan": b'{"version": "99.5", "requires": []}',
}


@pytest.mark.parametrize(("name", "data"), UNKNOWN.items(), ids=UNKNOWN)
def test_an_unknown_version_is_a_problem(name, data):
    reader = all_readers().get(name)
    found = reader.read(reader.names[0], data)
    assert [problem.place for problem in found.problems] == ["version of the format"]
    assert "not a version that is known here" in found.problems[0].why


@pytest.mark.parametrize("data", [b"{}", b'{"a": 1}'])
def test_an_object_that_is_no_lock_of_npm_is_refused(data):
    with pytest.raises(ReportError):
        all_readers().get("package-lock").read("package-lock.json", data)
