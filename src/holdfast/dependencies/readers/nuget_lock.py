"""packages.lock.json, versions 1 and 2: the NuGet packages of a .NET project, for each target framework.

A package is told once for each version, whatever the number of frameworks. Projects of the same solution
stand on the ways, but are no dependencies themselves.
"""

from base64 import b64decode
from binascii import Error as NotBase64
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import msgspec

from holdfast.dependencies.entries import entries
from holdfast.dependencies.reading import Manifest, reader
from holdfast.dependencies.uses import Uses
from holdfast.errors import ReportError
from holdfast.kit.packages import package_url
from holdfast.model.dependency import Dependency, Scope

_OWN = {"Project"}
_ASKED_FOR = {"Direct", "Project"}
Key = tuple[str, str]
"""Name in lower case and version."""


class Package(msgspec.Struct):
    """One package of one framework."""

    type: str
    resolved: str | None = None
    content_hash: str | None = msgspec.field(name="contentHash", default=None)
    dependencies: dict[str, Any] = {}


@reader(
    "nuget-lock", title="NuGet lock", ecosystem="nuget", names=("packages.lock.json", "packages.*.lock.json")
)
def read(manifest: Manifest) -> Iterator[Dependency]:
    """Every package once for each of its versions."""
    packages, needs = _merged(manifest)
    uses = Uses(
        {key: Scope.RUNTIME for key, (_, one) in packages.items() if one.type in _ASKED_FOR},
        needs,
        lambda key: "@".join(filter(None, (packages[key][0], key[1]))),
    )
    lines = manifest.lines_of(r'^[ \t]*"([^"\n]{1,200})":[ \t]*\{')
    for key, (name, package) in packages.items():
        if package.type in _OWN:
            continue
        use = uses.of(key)
        yield Dependency(
            name=name,
            version=key[1],
            purl=package_url("nuget", name, key[1]),
            line=lines.get(name),
            scope=use.scope,
            is_direct=package.type == "Direct",
            path=() if package.type == "Direct" else use.path,
            hashes=_hashes(package),
        )


def _merged(manifest: Manifest) -> tuple[dict[Key, tuple[str, Package]], dict[Key, list[Key]]]:
    """The packages of all frameworks and what each asks for; asked for directly by one counts as direct."""
    document: dict[str, Any] = manifest.json(dict[str, Any])
    if "dependencies" not in document:
        raise ReportError(
            "The file is no packages.lock.json", "it has no dependencies", "write it with: dotnet restore"
        )
    packages: dict[Key, tuple[str, Package]] = {}
    needs: dict[Key, list[Key]] = defaultdict(list)
    for framework, listed in entries(manifest, "dependencies", document["dependencies"], dict[str, Any]):
        found = dict(entries(manifest, framework, listed, Package))
        keys = {name.lower(): (name.lower(), package.resolved or "") for name, package in found.items()}
        for name, package in found.items():
            key = keys[name.lower()]
            if not package.resolved and package.type not in _OWN:
                manifest.problem(f"{framework}[{name}]", "it has no resolved version")
            if key not in packages or package.type == "Direct":
                packages[key] = (name, package)
            needs[key] += [keys[one.lower()] for one in package.dependencies if one.lower() in keys]
    return packages, needs


def _hashes(package: Package) -> tuple[str, ...]:
    try:
        digest = b64decode(package.content_hash or "", validate=True).hex()
    except (NotBase64, ValueError):
        return ()
    return (f"sha512:{digest}",) if digest else ()
