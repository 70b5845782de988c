"""pnpm-lock.yaml, versions 5 to 9.

* A package's key is ``/axios/1.4.0`` in version 5, ``/axios@1.4.0`` in version 6, ``axios@1.4.0`` since; what
  follows in brackets, or in version 5 behind an underscore, names the peers that it was installed with.
* Since version 9, ``packages`` says what a package is and ``snapshots`` what it needs, once for each set of
  peers.
* ``importers`` are the service's own folders; before there were workspaces, the root stood at the top.
* pnpm 11 puts a document for its own tools before that of the service.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from holdfast.dependencies.entries import mapping
from holdfast.dependencies.locked import Locked, Package
from holdfast.dependencies.node_projects import OWN_CODE, SECTIONS, archive_hashes
from holdfast.dependencies.reading import Manifest, reader
from holdfast.errors import ReportError
from holdfast.kit.plain_yaml import line_of, read_yaml_documents
from holdfast.model.dependency import Dependency


@reader("pnpm-lock", title="pnpm", ecosystem="npm", names=("pnpm-lock.yaml",))
def read(manifest: Manifest) -> Iterator[Dependency]:
    """Every package of every document, once."""
    locked = Locked("npm")
    documents = [mapping(document) for document in read_yaml_documents(manifest.data)]
    if not any("lockfileVersion" in document for document in documents):
        raise ReportError(
            "The file is no pnpm lock file", "it does not say its lockfileVersion", "run: pnpm install"
        )
    for document in documents:
        manifest.is_of_version(document.get("lockfileVersion"), ("5", "6", "7", "9"))
        _Document(manifest, document).fill(locked)
    yield from locked.dependencies(manifest)


class _Document:
    """One document: its packages by key."""

    def __init__(self, manifest: Manifest, document: Mapping[str, Any]) -> None:
        self._document = document
        self._is_oldest = str(document.get("lockfileVersion", "")).startswith("5")
        self._entries = mapping(document.get("packages"))
        self._snapshots = mapping(document.get("snapshots"))
        self._packages: dict[str, Package] = {}
        for key in (*self._entries, *self._snapshots):
            package = self._package(key)
            if package is not None:
                self._packages[key] = package
            elif not self._is_own(key):
                manifest.problem(str(key), "its key names no package and version")

    def fill(self, locked: Locked) -> None:
        """Put packages, and what the service asks for, into the lock."""
        for key, package in self._packages.items():
            entry = mapping(self._entries.get(key))
            integrity = mapping(entry.get("resolution")).get("integrity")
            needed = mapping(self._snapshots.get(key)) or entry
            locked.add(
                package,
                line_of(key),
                archive_hashes(integrity) if isinstance(integrity, str) else (),
                self._targets(needed.get("dependencies")),
                self._targets(needed.get("optionalDependencies")),
            )
        importers = mapping(self._document.get("importers")) or {".": self._document}
        for importer in map(mapping, importers.values()):
            self._ask(locked, importer)
        for key in self._own_keys():
            self._ask(locked, mapping(self._snapshots.get(key)) or mapping(self._entries.get(key)))

    def _ask(self, locked: Locked, importer: Mapping[str, Any]) -> None:
        for section, scope in SECTIONS.items():
            for package in self._targets(importer.get(section)):
                locked.ask(package, scope)

    def _own_keys(self) -> Iterator[str]:
        """Folders of the service that pnpm copies instead of linking; what they need is direct."""
        return (key for key in {**self._entries, **self._snapshots} if self._is_own(key))

    def _is_own(self, key: str) -> bool:
        entry = mapping(self._entries.get(key)) or mapping(self._entries.get(key.partition("(")[0]))
        return mapping(entry.get("resolution")).get("type") == "directory"

    def _targets(self, references: object) -> Iterator[Package]:
        for name, value in mapping(references).items():
            reference = value.get("version") if isinstance(value, dict) else value
            if isinstance(reference, str) and (package := self._target(name, reference)):
                yield package

    def _target(self, name: str, reference: str) -> Package | None:
        """The package that a reference means; links lead to the service's own code."""
        if reference.startswith(OWN_CODE[:3]):
            return None
        for key in (f"{name}@{reference}", f"/{name}@{reference}", f"/{name}/{reference}", reference):
            if key in self._packages:
                return self._packages[key]
        return None

    def _package(self, key: str) -> Package | None:
        """What a key and the fields of its entry name."""
        if self._is_own(key):
            return None
        bare = key.partition("(")[0]
        entry = mapping(self._entries.get(key)) or mapping(self._entries.get(bare))
        name, version = _oldest_key(bare) if self._is_oldest else _key(bare)
        named, versioned = entry.get("name"), entry.get("version")
        name = named if isinstance(named, str) else name
        version = versioned if isinstance(versioned, str) else version
        if not name:
            return None
        return Package(name, "" if ":" in version or "/" in version else version)


def _key(bare: str) -> tuple[str, str]:
    """Name and version of ``/@babel/core@7.0.0`` and ``@babel/core@7.0.0``."""
    bare = bare.removeprefix("/")
    at = bare.find("@", 1)
    if at < 1:
        return "", ""
    name = bare[:at]
    is_scoped = name.startswith("@")
    return name if is_scoped else name.rpartition("/")[2], bare[at + 1 :]


def _oldest_key(bare: str) -> tuple[str, str]:
    """Name and version of ``/@babel/core/7.0.0_peer@1.0.0``; a registry may stand before the slash."""
    parts = bare.split("/")[1:]
    size = 2 if parts and parts[0].startswith("@") else 1
    if len(parts) <= size:
        return "", ""
    return "/".join(parts[:size]), parts[size].partition("_")[0]
