"""poetry.lock, of Poetry 1.0 to 2.x (lock-version 1.0 to 2.1).

* The ``pyproject.toml`` beside says what is direct and for what. Without it, the lock's own ``category``
  (until lock-version 2.0), ``groups`` (since 2.1) and ``optional`` give the scope.
* Until lock-version 1.1, hashes stand in ``metadata.files`` or ``metadata.hashes``.
* Packages with a source of type ``directory`` are the service's own code.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from holdfast.dependencies.entries import entries, mapping
from holdfast.dependencies.locked import Locked, Package
from holdfast.dependencies.python_projects import (
    Asked,
    ByName,
    ask,
    asked_beside,
    file_hashes,
    normal_name,
    table_lines,
)
from holdfast.dependencies.reading import Manifest, reader
from holdfast.errors import ReportError
from holdfast.model.dependency import Dependency, Scope

_NAME = re.compile(r"[A-Za-z0-9._-]+")
"""How an extra's requirement begins."""


class Entry(msgspec.Struct):
    """One ``[[package]]``."""

    name: str
    version: str
    optional: bool = False
    category: str = "main"
    groups: list[str] = []
    dependencies: dict[str, Any] = {}
    extras: dict[str, list[str]] = {}
    files: list[Any] = []
    source: dict[str, Any] = {}

    @property
    def package(self) -> Package:
        """Its name and version."""
        return Package(self.name, self.version)

    @property
    def scope(self) -> Scope:
        """What the lock itself says it is for."""
        if self.category == "dev" or (self.groups and "main" not in self.groups):
            return Scope.DEVELOPMENT
        return Scope.OPTIONAL if self.optional else Scope.RUNTIME


@reader("poetry-lock", title="Poetry", ecosystem="pypi", names=("poetry.lock",))
def read(manifest: Manifest) -> Iterator[Dependency]:
    """Every package that is not a folder of the service."""
    document = manifest.toml()
    if "package" not in document and "metadata" not in document:
        raise ReportError("The file is no poetry.lock", "it has no packages", "run: poetry lock")
    manifest.is_of_version(mapping(document.get("metadata")).get("lock-version"), ("1", "2"))
    found = {
        int(place): entry
        for place, entry in entries(manifest, "package", document.get("package"), Entry)
        if entry.source.get("type") != "directory"
    }
    lines = table_lines(manifest.text(), "[[package]]")
    older = _older_hashes(mapping(document.get("metadata")))
    packages = ByName(entry.package for entry in found.values())
    asked = asked_beside(manifest)
    wanted = _wanted_extras(found.values(), asked or [])
    locked = Locked("pypi")
    for place, entry in found.items():
        needs, may_need = _needed(entry, packages, wanted)
        hashes = file_hashes(entry.files or older.get(normal_name(entry.name), []))
        locked.add(
            entry.package,
            lines[place] if place < len(lines) else None,
            hashes,
            needs,
            may_need if asked is None else (),
        )
        locked.scope_is(entry.package, entry.scope)
    ask(locked, asked, packages)
    yield from locked.dependencies(manifest)


def _wanted_extras(found: Iterable[Entry], asked: Iterable[Asked]) -> set[tuple[str, str]]:
    """The normal names of packages and extras of theirs that the project or another package wants."""
    wanted = {(normal_name(one.name), normal_name(extra)) for one in asked for extra in one.extras}
    for entry in found:
        for name, value in entry.dependencies.items():
            for choice in value if isinstance(value, list) else [value]:
                extras = mapping(choice).get("extras")
                for extra in extras if isinstance(extras, list) else ():
                    wanted.add((normal_name(name), normal_name(str(extra))))
    return wanted


def _needed(
    entry: Entry, packages: ByName, wanted: set[tuple[str, str]]
) -> tuple[list[Package], list[Package]]:
    """What a package needs, and what only an extra needs that nobody is known to want."""
    extras = {
        normal_name(found[0])
        for extra, listed in entry.extras.items()
        if (normal_name(entry.name), normal_name(extra)) in wanted
        for text in listed
        if (found := _NAME.match(text))
    }
    needs: list[Package] = []
    may_need: list[Package] = []
    for name, value in entry.dependencies.items():
        choices = value if isinstance(value, list) else [value]
        is_optional = all(mapping(choice).get("optional") is True for choice in choices)
        is_needed = not is_optional or normal_name(name) in extras
        (needs if is_needed else may_need).extend(packages.of(name))
    return needs, may_need


def _older_hashes(metadata: dict[str, Any]) -> dict[str, list[Any]]:
    """Files by normal name, from where locks kept them before they stood with the package."""
    found: dict[str, list[Any]] = {}
    for name, listed in mapping(metadata.get("files")).items():
        found[normal_name(name)] = listed if isinstance(listed, list) else []
    for name, listed in mapping(metadata.get("hashes")).items():
        digests = listed if isinstance(listed, list) else []
        found[normal_name(name)] = [{"hash": f"sha256:{digest}"} for digest in digests]
    return found
