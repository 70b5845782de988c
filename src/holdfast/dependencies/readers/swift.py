"""Package.resolved of Swift, versions 1 to 3: packages by the address of their repository.

A package pinned to a branch or a commit has no version: a problem. The file does not tell what is direct.
"""

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from holdfast.dependencies.entries import entries, mapping
from holdfast.dependencies.reading import Manifest, reader
from holdfast.errors import ReportError
from holdfast.kit.packages import package_url
from holdfast.model.dependency import Dependency

_ADDRESS = re.compile(r"(?:[a-z+]+://)?(?:[^@/\s]+@)?([^:/\s]+)(?::\d+)?[:/]+([^\s?#]+)")
_LOCAL = {"fileSystem", "localSourceControl"}
_MAX_ADDRESS_CHARS = 500


class State(msgspec.Struct):
    """What a package is pinned to."""

    version: str | None = None
    branch: str | None = None
    revision: str | None = None


class Pin(msgspec.Struct):
    """One pin, of version 1 (``repositoryURL``) or later (``location``)."""

    state: State
    kind: str = ""
    location: str | None = None
    repository_url: str | None = msgspec.field(name="repositoryURL", default=None)


@reader("swift", title="Swift packages", ecosystem="swift", names=("Package.resolved",))
def read(manifest: Manifest) -> Iterator[Dependency]:
    """Every pin that is not a folder."""
    document: dict[str, Any] = manifest.json(dict[str, Any])
    pins = document.get("pins", mapping(document.get("object")).get("pins"))
    if pins is None:
        raise ReportError(
            "The file is no Package.resolved", "it has no pins", "write it with: swift package resolve"
        )
    manifest.is_of_version(document.get("version"), ("1", "2", "3"))
    lines = manifest.lines_of(r'"(?:location|repositoryURL)"[ \t]*:[ \t]*"([^"\n]{1,500})"')
    for place, pin in entries(manifest, "pins", pins, Pin):
        if pin.kind in _LOCAL:
            continue
        address = pin.location or pin.repository_url or ""
        found = _ADDRESS.fullmatch(address[:_MAX_ADDRESS_CHARS])
        if not found:
            manifest.problem(f"pins[{place}]", "it has no address of a repository")
            continue
        name = f"{found[1]}/{found[2]}".removesuffix("/").removesuffix(".git")
        if not pin.state.version:
            manifest.problem(f"pins[{place}]", f"{name} is pinned to a branch or commit, not to a version")
        version = pin.state.version or ""
        yield Dependency(
            name=name, version=version, purl=package_url("swift", name, version), line=lines.get(address)
        )
