"""Pipfile.lock, pipfile-spec 6: one object for each category of packages.

It does not say who needs whom; the ``Pipfile`` beside says what is direct.
"""

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from holdfast.dependencies.entries import entries, mapping
from holdfast.dependencies.python_projects import archive, exact_version, normal_name
from holdfast.dependencies.reading import Manifest, reader, toml_of
from holdfast.errors import ReportError
from holdfast.kit.packages import package_url
from holdfast.model.dependency import Dependency, Scope

_OPENED = re.compile(r'^( {4}| {8}|\t{1,2})"([^"\n]*)":[ \t]*\{')


class Entry(msgspec.Struct):
    """One package."""

    version: str = ""
    hashes: list[str] = []
    file: str = ""
    path: str = ""


@reader("pipfile-lock", title="Pipenv", ecosystem="pypi", names=("Pipfile.lock",))
def read(manifest: Manifest) -> Iterator[Dependency]:
    """Every package of every category, once; one that is needed at run time is no development package."""
    document: object = manifest.json()
    if not isinstance(document, dict) or "_meta" not in document:
        raise ReportError("The file is no Pipfile.lock", "it has no _meta", "run: pipenv lock")
    direct = _direct(manifest)
    lines = _lines(manifest.text())
    seen: set[tuple[str, str]] = set()
    categories = [name for name in document if name != "_meta"]
    for category in sorted(categories, key=lambda name: (name == "develop", name != "default")):
        for name, entry in entries(manifest, category, document[category], Entry):
            version = exact_version(entry.version) or archive(entry.file)[1]
            if entry.path or (name, version) in seen:
                continue
            seen.add((name, version))
            if not version:
                manifest.problem(f"{category}[{name}]", "it has no version, so it could not be examined")
            yield Dependency(
                name=name,
                version=version,
                purl=package_url("pypi", name, version),
                line=lines.get((category, name)),
                scope=Scope.DEVELOPMENT if category == "develop" else Scope.RUNTIME,
                is_direct=None if direct is None else normal_name(name) in direct,
                hashes=tuple(entry.hashes),
            )


def _direct(manifest: Manifest) -> set[str] | None:
    data = manifest.beside("Pipfile")
    if data is None:
        return None
    try:
        document: dict[str, Any] = toml_of(data)
    except ReportError as error:
        manifest.problem("Pipfile", f"{error.what}: {error.why}")
        return None
    tables = (table for name, table in document.items() if name not in ("source", "requires", "scripts"))
    return {normal_name(name) for table in tables for name in mapping(table)}


def _lines(text: str) -> dict[tuple[str, str], int]:
    """The line of each package, by category and name: Pipenv indents by four."""
    found: dict[tuple[str, str], int] = {}
    category = ""
    for number, line in enumerate(text.split("\n"), 1):
        opened = _OPENED.match(line)
        if opened and len(opened[1].expandtabs(4)) == 4:
            category = opened[2]
        elif opened:
            found.setdefault((category, opened[2]), number)
    return found
