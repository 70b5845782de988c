"""composer.lock, of Composer 1 and 2: the packages of a PHP application.

The lock does not say what was asked for directly; the ``composer.json`` beside it does. Several licences of
a package are a choice, as Composer's schema says.
"""

from collections.abc import Iterator
from typing import Any

import msgspec

from holdfast.dependencies.entries import entries, mapping
from holdfast.dependencies.reading import Manifest, reader
from holdfast.dependencies.uses import Uses
from holdfast.errors import ReportError
from holdfast.kit.bounded import read_json
from holdfast.kit.packages import package_url
from holdfast.model.dependency import Dependency, Scope


class Archive(msgspec.Struct):
    """Where the package's archive comes from."""

    shasum: str | None = None


class Package(msgspec.Struct):
    """One item of ``packages`` or ``packages-dev``.

    An empty ``require`` is a list: PHP writes empty mappings so.
    """

    name: str
    version: str
    require: dict[str, Any] | list[Any] = {}
    replace: dict[str, Any] | list[Any] = {}
    license: list[str] | str = []
    dist: Archive | None = None


@reader("composer", title="Composer", ecosystem="composer", names=("composer.lock",))
def read(manifest: Manifest) -> Iterator[Dependency]:
    """Every package, those for development last."""
    document: dict[str, Any] = manifest.json(dict[str, Any])
    if not {"packages", "packages-dev"} & document.keys():
        raise ReportError(
            "The file is no composer.lock", "it has no packages", "write it with: composer update"
        )
    packages: dict[str, tuple[Package, Scope]] = {}
    for section, scope in (("packages", Scope.RUNTIME), ("packages-dev", Scope.DEVELOPMENT)):
        for _, package in entries(manifest, section, document.get(section), Package):
            packages.setdefault(package.name.lower(), (package, scope))
    uses = _uses(manifest, packages)
    lines = manifest.lines_of(r'^[ \t]*"name":[ \t]*"([^"\n]{1,300})"')
    for name, (package, scope) in packages.items():
        use = uses.of(name)
        checksum = package.dist.shasum if package.dist else None
        yield Dependency(
            name=package.name,
            version=package.version,
            purl=package_url("composer", package.name, package.version),
            line=lines.get(package.name),
            scope=scope,
            is_direct=use.is_direct,
            path=use.path,
            licence=_licence(package.license),
            hashes=(f"sha1:{checksum}",) if checksum else (),
        )


def _uses(manifest: Manifest, packages: dict[str, tuple[Package, Scope]]) -> Uses[str]:
    """The ways to the packages; a package that another replaces is reached by the one that is installed."""
    installed = {
        replaced.lower(): name for name, (one, _) in packages.items() for replaced in mapping(one.replace)
    }
    installed.update((name, name) for name in packages)

    def names(required: object) -> list[str]:
        return [installed[name.lower()] for name in mapping(required) if name.lower() in installed]

    asked = _asked(manifest)
    direct = dict.fromkeys(names(asked.get("require-dev")), Scope.DEVELOPMENT)
    direct.update(dict.fromkeys(names(asked.get("require")), Scope.RUNTIME))
    return Uses(
        direct,
        {name: names(package.require) for name, (package, _) in packages.items()},
        lambda name: f"{packages[name][0].name}@{packages[name][0].version}",
    )


def _asked(manifest: Manifest) -> dict[str, Any]:
    data = manifest.beside("composer.json")
    try:
        return mapping(read_json(data)) if data is not None else {}
    except ReportError as error:
        manifest.problem("composer.json", error.why)
        return {}


def _licence(declared: list[str] | str) -> str:
    texts = [declared] if isinstance(declared, str) else declared
    if len(texts) == 1:
        return texts[0]
    return " OR ".join(f"({text})" if " " in text and not text.startswith("(") else text for text in texts)
