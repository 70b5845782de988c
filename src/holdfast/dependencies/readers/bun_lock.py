"""bun.lock, the text form; the binary ``bun.lockb`` of Bun before 1.2 is refused with what to do.

The file is JSON with trailing commas. ``workspaces`` are the service's own folders; ``packages`` maps the
place of a package (``parent/name`` where it is nested) to a list: ``name@version``, then for packages of a
registry the registry, what it needs, and its integrity string.
"""

import re
from collections.abc import Iterator
from typing import Any

from holdfast.dependencies.entries import mapping
from holdfast.dependencies.locked import Locked, Package
from holdfast.dependencies.node_projects import OWN_CODE, archive_hashes, asked_for
from holdfast.dependencies.reading import Manifest, reader
from holdfast.errors import ReportError
from holdfast.kit.bounded import read_json
from holdfast.model.dependency import Dependency, Scope

_STRING_OR_COMMA = re.compile(rb'"(?:[^"\\]|\\.)*+"?|,(?=[ \t\r\n]*+[}\]])', re.DOTALL)
"""A string, or a comma that ends a list; the possessive repeats keep hostile text linear."""

_KEY = r'^[ \t]*"([^"\n]*)":[ \t]*\['


@reader("bun-lock", title="Bun", ecosystem="npm", names=("bun.lock", "bun.lockb"))
def read(manifest: Manifest) -> Iterator[Dependency]:
    """Every package that is not a folder of the service, once."""
    if manifest.name.endswith("b"):
        raise ReportError(
            "The file is Bun's binary lock file",
            "its format is Bun's own",
            "run: bun install --save-text-lockfile",
        )
    document = mapping(read_json(_STRING_OR_COMMA.sub(_without_comma, manifest.data)))
    if "lockfileVersion" not in document:
        raise ReportError(
            "The file is no bun.lock", "it does not say its lockfileVersion", "run: bun install"
        )
    manifest.is_of_version(document["lockfileVersion"], ("0", "1"))
    places = _Places(manifest, mapping(document.get("packages")))
    lines = manifest.lines_of(_KEY)
    locked = Locked("npm")
    for place, package in places.packages.items():
        asked = places.asked[place]
        locked.add(
            package,
            lines.get(place),
            places.hashes[place],
            places.found_from(place, (name for name, scope in asked.items() if scope is Scope.RUNTIME)),
            places.found_from(place, (name for name, scope in asked.items() if scope is Scope.OPTIONAL)),
        )
    for folder, workspace in mapping(document.get("workspaces")).items():
        start = str(mapping(workspace).get("name", "")) if folder else ""
        for name, (_, scope) in asked_for(mapping(workspace)).items():
            for package in places.found_from(start, (name,)):
                locked.ask(package, scope)
    yield from locked.dependencies(manifest)


def _without_comma(found: re.Match[bytes]) -> bytes:
    return b"" if found[0] == b"," else found[0]


class _Places:
    """The packages by place, and which of them is found from where."""

    def __init__(self, manifest: Manifest, entries: dict[str, Any]) -> None:
        self.packages: dict[str, Package] = {}
        self.hashes: dict[str, tuple[str, ...]] = {}
        self.asked: dict[str, dict[str, Scope]] = {}
        for place, entry in entries.items():
            locator = entry[0] if isinstance(entry, list) and entry else None
            if not isinstance(locator, str) or "@" not in locator[1:]:
                manifest.problem(f"packages[{place}]", "it is no list that begins with name and version")
                continue
            at = locator.index("@", 1)
            version = locator[at + 1 :]
            if version.startswith(OWN_CODE):
                continue
            self.packages[place] = Package(locator[:at], "" if ":" in version or "/" in version else version)
            details = next((part for part in entry if isinstance(part, dict)), {})
            self.asked[place] = {name: asked.scope for name, asked in asked_for(details).items()}
            last = entry[-1]
            self.hashes[place] = archive_hashes(last) if isinstance(last, str) else ()

    def found_from(self, place: str, names: Iterator[str] | tuple[str, ...]) -> Iterator[Package]:
        """The packages that code at a place gets for names: the nearest nested one, going upward."""
        for name in names:
            around = place
            while f"{around}/{name}" not in self.packages and around:
                around = _above(around)
            found = self.packages.get(f"{around}/{name}" if around else name)
            if found:
                yield found


def _above(place: str) -> str:
    """``a/@s/b`` as ``a``: the place that a package is nested in."""
    rest, _, _ = place.rpartition("/")
    before, slash, last = rest.rpartition("/")
    if last.startswith("@"):
        return before if slash else ""
    return rest
