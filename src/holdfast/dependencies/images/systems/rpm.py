"""The RPM database in its three forms: SQLite, SUSE's own (ndb), and Berkeley DB of older systems.

Each holds one header a package, as ``rpm_header`` reads it.
"""

import re
from collections.abc import Iterable, Iterator

from holdfast.dependencies.images.systems.database import Database, system_package
from holdfast.dependencies.images.systems.rpm_files import headers_in
from holdfast.dependencies.images.systems.rpm_header import Header, Tag
from holdfast.dependencies.installed.record import MEBIBYTE, Record
from holdfast.dependencies.reading import Manifest
from holdfast.errors import ReportError
from holdfast.model.dependency import Dependency

_PATH = re.compile(
    r"(?:var/lib/rpm|usr/lib/sysimage/rpm|usr/share/rpm)/(?:rpmdb\.sqlite|Packages\.db|Packages)"
)
_LOG = re.compile(r"(?:var/lib/rpm|usr/lib/sysimage/rpm|usr/share/rpm)/rpmdb\.sqlite-wal")
_SOURCE = re.compile(r"(.+)-([^-]+)-([^-]+)\.(?:no)?src\.rpm")
_KEYS = frozenset({"gpg-pubkey"})
"""Public keys that are kept like packages."""


def read(manifest: Manifest) -> Iterator[Dependency]:
    """Every package."""
    for place, data in headers_in(manifest.data):
        try:
            header = Header(data)
        except ReportError as error:
            manifest.problem(place, f"{error.what}: {error.why}")
            continue
        name = header.text(Tag.NAME)
        version, release = header.text(Tag.VERSION), header.text(Tag.RELEASE)
        if name in _KEYS:
            continue
        if not name.strip("/") or not version or not release:
            manifest.problem(place, "a package without a name or a version")
            continue
        yield _package(header, name, f"{version}-{release}")


def _package(header: Header, name: str, version: str) -> Dependency:
    source = _SOURCE.fullmatch(header.text(Tag.SOURCE))
    return system_package(
        "rpm",
        name,
        version,
        source=(source[1], f"{source[2]}-{source[3]}") if source else ("", ""),
        licence=header.text(Tag.LICENCE),
        arch=header.text(Tag.ARCH),
        epoch=str(header.number(Tag.EPOCH) or ""),
    )


def _owned(data: bytes) -> Iterable[str]:
    for _, blob in headers_in(data):
        try:
            yield from Header(blob).files()
        except ReportError:
            continue  # The reading of packages has told of it.


def _log(manifest: Manifest) -> Iterator[Dependency]:
    if manifest.data:
        manifest.problem("log", "changes that are not in the RPM database yet are not read")
    return iter(())


DATABASES = (
    Database(
        record=Record(
            name="rpm",
            read_all=read,
            wants=lambda path: bool(_PATH.fullmatch(path)),
            limit_bytes=512 * MEBIBYTE,
        ),
        owns=_owned,
    ),
    Database(record=Record(name="rpm log", read_all=_log, wants=lambda path: bool(_LOG.fullmatch(path)))),
)
