"""conda-lock.yml, version 1: packages of conda and pip for each platform, each told once.

The file tells neither what is direct nor, in a reliable way, who brought a package in.
"""

from collections.abc import Iterator

import msgspec

from holdfast.dependencies.entries import entries, mapping
from holdfast.dependencies.reading import Manifest, reader
from holdfast.dependencies.uses import widest
from holdfast.errors import ReportError
from holdfast.kit.packages import package_url
from holdfast.kit.plain_yaml import read_yaml
from holdfast.model.dependency import Dependency, Scope

_ECOSYSTEMS = {"conda": "conda", "pip": "pypi"}
_SCOPES = {"main": Scope.RUNTIME, "dev": Scope.DEVELOPMENT, "test": Scope.DEVELOPMENT}
Key = tuple[str, str, str]


class Package(msgspec.Struct):
    """One item of ``package``."""

    name: str
    version: str
    manager: str = "conda"
    category: str = "main"
    hash: dict[str, str] = {}


@reader("conda-lock", title="conda-lock", ecosystem="conda", names=("conda-lock.yml", "*.conda-lock.yml"))
def read(manifest: Manifest) -> Iterator[Dependency]:
    """Every package once, with the hashes of all platforms."""
    document = mapping(read_yaml(manifest.data))
    if "package" not in document:
        raise ReportError("The file is no conda-lock.yml", "it has no packages", "write it with: conda-lock")
    manifest.is_of_version(document.get("version"), ("1",))
    hashes: dict[Key, list[str]] = {}
    scopes: dict[Key, set[Scope]] = {}
    for place, package in entries(manifest, "package", document["package"], Package):
        if package.manager not in _ECOSYSTEMS or not package.name:
            manifest.problem(f"package[{place}]", "it names no package of conda or pip")
            continue
        key = (_ECOSYSTEMS[package.manager], package.name, package.version)
        scopes.setdefault(key, set()).add(_SCOPES.get(package.category, Scope.OPTIONAL))
        digest = package.hash.get("sha256")
        hashes.setdefault(key, []).extend([f"sha256:{digest}"] if digest else [])
    lines = manifest.lines_of(r"^[ \t]*(?:-[ \t]*)?name:[ \t]*([\w.-]{1,200})")
    for key, found in hashes.items():
        ecosystem, name, version = key
        yield Dependency(
            name=name,
            version=version,
            purl=package_url(ecosystem, name, version),
            line=lines.get(name),
            scope=widest(scopes[key]),
            hashes=tuple(dict.fromkeys(found)),
        )
