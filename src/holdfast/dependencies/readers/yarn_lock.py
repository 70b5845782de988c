"""yarn.lock, of yarn 1 and of yarn 2 and later ("berry").

Both map descriptors (name and range) to the version that was chosen. Yarn 1 writes a format of its own and
does not list the service itself: the ``package.json`` beside tells what is direct, and what no package needs
must have been asked for by some workspace. Berry writes YAML and lists every workspace, whose
``package.json`` tells what is for development. Berry's checksums are of archives that yarn packs itself, so
they are not taken over.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from holdfast.dependencies.entries import mapping
from holdfast.dependencies.locked import Locked, Package
from holdfast.dependencies.node_projects import (
    OWN_CODE,
    archive_hashes,
    asked_beside,
    asked_for,
    package_json,
    without_alias,
)
from holdfast.dependencies.reading import Manifest, reader
from holdfast.errors import ReportError
from holdfast.kit.plain_yaml import line_of, read_yaml
from holdfast.model.dependency import Dependency, Scope

_BERRY = re.compile(rb"^__metadata:", re.MULTILINE)
_WORD = re.compile(r'"([^"\n]*)"|([^\s",:][^\s",]*)')
"""A quoted or a bare word of yarn 1; the colon that ends a line is cut off before."""


@dataclass(slots=True)
class Entry:
    """One version that was chosen, for all its descriptors."""

    descriptors: list[str]
    line: int | None
    version: str = ""
    integrity: str = ""
    resolution: str = ""
    needs: dict[str, str] = field(default_factory=dict)
    may_need: dict[str, str] = field(default_factory=dict)

    @property
    def package(self) -> Package:
        """The package; an alias names another one."""
        name, wanted = _name_and_range(self.resolution or self.descriptors[0])
        real, _ = without_alias(name, wanted)
        return Package(name if self.resolution else real, self.version)

    @property
    def is_own(self) -> bool:
        """Whether it is a folder of the service."""
        _, wanted = _name_and_range(self.resolution or self.descriptors[0])
        return wanted.startswith(OWN_CODE) and not wanted.partition("#")[0].endswith((".tgz", ".tar.gz"))


@reader("yarn-lock", title="Yarn", ecosystem="npm", names=("yarn.lock",))
def read(manifest: Manifest) -> Iterator[Dependency]:
    """Every package that was chosen, once."""
    is_berry = _BERRY.search(manifest.data) is not None
    entries = list(_of_berry(manifest) if is_berry else _of_yarn_1(manifest))
    if not entries and not is_berry and b"yarn lockfile v1" not in manifest.data:
        raise ReportError(
            "The file is no yarn lock file", "it has neither header nor entry", "run: yarn install"
        )
    chosen = _Chosen(entries)
    locked = Locked("npm")
    for entry in entries:
        if not entry.is_own:
            locked.add(
                entry.package,
                entry.line,
                archive_hashes(entry.integrity),
                chosen.packages(entry.needs),
                chosen.packages(entry.may_need),
            )
    if is_berry:
        _ask_for_workspaces(manifest, locked, chosen, entries)
    else:
        _ask_for_package_json(manifest, locked, chosen)
    yield from locked.dependencies(manifest)


class _Chosen:
    """Which package was chosen for a name and a range."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._by_descriptor: dict[str, Package] = {}
        self._by_name: dict[str, set[Package]] = {}
        for entry in entries:
            if entry.is_own:
                continue
            for descriptor in entry.descriptors:
                self._by_descriptor[descriptor] = entry.package
                self._by_name.setdefault(_name_and_range(descriptor)[0], set()).add(entry.package)

    def of(self, name: str, wanted: str) -> Package | None:
        """The package; where a resolution replaced the range, the only one of that name."""
        for descriptor in (f"{name}@{wanted}", f"{name}@npm:{wanted}"):
            if descriptor in self._by_descriptor:
                return self._by_descriptor[descriptor]
        if wanted.startswith(OWN_CODE):
            return None
        named = self._by_name.get(name, set())
        return next(iter(named)) if len(named) == 1 else None

    def packages(self, needed: dict[str, str]) -> Iterator[Package]:
        """Those of several names and ranges that were found."""
        for name, wanted in needed.items():
            if package := self.of(name, wanted):
                yield package


def _ask_for_package_json(manifest: Manifest, locked: Locked, chosen: _Chosen) -> None:
    asked = asked_beside(manifest)
    locked.knows_direct = asked is not None
    for name, (wanted, scope) in (asked or {}).items():
        if package := chosen.of(name, wanted):
            locked.ask(package, scope)
    locked.ask_for_the_rest()


def _ask_for_workspaces(
    manifest: Manifest, locked: Locked, chosen: _Chosen, entries: Iterable[Entry]
) -> None:
    for entry in entries:
        if not entry.is_own:
            continue
        folder = entry.resolution.rpartition("@workspace:")[2]
        declared = asked_for(package_json(manifest, folder) or {})
        for name, wanted in {**entry.needs, **entry.may_need}.items():
            if package := chosen.of(name, wanted):
                default = Scope.OPTIONAL if name in entry.may_need else Scope.RUNTIME
                locked.ask(package, declared[name].scope if name in declared else default)


def _of_berry(manifest: Manifest) -> Iterator[Entry]:
    for key, value in mapping(read_yaml(manifest.data)).items():
        entry = mapping(value)
        if key == "__metadata":
            continue
        version, resolution = entry.get("version"), entry.get("resolution")
        if not isinstance(version, str) or not isinstance(resolution, str):
            manifest.problem(key, "it has no version or no resolution")
            continue
        asked = asked_for({part: entry.get(part) for part in ("dependencies", "dependenciesMeta")})
        yield Entry(
            descriptors=key.split(", "),
            line=line_of(key),
            version=version,
            resolution=resolution,
            needs={name: one.range for name, one in asked.items() if one.scope is Scope.RUNTIME},
            may_need={name: one.range for name, one in asked.items() if one.scope is Scope.OPTIONAL},
        )


def _of_yarn_1(manifest: Manifest) -> Iterator[Entry]:
    entry: Entry | None = None
    part: dict[str, str] | None = None
    for number, line in enumerate(manifest.text().split("\n"), 1):
        words = _words(line)
        if not words or line.lstrip().startswith("#"):
            continue
        indent = len(line) - len(line.lstrip())
        if indent == 0:
            if entry:
                yield entry
            entry, part = _opened(manifest, line, words, number), None
        elif entry and indent == 2:
            part = _field(entry, words)
        elif entry and part is not None and len(words) == 2:
            part[words[0]] = words[1]
    if entry:
        yield entry


def _words(line: str) -> list[str]:
    return [
        found[1] if found[1] is not None else found[2]
        for found in _WORD.finditer(line.rstrip().removesuffix(":"))
    ]


def _opened(manifest: Manifest, line: str, words: list[str], number: int) -> Entry | None:
    if not line.rstrip().endswith(":") or not all("@" in word[1:] for word in words):
        manifest.problem(f"line {number}", "it begins no entry")
        return None
    return Entry(descriptors=words, line=number)


def _field(entry: Entry, words: list[str]) -> dict[str, Any] | None:
    """Take a field over; the part that following lines belong to, if it begins one."""
    match words:
        case ["version", version]:
            entry.version = version
        case ["integrity", *integrity]:
            entry.integrity = " ".join(integrity)
        case ["dependencies"]:
            return entry.needs
        case ["optionalDependencies"]:
            return entry.may_need
    return None


def _name_and_range(descriptor: str) -> tuple[str, str]:
    """``@babel/core@npm:^7.0.0`` as name and range."""
    at = descriptor.find("@", 1)
    return (descriptor[:at], descriptor[at + 1 :]) if at > 0 else (descriptor, "")
