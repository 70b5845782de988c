"""The contract of a package manager's database: what is installed, and which files belong to it.

The package URLs lack the distribution: which one it is stands in another file, perhaps of another layer.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from packageurl import PackageURL

from holdfast.dependencies.installed.record import Record
from holdfast.model.dependency import Dependency

MAX_OWNED = 3_000_000
"""Files of all packages of one database."""

Owns = Callable[[bytes], Iterable[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Database:
    """A kind of database.

    Attributes:
        record: How it is told, and what is installed.
        owns: The files that packages brought, by their path without the first slash. What a distribution
            ships as a package of its own it maintains: that is no package of a language beside.
    """

    record: Record
    owns: Owns | None = None


def system_package(
    kind: str,
    name: str,
    version: str,
    *,
    source: tuple[str, str] = ("", ""),
    licence: str = "",
    **qualifiers: str,
) -> Dependency:
    """A package of a distribution.

    Args:
        kind: Type of package URL: ``deb``, ``apk``, ``rpm``.
        name: Name of the package.
        version: Its version; of RPM packages with the release, without the epoch.
        source: Name and version of the source package, where they differ from its own.
        licence: As it declares it.
        qualifiers: Further parts of the package URL: ``arch``, ``epoch``.
    """
    from_name, from_version = source
    upstream = from_name if from_name != name or from_version not in ("", version) else ""
    if upstream and from_version not in ("", version):
        upstream = f"{upstream}@{from_version}"
    said = {key: value for key, value in (*qualifiers.items(), ("upstream", upstream)) if value}
    epoch = qualifiers.get("epoch", "")
    return Dependency(
        name=name,
        version=f"{epoch}:{version}" if epoch and epoch != "0" else version,
        purl=str(PackageURL(kind, None, name, version, said).to_string()),
        licence=licence,
    )
