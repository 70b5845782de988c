"""pubspec.lock of Dart and Flutter.

Packages from a path or from the SDK are left out: they are the service's own code, or come with Flutter.
"""

from collections.abc import Iterator
from typing import Any

import msgspec

from holdfast.dependencies.entries import entries, mapping
from holdfast.dependencies.reading import Manifest, reader
from holdfast.errors import ReportError
from holdfast.kit.packages import package_url
from holdfast.kit.plain_yaml import line_of, read_yaml
from holdfast.model.dependency import Dependency, Scope

_NOT_FETCHED = {"path", "sdk"}


class Package(msgspec.Struct):
    """One entry of ``packages``."""

    version: str
    dependency: str = ""
    source: str = "hosted"
    description: Any = None


@reader("pub", title="Dart pub", ecosystem="pub", names=("pubspec.lock",))
def read(manifest: Manifest) -> Iterator[Dependency]:
    """Every package that was fetched."""
    document = mapping(read_yaml(manifest.data))
    if "packages" not in document:
        raise ReportError("The file is no pubspec.lock", "it has no packages", "write it with: dart pub get")
    lines = {name: line_of(name) for name in mapping(document["packages"])}
    for name, package in entries(manifest, "packages", document["packages"], Package):
        if package.source in _NOT_FETCHED or not name:
            continue
        digest = mapping(package.description).get("sha256")
        yield Dependency(
            name=str(name),
            version=package.version,
            purl=package_url("pub", str(name), package.version),
            line=lines.get(name),
            scope=Scope.DEVELOPMENT if package.dependency == "direct dev" else Scope.RUNTIME,
            is_direct=package.dependency.startswith("direct") if package.dependency else None,
            hashes=(f"sha256:{digest}",) if isinstance(digest, str) and digest else (),
        )
