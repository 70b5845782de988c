"""Where a SARIF result is: file addresses resolved to paths, regions, and named places."""

import re
from collections.abc import Mapping, Sequence
from urllib.parse import unquote

from holdfast.findings.paths import local_path
from holdfast.findings.sarif.shape import Artifact, ArtifactLocation, LogicalLocation, Place, Region
from holdfast.model.finding import Location

MAX_BASES = 10
"""Bases that stand on each other before an address is taken as it is; real logs have one or two."""

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+):")
_DRIVE = re.compile(r"/[A-Za-z]:/")
_SOURCE_ROOTS = frozenset(
    {"SRCROOT", "SOURCEROOT", "PROJECTROOT", "REPOROOT", "ROOTPATH", "ROOT", "WORKSPACE"}
)


class Places:
    """Resolves the locations of one run."""

    def __init__(self, bases: Mapping[str, ArtifactLocation] | None, artifacts: Sequence[Artifact]) -> None:
        """Take the run's base addresses and its list of files."""
        self._bases = bases or {}
        self._artifacts = artifacts
        absolute = [name for name, base in self._bases.items() if _SCHEME.match(base.uri or "")]
        self._roots = {name for name in absolute if len(absolute) == 1 or _is_source_root(name)}
        self._known: dict[tuple[str | None, str | None], str] = {}

    def location(self, places: Sequence[Place] | None, *, with_snippet: bool) -> Location:
        """The first place of a result; results with several places must be repaired in each of them."""
        place = places[0] if places else Place()
        physical = place.physical_location
        artifact = physical.artifact_location if physical else None
        address = self.address(artifact) if artifact else ""
        resource = _resource(place.logical_locations)
        if address.startswith(("http://", "https://")):
            return Location(url=address, resource=resource)
        region = (physical.region if physical else None) or Region()
        snippet = region.snippet.text if region.snippet and with_snippet else None
        return Location(
            path=address or None,
            line=region.start_line,
            # An absent end line is the start line (§3.30.7).
            end_line=region.end_line or region.start_line,
            column=region.start_column,
            end_column=region.end_column,
            resource=resource,
            context=_first_line(snippet) if snippet else None,
        )

    def address(self, location: ArtifactLocation) -> str:
        """The path of a file, relative to the source root where the log says so; else its URL.

        A base that is absolute and the root of the sources is left off: it names a folder of the machine
        that ran the tool. A relative base ("src/" upon the root) is put in front.
        """
        if location.uri is None and 0 <= location.index < len(self._artifacts):
            location = self._artifacts[location.index].location or location
        key = (location.uri, location.uri_base_id)
        if key not in self._known:
            self._known[key] = _as_path(self._with_bases(location))
        return self._known[key]

    def _with_bases(self, location: ArtifactLocation) -> str:
        uri, base_name = location.uri or "", location.uri_base_id
        for _ in range(MAX_BASES):
            base = self._bases.get(base_name) if base_name else None
            if base is None or base_name in self._roots or _SCHEME.match(uri):
                break
            prefix = base.uri or ""
            uri = f"{prefix.rstrip('/')}/{uri}" if prefix else uri
            base_name = base.uri_base_id
        return uri


def _first_line(snippet: str) -> str | None:
    """The flagged line; what stands below may hold anything."""
    if "\n" in snippet:
        return next((line for line in snippet.splitlines() if line.strip()), None)
    return snippet if snippet.strip() else None


def _is_source_root(name: str) -> bool:
    return name.strip("%").replace("_", "").upper() in _SOURCE_ROOTS


def _as_path(uri: str) -> str:
    """A path for relative and file URIs; other URIs as they are."""
    if uri[:5].lower() == "file:":
        path = local_path(uri)
        return path[1:] if _DRIVE.match(path) else path
    return uri if _SCHEME.match(uri) else unquote(uri)


def _resource(names: Sequence[LogicalLocation] | None) -> str | None:
    if not names:
        return None
    found = (place.fully_qualified_name or place.name for place in names)
    return next((name for name in found if name), None)
