"""uv.lock, version 1.

Packages with an editable, virtual or directory source are the service's own: what they ask for is direct. An
edge names a version only where the lock holds several; optional dependencies stand in the lock only when
somebody wants that extra.
"""

from collections.abc import Iterator
from typing import Any

import msgspec

from holdfast.dependencies.entries import entries, mapping
from holdfast.dependencies.locked import Locked, Package
from holdfast.dependencies.python_projects import ByName, extra_scope, file_hashes, table_lines
from holdfast.dependencies.reading import Manifest, reader
from holdfast.errors import ReportError
from holdfast.model.dependency import Dependency, Scope

_OWN_SOURCES = frozenset({"editable", "virtual", "directory"})


class Entry(msgspec.Struct, rename="kebab"):
    """One ``[[package]]``."""

    name: str
    version: str = ""
    source: dict[str, Any] = {}
    dependencies: list[Any] = []
    optional_dependencies: dict[str, list[Any]] = {}
    dev_dependencies: dict[str, list[Any]] = {}
    sdist: Any = None
    wheels: list[Any] = []

    @property
    def package(self) -> Package:
        """Its name and version."""
        return Package(self.name, self.version)

    @property
    def is_own(self) -> bool:
        """Whether it is a folder of the service."""
        return not _OWN_SOURCES.isdisjoint(self.source)

    def asked(self) -> Iterator[tuple[Scope, Any]]:
        """Every edge, with what it is for."""
        yield from ((Scope.RUNTIME, edge) for edge in self.dependencies)
        for extra, edges in self.optional_dependencies.items():
            yield from ((extra_scope(extra), edge) for edge in edges)
        for edges in self.dev_dependencies.values():
            yield from ((Scope.DEVELOPMENT, edge) for edge in edges)


@reader("uv-lock", title="uv", ecosystem="pypi", names=("uv.lock",))
def read(manifest: Manifest) -> Iterator[Dependency]:
    """Every package that is not a folder of the service."""
    document = manifest.toml()
    if "version" not in document:
        raise ReportError("The file is no uv.lock", "it does not say its version", "run: uv lock")
    manifest.is_of_version(document["version"], ("1",))
    found = {
        int(place): entry for place, entry in entries(manifest, "package", document.get("package"), Entry)
    }
    lines = table_lines(manifest.text(), "[[package]]")
    packages = ByName(entry.package for entry in found.values() if not entry.is_own)
    locked = Locked("pypi")
    for place, entry in found.items():
        asked = [(scope, package) for scope, edge in entry.asked() for package in _targets(edge, packages)]
        if entry.is_own:
            for scope, package in asked:
                locked.ask(package, scope)
            continue
        hashes = file_hashes([*entry.wheels, entry.sdist])
        line = lines[place] if place < len(lines) else None
        locked.add(entry.package, line, hashes, (package for _, package in asked))
    yield from locked.dependencies(manifest)


def _targets(edge: object, packages: ByName) -> list[Package]:
    name, version = mapping(edge).get("name"), mapping(edge).get("version")
    return packages.of(name, version if isinstance(version, str) else "") if isinstance(name, str) else []
