"""Debian's package database: ``var/lib/dpkg/status``, and ``status.d`` of images without dpkg."""

import re
from collections.abc import Iterable, Iterator

from holdfast.dependencies.images.systems.database import Database, system_package
from holdfast.dependencies.installed.record import MEBIBYTE, Record
from holdfast.dependencies.reading import Manifest
from holdfast.model.dependency import Dependency

STATUS = "var/lib/dpkg/status"
_SINGLE = re.compile(r"var/lib/dpkg/status\.d/(?!.*\.md5sums$)[^/]+")
_LISTS = re.compile(r"var/lib/dpkg/(?:info/[^/]+\.list|status\.d/[^/]+\.md5sums)")
_FIELD = re.compile(r"(Package|Status|Version|Architecture|Source): *(.*)")
_SOURCE = re.compile(r"(\S+)(?:\s+\(([^()\s]+)\))?")
_NAME = re.compile(r"[a-zA-Z0-9][\w.+-]*")


def read(manifest: Manifest) -> Iterator[Dependency]:
    """Every package that is installed; what was removed and left its settings is not."""
    fields: dict[str, str] = {}
    start = 1
    for number, line in enumerate((*manifest.text().split("\n"), ""), start=1):
        if line.strip():
            found = _FIELD.match(line)
            if found:
                fields.setdefault(found[1], found[2].strip())
            continue
        if fields:
            yield from _package(manifest, fields, start)
        fields, start = {}, number + 1


def _package(manifest: Manifest, fields: dict[str, str], line: int) -> Iterator[Dependency]:
    # Images without dpkg have no Status: their packages were only ever unpacked.
    if not fields.get("Status", "ok installed").endswith(" installed"):
        return
    name, version = fields.get("Package", ""), fields.get("Version", "")
    if not _NAME.fullmatch(name) or not version:
        manifest.problem(f"line {line}", "a package without a name or a version")
        return
    source = _SOURCE.match(fields.get("Source", ""))
    yield system_package(
        "deb",
        name,
        version,
        source=(source[1], source[2] or "") if source else ("", ""),
        arch=fields.get("Architecture", ""),
    )


def _nothing(_: Manifest) -> Iterator[Dependency]:
    return iter(())


def _listed(data: bytes) -> Iterable[str]:
    """The paths of a list: plain ones, or each behind its MD5 sum."""
    for line in data.decode("utf-8", "backslashreplace").splitlines():
        path = line.partition("  ")[2] if not line.startswith("/") else line
        yield path.removeprefix("/")


DATABASES = (
    Database(
        record=Record(
            name="dpkg",
            read_all=read,
            wants=lambda path: path == STATUS or bool(_SINGLE.fullmatch(path)),
            limit_bytes=64 * MEBIBYTE,
        )
    ),
    Database(
        record=Record(name="dpkg files", read_all=_nothing, wants=lambda path: bool(_LISTS.fullmatch(path))),
        owns=_listed,
    ),
)
