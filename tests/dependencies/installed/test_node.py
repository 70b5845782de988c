import json

import pytest

from dependencies_laws import reads
from holdfast.dependencies.installed.node import RECORD


@pytest.mark.parametrize(
    ("path", "is_one"),
    [
        ("app/node_modules/a/package.json", True),
        ("node_modules/@s/a/package.json", True),
        ("node_modules/a/node_modules/b/package.json", True),
        ("node_modules/.pnpm/a@1/node_modules/a/package.json", True),
        ("node_modules/a/test/package.json", False),
        ("node_modules/@s/package.json", False),
        ("package.json", False),
    ],
)
def test_only_the_folders_of_packages_are_packages(path, is_one):
    assert RECORD.wants(path) is is_one


@pytest.mark.parametrize(
    ("declared", "licence"),
    [
        ({"license": "MIT"}, "MIT"),
        ({"license": {"type": "ISC"}}, "ISC"),
        ({"licenses": [{"type": "MIT"}, {"type": "Apache-2.0"}]}, "MIT OR Apache-2.0"),
        ({"license": 7}, ""),
    ],
)
def test_a_package_has_name_version_and_licence(declared, licence):
    data = json.dumps({"name": "@s/a", "version": "1.2.3", **declared})
    [one] = reads(RECORD, "node_modules/@s/a/package.json", data)
    assert (one.purl, one.licence) == ("pkg:npm/%40s/a@1.2.3", licence)


def test_a_bare_marker_is_no_package():
    assert reads(RECORD, "node_modules/a/package.json", '{"type": "module"}') == []
