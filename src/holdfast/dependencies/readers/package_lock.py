"""npm's package-lock.json and npm-shrinkwrap.json, lockfileVersion 1, 2 and 3.

* Versions 2 and 3 list every folder of ``node_modules`` under ``packages``; version 2 repeats them, shaped as
  in version 1, under ``dependencies``, for old npm: that part is passed over.
* Version 1 nests folders in folders, and does not say what the service asks for: the ``package.json`` beside
  does. It is read into the shape of the others.
* Folders outside ``node_modules`` are the service's own: the root, workspaces, targets of ``file:``.
* A bundled package lies in the archive of another; it is installed all the same.
"""

import re
from collections import deque
from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from holdfast.dependencies.entries import mapping
from holdfast.dependencies.graph import Ways
from holdfast.dependencies.node_projects import (
    ARCHIVES,
    OWN_CODE,
    archive_hashes,
    asked_for,
    package_json,
    without_alias,
)
from holdfast.dependencies.reading import Manifest, reader
from holdfast.errors import ReportError
from holdfast.kit.packages import package_url
from holdfast.model.dependency import Dependency, Scope

NODE_MODULES = "node_modules/"

_LONGEST_PATH = 4096
"""Characters; no file system has a longer one, so what version 1 nests deeper is not entered."""

_MOST_LEVELS = 64
"""How many folders upward a package is looked for: npm nests some ten deep."""

_OBJECT_KEY = re.compile(r'^[ \t]*"([^"\n]*)":[ \t]*\{', re.MULTILINE)
"""A line that opens an object. npm writes one key a line."""


class Entry(msgspec.Struct):
    """One folder of ``packages``: of ``node_modules``, or of the service itself."""

    name: str = ""
    version: str = ""
    resolved: str | bool = ""
    integrity: str = ""
    link: bool = False
    dev: bool = False
    optional: bool = False
    devOptional: bool = False  # noqa: N815 - npm's spelling.
    license: Any = ""
    dependencies: dict[str, str] = {}
    devDependencies: dict[str, str] = {}  # noqa: N815
    optionalDependencies: dict[str, str] = {}  # noqa: N815
    peerDependencies: dict[str, str] = {}  # noqa: N815

    @property
    def scope(self) -> Scope:
        """What npm's flags say; ``devOptional`` is needed by a development and by an optional dependency."""
        if self.dev:
            return Scope.DEVELOPMENT
        return Scope.OPTIONAL if self.optional or self.devOptional else Scope.RUNTIME

    @property
    def licence(self) -> str:
        """The licence; packages of before 2015 wrote an object."""
        value = mapping(self.license).get("type", self.license)
        return value if isinstance(value, str) else ""

    def asks_for(self, *, is_own: bool) -> Iterator[str]:
        """The names that it asks for; those for development are installed for the service's own code only."""
        yield from self.dependencies
        yield from self.optionalDependencies
        yield from self.peerDependencies
        if is_own:
            yield from self.devDependencies


class Document(msgspec.Struct):
    """The whole lock file."""

    lockfileVersion: int | None = None  # noqa: N815
    packages: dict[str, msgspec.Raw] | None = None
    dependencies: dict[str, Any] | None = None


@reader("package-lock", title="npm", ecosystem="npm", names=("package-lock.json", "npm-shrinkwrap.json"))
def read(manifest: Manifest) -> Iterator[Dependency]:
    """Every folder that npm installs from elsewhere."""
    document: Document = manifest.json(Document)
    manifest.is_of_version(document.lockfileVersion, ("1", "2", "3"))
    if document.packages is not None:
        folders = _Folders(_decoded(manifest, document.packages))
        yield from folders.dependencies(manifest, manifest.lines_of(_OBJECT_KEY.pattern).get)
    elif document.dependencies is not None or document.lockfileVersion == 1:
        flat = _Flattened(manifest)
        flat.take(document.dependencies or {})
        root = package_json(manifest)
        folders = _Folders({"": _root(root), **flat.entries})
        yield from folders.dependencies(manifest, flat.lines.get, knows_direct=root is not None)
    else:
        raise ReportError(
            "The file is no npm lock file", "it has neither packages nor dependencies", "run: npm install"
        )


def _decoded(manifest: Manifest, raws: dict[str, msgspec.Raw]) -> dict[str, Entry]:
    decode = msgspec.json.Decoder(Entry, strict=False).decode
    entries = {}
    for folder, raw in raws.items():
        try:
            entries[folder] = decode(raw)
        except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
            manifest.problem(f"packages[{folder}]", str(error))
    return entries


def _root(document: dict[str, Any] | None) -> Entry:
    """The service itself, as its ``package.json`` describes it."""
    return Entry(dependencies={name: asked.range for name, asked in asked_for(document or {}).items()})


class _Folders:
    """All folders of the installation, and which of them node would load from which."""

    def __init__(self, entries: dict[str, Entry]) -> None:
        self.entries = entries
        self.needs: dict[str, list[str]] = {}
        self.direct: dict[str, None] = {}
        for folder, entry in entries.items():
            is_own = NODE_MODULES not in folder or entry.link
            found = [
                path
                for name in entry.asks_for(is_own=is_own)
                if (path := self._loaded_from(folder, name)) is not None and NODE_MODULES in path
            ]
            if is_own:
                self.direct.update(dict.fromkeys(found))
            else:
                self.needs[folder] = found

    def _loaded_from(self, folder: str, name: str) -> str | None:
        """The folder where node finds a package: the nearest ``node_modules`` going upward."""
        for _ in range(_MOST_LEVELS):
            path = f"{folder}/{NODE_MODULES}{name}" if folder else f"{NODE_MODULES}{name}"
            entry = self.entries.get(path)
            if entry is not None:
                return entry.resolved if entry.link and isinstance(entry.resolved, str) else path
            if not folder:
                break
            folder = _above(folder)
        return None

    def dependencies(
        self, manifest: Manifest, line: Callable[[str], int | None], *, knows_direct: bool = True
    ) -> Iterator[Dependency]:
        """One dependency a folder of ``node_modules`` that is no link to the service's own code."""
        ways = Ways(self.direct if knows_direct else self._needed_by_nobody(), self.needs)
        for folder, entry in self.entries.items():
            if NODE_MODULES not in folder or entry.link:
                continue
            name = entry.name or folder.rpartition(NODE_MODULES)[2]
            if not entry.version:
                manifest.problem(folder, "it has no version, so it could not be examined")
            yield Dependency(
                name=name,
                version=entry.version,
                purl=package_url("npm", name, entry.version),
                line=line(folder),
                scope=entry.scope,
                is_direct=folder in self.direct if knows_direct else None,
                path=tuple(self._label(step) for step in ways.to(folder)),
                licence=entry.licence,
                hashes=archive_hashes(entry.integrity) if entry.integrity else (),
            )

    def _needed_by_nobody(self) -> list[str]:
        needed = {folder for found in self.needs.values() for folder in found}
        return [folder for folder in self.needs if folder not in needed]

    def _label(self, folder: str) -> str:
        entry = self.entries[folder]
        return f"{entry.name or folder.rpartition(NODE_MODULES)[2]}@{entry.version}"


def _above(folder: str) -> str:
    """Where node looks next: the package that the folder lies in, or the folder above a workspace."""
    package, inner, _ = folder.rpartition(f"/{NODE_MODULES}")
    if inner:
        return package
    return "" if folder.startswith(NODE_MODULES) else folder.rpartition("/")[0]


class _Flattened:
    """The nested entries of version 1, by the folders that the later versions would name."""

    def __init__(self, manifest: Manifest) -> None:
        self.entries: dict[str, Entry] = {}
        self.lines: dict[str, int] = {}
        self._manifest = manifest
        self._opened = _OpenedObjects(manifest.text())

    def take(self, dependencies: dict[str, Any]) -> None:
        """Take all entries, in the order of the file."""
        pending = [("", iter(dependencies.items()))]
        while pending:
            folder, rest = pending[-1]
            name, value = next(rest, (None, None))
            if name is None:
                pending.pop()
                continue
            path = f"{folder}/{NODE_MODULES}{name}" if folder else f"{NODE_MODULES}{name}"
            self._entry(path, name, mapping(value))
            inner = mapping(mapping(value).get("dependencies"))
            if inner and len(path) < _LONGEST_PATH:
                pending.append((path, iter(inner.items())))

    def _entry(self, path: str, name: str, value: dict[str, Any]) -> None:
        if line := self._opened.line_of_next(name):
            self.lines[path] = line
        version = value.get("version")
        if not isinstance(version, str):
            self._manifest.problem(path, "it has no version")
            return
        real, version = without_alias(name, version)
        shape: dict[str, Any] = {key: value[key] for key in ("integrity", "dev", "optional") if key in value}
        shape |= {
            "name": real,
            "version": "" if ":" in version or "/" in version else version,
            "link": version.startswith(OWN_CODE) and not version.endswith(ARCHIVES),
            "dependencies": mapping(value.get("requires")),
        }
        try:
            self.entries[path] = msgspec.convert(shape, Entry, strict=False)
        except msgspec.ValidationError as error:
            self._manifest.problem(path, str(error))


class _OpenedObjects:
    """The keys that open an object, asked for in the order of the text: version 1 repeats names."""

    def __init__(self, text: str) -> None:
        self._waiting: dict[str, deque[tuple[int, int]]] = {}
        self._passed = -1
        line, counted = 1, 0
        for found in _OBJECT_KEY.finditer(text):
            line += text.count("\n", counted, found.start(1))
            counted = found.start(1)
            self._waiting.setdefault(found[1], deque()).append((counted, line))

    def line_of_next(self, key: str) -> int | None:
        """The line of the next such key after the one asked for before."""
        waiting = self._waiting.get(key, deque())
        while waiting:
            position, line = waiting.popleft()
            if position > self._passed:
                self._passed = position
                return line
        return None
