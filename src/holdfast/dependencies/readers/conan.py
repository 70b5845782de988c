"""conan.lock: the list of Conan 2 (version 0.5) and the graph of Conan 1 (version 0.4).

What builds the service (``build_requires``) is for development. The list of Conan 2 does not tell what is
direct.
"""

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from holdfast.dependencies.entries import entries, mapping
from holdfast.dependencies.reading import Manifest, reader
from holdfast.dependencies.uses import Uses
from holdfast.errors import ReportError
from holdfast.kit.packages import package_url
from holdfast.model.dependency import Dependency, Scope

_REFERENCE = re.compile(r"([^/@#%\s]+)/([^/@#%\s]+)(?:[@#%].*)?")
_SECTIONS = {
    "requires": Scope.RUNTIME,
    "build_requires": Scope.DEVELOPMENT,
    "python_requires": Scope.DEVELOPMENT,
}


class Node(msgspec.Struct):
    """One node of the graph of Conan 1."""

    ref: str | None = None
    requires: list[str] = []
    build_requires: list[str] = []


@reader("conan", title="Conan", ecosystem="conan", names=("conan.lock",))
def read(manifest: Manifest) -> Iterator[Dependency]:
    """Every package."""
    document: dict[str, Any] = manifest.json(dict[str, Any])
    manifest.is_of_version(document.get("version"), ("0",))
    nodes = mapping(document.get("graph_lock")).get("nodes")
    if nodes is not None:
        yield from _graph(manifest, dict(entries(manifest, "nodes", nodes, Node)))
    elif document.keys() & _SECTIONS.keys():
        yield from _list(manifest, document)
    else:
        raise ReportError(
            "The file is no conan.lock", "it requires nothing", "write it with: conan lock create"
        )


def _list(manifest: Manifest, document: dict[str, Any]) -> Iterator[Dependency]:
    told: set[tuple[str, str]] = set()
    lines = manifest.lines_of(r'^[ \t]*"([^"\n]{1,500})"')
    for section, scope in _SECTIONS.items():
        for place, reference in entries(manifest, section, document.get(section), str):
            package = _package(reference)
            if package is None:
                manifest.problem(f"{section}[{place}]", "it names no package and version")
            elif package not in told:
                told.add(package)
                yield _dependency(package, scope=scope, line=lines.get(reference))


def _graph(manifest: Manifest, nodes: dict[str, Node]) -> Iterator[Dependency]:
    """The packages of the graph; a node without a reference to a package is the service."""
    packages = {key: _package(node.ref or "") for key, node in nodes.items()}
    needed = {one for node in nodes.values() for one in (*node.requires, *node.build_requires)}
    roots = [key for key in nodes if packages[key] is None or (key == "0" and key not in needed)]
    direct = {one: Scope.DEVELOPMENT for key in roots for one in nodes[key].build_requires}
    direct |= {one: Scope.RUNTIME for key in roots for one in nodes[key].requires}
    uses = Uses(
        {key: scope for key, scope in direct.items() if key in nodes},
        {key: [one for one in node.requires if one in nodes] for key, node in nodes.items()},
        lambda key: "@".join(packages[key] or ("the service",)),
    )
    lines = manifest.lines_of(r'"ref"[ \t]*:[ \t]*"([^"\n]{1,500})"')
    for key, package in packages.items():
        if package is not None and key not in roots:
            use = uses.of(key)
            found = _dependency(package, scope=use.scope, line=lines.get(nodes[key].ref or ""))
            yield msgspec.structs.replace(found, is_direct=use.is_direct, path=use.path)


def _package(reference: str) -> tuple[str, str] | None:
    """Name and version of a reference such as ``zlib/1.2.11@user/channel#revision``."""
    found = _REFERENCE.fullmatch(reference[:500])
    return (found[1], found[2]) if found else None


def _dependency(package: tuple[str, str], *, scope: Scope, line: int | None) -> Dependency:
    name, version = package
    return Dependency(
        name=name, version=version, purl=package_url("conan", name, version), scope=scope, line=line
    )
