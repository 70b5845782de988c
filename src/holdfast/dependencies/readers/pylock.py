"""pylock.toml and pylock.<name>.toml, the lock file of PEP 751, version 1.0.

It need not say who needs whom, and never says what the project asks for: the ``pyproject.toml`` beside does.
Where there is none, markers about groups and extras give the scope. Packages with a ``directory`` are the
service's own code.
"""

from collections.abc import Iterator
from typing import Any

import msgspec

from holdfast.dependencies.entries import entries, mapping
from holdfast.dependencies.locked import Locked, Package
from holdfast.dependencies.python_projects import (
    ByName,
    archive,
    ask,
    asked_beside,
    file_hashes,
    table_lines,
)
from holdfast.dependencies.reading import Manifest, reader
from holdfast.errors import ReportError
from holdfast.model.dependency import Dependency, Scope


class Entry(msgspec.Struct):
    """One ``[[packages]]``."""

    name: str
    version: str = ""
    marker: str = ""
    dependencies: list[Any] = []
    archive_table: Any = msgspec.field(name="archive", default=None)
    directory: Any = None
    sdist: Any = None
    wheels: list[Any] = []

    @property
    def package(self) -> Package:
        """Its name and version; that of an archive may stand in the archive's name only."""
        url = mapping(self.archive_table).get("url") or mapping(self.archive_table).get("path")
        return Package(self.name, self.version or (archive(url)[1] if isinstance(url, str) else ""))

    @property
    def scope(self) -> Scope:
        """What its marker says it is for."""
        if "in dependency_groups" in self.marker:
            return Scope.DEVELOPMENT
        return Scope.OPTIONAL if "in extras" in self.marker else Scope.RUNTIME


@reader("pylock", title="pylock.toml", ecosystem="pypi", names=("pylock.toml", "pylock.*.toml"))
def read(manifest: Manifest) -> Iterator[Dependency]:
    """Every package that is not a folder of the service."""
    document = manifest.toml()
    if "lock-version" not in document:
        raise ReportError("The file is no pylock.toml", "it does not say its lock-version", "write it again")
    manifest.is_of_version(document["lock-version"], ("1",))
    found = {
        int(place): entry
        for place, entry in entries(manifest, "packages", document.get("packages"), Entry)
        if entry.directory is None
    }
    lines = table_lines(manifest.text(), "[[packages]]")
    packages = ByName(entry.package for entry in found.values())
    locked = Locked("pypi")
    for place, entry in found.items():
        hashes = file_hashes([*entry.wheels, entry.sdist, entry.archive_table])
        line = lines[place] if place < len(lines) else None
        locked.add(entry.package, line, hashes, _needed(entry, packages))
        locked.scope_is(entry.package, entry.scope)
    ask(locked, asked_beside(manifest), packages)
    yield from locked.dependencies(manifest)


def _needed(entry: Entry, packages: ByName) -> Iterator[Package]:
    for edge in entry.dependencies:
        name, version = mapping(edge).get("name"), mapping(edge).get("version")
        if isinstance(name, str):
            yield from packages.of(name, version if isinstance(version, str) else "")
