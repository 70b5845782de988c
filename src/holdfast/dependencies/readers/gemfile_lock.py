"""Gemfile.lock and gems.locked, of Bundler 1 to 4: the gems of a Ruby application.

* Gems under ``PATH`` are the service's own code: they are left out, and what they ask for counts as direct.
* A gem that is built for several platforms stands there once, without the platform.
* ``BUNDLED WITH`` is the version of Bundler itself, which is a gem as well.
* The groups (test, development) stand in the Gemfile, which is a program: every gem counts as run time.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from holdfast.dependencies.reading import Manifest, reader
from holdfast.dependencies.uses import Uses
from holdfast.errors import ReportError
from holdfast.kit.packages import package_url
from holdfast.model.dependency import Dependency, Scope

_SOURCES = {"GEM", "GIT", "PATH", "PLUGIN SOURCE"}
_OTHERS = {"PLATFORMS", "DEPENDENCIES", "CHECKSUMS", "RUBY VERSION", "BUNDLED WITH"}
_SPEC = re.compile(r" {4}(\S+) \(([^()\s]+)\)")
_NEED = re.compile(r" {6}(\S+)(?: \(.*\))?")
_DIRECT = re.compile(r" {2}([^\s!]+)!?(?: \(.*\))?!?")
_CHECKSUM = re.compile(r" {2}(\S+) \(([^()\s]+)\) sha256=([0-9a-f]{64})")
_VERSION = re.compile(r" {2,3}([0-9][\w.]*)")


@dataclass(slots=True)
class Gem:
    """One gem at one version.

    Attributes:
        version: Without the platform.
        line: Of its first mention.
        is_own: Whether it is a folder of the service.
        needs: Names of gems.
        hashes: One for each platform.
    """

    version: str
    line: int
    is_own: bool
    needs: list[str] = field(default_factory=list)
    hashes: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Lock:
    """What the file says."""

    gems: dict[str, Gem] = field(default_factory=dict)
    direct: list[str] = field(default_factory=list)
    bundler: tuple[str, int] | None = None
    sections: set[str] = field(default_factory=set)


@reader(
    "gemfile-lock", title="Bundler", ecosystem="gem", names=("Gemfile.lock", "*.gemfile.lock", "gems.locked")
)
def read(manifest: Manifest) -> Iterator[Dependency]:
    """Every gem that is not the service's own, then Bundler."""
    lock = _lock(manifest)
    gems = lock.gems
    direct = [*lock.direct, *(name for gem in gems.values() if gem.is_own for name in gem.needs)]
    uses = Uses(
        {name: Scope.RUNTIME for name in direct if name in gems and not gems[name].is_own},
        {name: [one for one in gem.needs if one in gems] for name, gem in gems.items()},
        lambda name: f"{name}@{gems[name].version}",
    )
    for name, gem in gems.items():
        if gem.is_own:
            continue
        use = uses.of(name)
        yield Dependency(
            name=name,
            version=gem.version,
            purl=package_url("gem", name, gem.version),
            line=gem.line,
            scope=use.scope,
            is_direct=use.is_direct,
            path=use.path,
            hashes=tuple(gem.hashes),
        )
    if lock.bundler:
        version, line = lock.bundler
        yield Dependency(
            name="bundler",
            version=version,
            purl=package_url("gem", "bundler", version),
            line=line,
            scope=Scope.DEVELOPMENT,
            is_direct=True,
        )


def _lock(manifest: Manifest) -> Lock:
    lock = Lock()
    section = gem = ""
    for number, line in enumerate(manifest.text().splitlines(), 1):
        if line and not line[0].isspace():
            section, gem = line.strip(), ""
            lock.sections.add(section)
            if section not in _SOURCES | _OTHERS:
                manifest.problem(f"line {number}", "it begins no known section")
        elif section in _SOURCES:
            gem = _spec(manifest, lock, (number, line), gem, is_own=section == "PATH")
        elif section == "DEPENDENCIES" and (found := _DIRECT.fullmatch(line.rstrip())):
            lock.direct.append(found[1])
        elif section == "CHECKSUMS":
            _checksum(lock, line)
        elif section == "BUNDLED WITH" and (found := _VERSION.fullmatch(line.rstrip())):
            lock.bundler = found[1], number
    if not lock.sections & _SOURCES and "DEPENDENCIES" not in lock.sections:
        raise ReportError(
            "The file is no Gemfile.lock", "it has no section of gems", "write it with: bundle lock"
        )
    return lock


def _spec(manifest: Manifest, lock: Lock, numbered: tuple[int, str], gem: str, *, is_own: bool) -> str:
    """Note one line of a source; the name of the gem that the next lines belong to."""
    number, line = numbered
    line = line.rstrip()
    if not line.startswith("    "):
        return ""
    if line.startswith("      "):
        needed = _NEED.fullmatch(line)
        if needed and gem:
            lock.gems[gem].needs.append(needed[1])
        return gem
    found = _SPEC.fullmatch(line)
    if not found:
        manifest.problem(f"line {number}", "it names no gem and version")
        return ""
    name, version = found[1], found[2].split("-", 1)[0]
    known = lock.gems.setdefault(name, Gem(version, number, is_own))
    if known.version != version:
        manifest.problem(f"line {number}", f"{name} stands there at two versions")
    return name


def _checksum(lock: Lock, line: str) -> None:
    found = _CHECKSUM.match(line)
    if found and found[1] in lock.gems:
        lock.gems[found[1]].hashes.append(f"sha256:{found[3]}")
