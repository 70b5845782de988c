"""Alpine's package database: ``lib/apk/db/installed``, one letter a field."""

from collections.abc import Iterable, Iterator

from holdfast.dependencies.images.systems.database import Database, system_package
from holdfast.dependencies.installed.record import MEBIBYTE, Record
from holdfast.dependencies.reading import Manifest
from holdfast.model.dependency import Dependency

PATHS = ("lib/apk/db/installed", "usr/lib/apk/db/installed")


def read(manifest: Manifest) -> Iterator[Dependency]:
    """Every package."""
    fields: dict[str, str] = {}
    start = 1
    for number, line in enumerate((*manifest.text().split("\n"), ""), start=1):
        if line.strip():
            key, colon, value = line.partition(":")
            if colon:
                fields.setdefault(key, value.strip())
            continue
        if fields:
            yield from _package(manifest, fields, start)
        fields, start = {}, number + 1


def _package(manifest: Manifest, fields: dict[str, str], line: int) -> Iterator[Dependency]:
    name, version = fields.get("P", "").strip("/"), fields.get("V", "")
    if not name or not version:
        manifest.problem(f"line {line}", "a package without a name or a version")
        return
    yield system_package(
        "apk",
        name,
        version,
        source=(fields.get("o", ""), ""),
        licence=fields.get("L", ""),
        arch=fields.get("A", ""),
    )


def _owned(data: bytes) -> Iterable[str]:
    """The files: each ``R`` lies in the folder of the ``F`` before it."""
    folder = ""
    for line in data.decode("utf-8", "backslashreplace").splitlines():
        if line.startswith("F:"):
            folder = line[2:]
        elif line.startswith("R:"):
            yield f"{folder}/{line[2:]}" if folder else line[2:]


DATABASES = (
    Database(
        record=Record(name="apk", read_all=read, wants=lambda path: path in PATHS, limit_bytes=64 * MEBIBYTE),
        owns=_owned,
    ),
)
