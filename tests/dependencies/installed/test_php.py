import json

import pytest

from dependencies_laws import reads
from holdfast.dependencies.installed.php import RECORD
from holdfast.model.dependency import Scope

PACKAGES = [
    {"name": "symfony/http-kernel", "version": "v5.4.0", "license": ["MIT"]},
    {"name": "phpunit/phpunit", "version": "9.5.0", "license": "BSD-3-Clause"},
]


@pytest.mark.parametrize(
    "document", [{"packages": PACKAGES, "dev-package-names": ["phpunit/phpunit"]}, PACKAGES]
)
def test_both_shapes_are_read(document):
    found = reads(RECORD, "vendor/composer/installed.json", json.dumps(document))
    assert [one.purl for one in found] == [
        "pkg:composer/symfony/http-kernel@v5.4.0",
        "pkg:composer/phpunit/phpunit@9.5.0",
    ]
    assert (found[1].scope is Scope.DEVELOPMENT) == isinstance(document, dict)


def test_a_package_without_a_version_is_stated():
    read = RECORD.read("vendor/composer/installed.json", b'{"packages": [{"name": "a/b", "version": ""}]}')
    assert (read.dependencies, len(read.problems)) == ((), 1)
