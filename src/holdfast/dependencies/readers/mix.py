"""mix.lock of Elixir and Erlang: packages of Hex; what comes from git has no version and is a problem.

What is direct stands in the ``mix.exs`` beside it, which is a program: tuples that are written out are read.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from holdfast.dependencies.reading import Manifest, reader
from holdfast.dependencies.uses import Uses
from holdfast.errors import ReportError
from holdfast.kit.packages import package_url
from holdfast.model.dependency import Dependency, Scope

_ENTRY = re.compile(r'[ \t]*"([\w.-]+)":[ \t]*\{:(\w+),[ \t]*(.*)')
_HEX = re.compile(r':"?([\w.-]+)"?,[ \t]*"([^"]+)",[ \t]*"([0-9a-fA-F]*)"')
_OUTER_HASH = re.compile(r'"([0-9a-f]{64})"\},?[ \t]*')
_OUTER_HASH_CHARS = 80
_NEED = re.compile(r'\{:"?([\w.-]{1,200})"?,')
_ASKED = re.compile(r"\{:(\w{1,200}),([^}\n]{0,500})")


@dataclass(frozen=True, slots=True)
class Package:
    """One line of the lock."""

    name: str
    version: str
    line: int
    needs: tuple[str, ...]
    hashes: tuple[str, ...]


@reader("mix", title="Mix", ecosystem="hex", names=("mix.lock",))
def read(manifest: Manifest) -> Iterator[Dependency]:
    """Every package."""
    packages = dict(_packages(manifest))
    uses = Uses(
        {alias: scope for alias, scope in _asked(manifest).items() if alias in packages},
        {alias: [one for one in package.needs if one in packages] for alias, package in packages.items()},
        lambda alias: "@".join(filter(None, (packages[alias].name, packages[alias].version))),
    )
    for alias, package in packages.items():
        use = uses.of(alias)
        yield Dependency(
            name=package.name,
            version=package.version,
            purl=package_url("hex", package.name, package.version),
            line=package.line,
            scope=use.scope,
            is_direct=use.is_direct,
            path=use.path,
            hashes=package.hashes,
        )


def _packages(manifest: Manifest) -> Iterator[tuple[str, Package]]:
    """Every entry by its name in the lock."""
    text = manifest.text()
    if not text.lstrip().startswith("%{"):
        raise ReportError("The file is no mix.lock", "it holds no map", "write it with: mix deps.get")
    for number, line in enumerate(text.splitlines(), 1):
        entry = _ENTRY.fullmatch(line)
        if not entry:
            if line.strip() not in {"%{", "}", "%{}", ""}:
                manifest.problem(f"line {number}", "it is no entry of a mix.lock")
            continue
        alias, kind, rest = entry.groups()
        found = _HEX.match(rest) if kind == "hex" else None
        if not found:
            manifest.problem(f"line {number}", f"{alias} comes from {kind}, without a version")
            yield alias, Package(alias, "", number, (), ())
            continue
        outer = _OUTER_HASH.search(rest[-_OUTER_HASH_CHARS:])
        needs = tuple(one[1] for one in _NEED.finditer(rest, found.end()))
        yield alias, Package(found[1], found[2], number, needs, (f"sha256:{outer[1]}",) if outer else ())


def _asked(manifest: Manifest) -> dict[str, Scope]:
    """What the ``mix.exs`` beside the lock asks for."""
    program = (manifest.beside("mix.exs") or b"").decode("utf-8", "replace")
    return {
        name: Scope.DEVELOPMENT if "only:" in options and ":prod" not in options else Scope.RUNTIME
        for name, options in _ASKED.findall(program)
    }
