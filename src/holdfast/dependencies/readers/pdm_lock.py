"""pdm.lock, lock version 3 and 4.

The ``pyproject.toml`` beside says what is direct and for what; without it, the groups of a package give its
scope. A package with extras stands in the file once more for each set of extras.
"""

from collections.abc import Iterator
from typing import Any

import msgspec

from holdfast.dependencies.entries import entries, mapping
from holdfast.dependencies.locked import Locked, Package
from holdfast.dependencies.python_projects import (
    ByName,
    ask,
    asked_beside,
    extra_scope,
    file_hashes,
    requirement,
    table_lines,
)
from holdfast.dependencies.reading import Manifest, reader
from holdfast.dependencies.uses import widest
from holdfast.errors import ReportError
from holdfast.model.dependency import Dependency, Scope


class Entry(msgspec.Struct):
    """One ``[[package]]``."""

    name: str
    version: str = ""
    groups: list[str] = []
    dependencies: list[str] = []
    files: list[Any] = []
    path: str = ""

    @property
    def package(self) -> Package:
        """Its name and version."""
        return Package(self.name, self.version)

    @property
    def scope(self) -> Scope:
        """What its groups are for; ``default`` is the project itself."""
        return widest(Scope.RUNTIME if group == "default" else extra_scope(group) for group in self.groups)


@reader("pdm-lock", title="PDM", ecosystem="pypi", names=("pdm.lock",))
def read(manifest: Manifest) -> Iterator[Dependency]:
    """Every package that is not a folder of the service."""
    document = manifest.toml()
    metadata = mapping(document.get("metadata"))
    if "package" not in document and not metadata:
        raise ReportError("The file is no pdm.lock", "it has no packages", "run: pdm lock")
    manifest.is_of_version(metadata.get("lock_version"), ("1", "2", "3", "4"))
    found = {
        int(place): entry
        for place, entry in entries(manifest, "package", document.get("package"), Entry)
        if not entry.path.startswith(".")
    }
    lines = table_lines(manifest.text(), "[[package]]")
    packages = ByName(dict.fromkeys(entry.package for entry in found.values()))
    locked = Locked("pypi")
    for place, entry in found.items():
        line = lines[place] if place < len(lines) else None
        files = entry.files or mapping(metadata.get("files")).get(f"{entry.name} {entry.version}")
        hashes = file_hashes(files if isinstance(files, list) else [])
        locked.add(entry.package, line, hashes, _needed(entry, packages))
        locked.scope_is(entry.package, entry.scope)
    ask(locked, asked_beside(manifest), packages)
    yield from locked.dependencies(manifest)


def _needed(entry: Entry, packages: ByName) -> Iterator[Package]:
    for text in entry.dependencies:
        asked = requirement(text)
        if asked:
            yield from (one for one in packages.of(asked.name, asked.version) if one != entry.package)
