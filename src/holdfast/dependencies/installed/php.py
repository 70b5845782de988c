"""PHP packages: ``vendor/composer/installed.json``, of Composer 1 (a list) and 2."""

from collections.abc import Iterator
from typing import Any

import msgspec

from holdfast.dependencies.entries import entries, mapping
from holdfast.dependencies.installed.record import MEBIBYTE, Record, either, installed
from holdfast.dependencies.reading import Manifest
from holdfast.model.dependency import Dependency, Scope


class Package(msgspec.Struct):
    """One package that is there."""

    name: str
    version: str
    license: list[str] | str = []


def read(manifest: Manifest) -> Iterator[Dependency]:
    """Every package; those for development only are marked so."""
    document: Any = manifest.json()
    packages = document if isinstance(document, list) else mapping(document).get("packages")
    development = mapping(document).get("dev-package-names") or []
    for place, package in entries(manifest, "packages", packages, Package):
        if not package.name or not package.version:
            manifest.problem(f"packages[{place}]", "it has no name or no version")
            continue
        licences = [package.license] if isinstance(package.license, str) else package.license
        one = installed("composer", package.name, package.version, either(licences))
        is_needed = package.name not in development
        yield msgspec.structs.replace(one, scope=Scope.RUNTIME if is_needed else Scope.DEVELOPMENT)


RECORD = Record(
    name="php",
    read_all=read,
    wants=lambda path: path == "vendor/composer/installed.json" or path.endswith("/composer/installed.json"),
    limit_bytes=32 * MEBIBYTE,
)
