""".NET packages: the ``*.deps.json`` that is published beside an application."""

from collections.abc import Iterator
from typing import Any

from holdfast.dependencies.entries import entries, mapping
from holdfast.dependencies.installed.record import MEBIBYTE, Record, installed
from holdfast.dependencies.reading import Manifest
from holdfast.model.dependency import Dependency

_RUNTIME = "runtimepack."


def read(manifest: Manifest) -> Iterator[Dependency]:
    """Every package, and the pack of the run time of an application that brings its own."""
    document: dict[str, Any] = manifest.json(dict[str, Any])
    for key, library in entries(manifest, "libraries", document.get("libraries"), dict[str, Any]):
        kind = mapping(library).get("type")
        name, _, version = key.removeprefix(_RUNTIME).partition("/")
        if kind not in ("package", "runtimepack"):
            continue
        if name and version:
            yield installed("nuget", name, version)
        else:
            manifest.problem(f"libraries[{key}]", "it has no name or no version")


RECORD = Record(
    name="dotnet",
    read_all=read,
    wants=lambda path: path.endswith(".deps.json"),
    limit_bytes=16 * MEBIBYTE,
)
