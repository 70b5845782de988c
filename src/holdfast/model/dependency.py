"""The dependency: one package at one version that a manifest, an environment or an image brings in."""

from enum import StrEnum

import msgspec


class Scope(StrEnum):
    """What a dependency is needed for, as its manifest says."""

    RUNTIME = "runtime"
    DEVELOPMENT = "development"
    OPTIONAL = "optional"


class Dependency(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One package at one version, at one place in one manifest.

    Attributes:
        name: Name as its ecosystem writes it, with its namespace (``@babel/traverse``).
        version: Installed version; empty when the manifest only gives a range.
        purl: Package URL, with the version where there is one; empty when the ecosystem has none.
        manifest: File that names it, relative to the scanned folder or the image's root.
        line: Line of that file, counted from 1.
        scope: What it is needed for; the widest when several uses differ.
        is_direct: Whether the service asks for it itself; ``None`` when the manifest does not say.
        path: How it came in: from the direct dependency to its parent, ``name@version`` each; the shortest
            way, empty for direct dependencies and where the manifest does not say.
        licence: SPDX licence expression as the manifest or the package declares it; empty when not known.
        hashes: Of the package's archive, as ``sha512:<hex>``.
        layer: Digest of the image layer that brought it.
    """

    name: str
    version: str = ""
    purl: str = ""
    manifest: str = ""
    line: int | None = None
    scope: Scope = Scope.RUNTIME
    is_direct: bool | None = None
    path: tuple[str, ...] = ()
    licence: str = ""
    hashes: tuple[str, ...] = ()
    layer: str | None = None

    def __str__(self) -> str:
        return f"{self.name}@{self.version}" if self.version else self.name
