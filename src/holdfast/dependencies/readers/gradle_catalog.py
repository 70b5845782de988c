"""libs.versions.toml, the version catalogue of a Gradle build: the libraries and plugins that it may use.

A build need not use all of them; a lock file would tell. A plugin is told by its marker artefact, as Gradle
looks it up. A version that is a range, or is not given, is a problem.
"""

import re
from collections.abc import Iterator
from typing import Any

from holdfast.dependencies.entries import mapping
from holdfast.dependencies.reading import Manifest, reader
from holdfast.errors import ReportError
from holdfast.kit.packages import package_url
from holdfast.model.dependency import Dependency, Scope

_EXACT = re.compile(r"[^\[\](),+\s]+")
_STRICTEST_FIRST = ("strictly", "require", "prefer")


@reader(
    "gradle-catalog",
    title="Gradle version catalogue",
    ecosystem="maven",
    names=("*.versions.toml",),
    locked_by=("gradle.lockfile",),
    is_direct_only=True,
)
def read(manifest: Manifest) -> Iterator[Dependency]:
    """Every library, then every plugin."""
    document = manifest.toml()
    if not {"libraries", "plugins", "versions"} & document.keys():
        raise ReportError("The file is no version catalogue", "it has no libraries", "check the file")
    versions = mapping(document.get("versions"))
    lines = _lines(manifest.text())
    for section, scope in (("libraries", Scope.RUNTIME), ("plugins", Scope.DEVELOPMENT)):
        for alias, value in mapping(document.get(section)).items():
            name, written = _plugin(value) if section == "plugins" else _library(value)
            if not name:
                manifest.problem(f"{section}.{alias}", "it names no group and artefact")
                continue
            version = _version(written, versions)
            if not version:
                manifest.problem(f"{section}.{alias}", "its version is a range or is not given")
            yield Dependency(
                name=name,
                version=version,
                purl=package_url("maven", name, version),
                line=lines.get((section, alias)),
                scope=scope,
                is_direct=True,
            )


def _lines(text: str) -> dict[tuple[str, str], int]:
    """The line of each alias by its section."""
    lines: dict[tuple[str, str], int] = {}
    section = ""
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("["):
            section = line.strip().strip("[]")
        else:
            lines.setdefault((section, line.partition("=")[0].strip(" \t\"'")), number)
    return lines


def _library(value: object) -> tuple[str, object]:
    """Name and version, as they are written, of one entry of ``libraries``."""
    if isinstance(value, str):
        name, _, version = value.rpartition(":")
        return (name, version) if name.count(":") == 1 else ("", "")
    table = mapping(value)
    module = table.get("module")
    if not module and "group" in table and "name" in table:
        module = f"{table['group']}:{table['name']}"
    if isinstance(module, str) and module.count(":") == 1:
        return module, table.get("version")
    return "", ""


def _plugin(value: object) -> tuple[str, object]:
    """Name of the marker artefact and version of one entry of ``plugins``."""
    if isinstance(value, str):
        plugin, _, written = value.partition(":")
        return (f"{plugin}:{plugin}.gradle.plugin", written) if plugin else ("", "")
    table = mapping(value)
    identifier = table.get("id")
    if isinstance(identifier, str):
        return f"{identifier}:{identifier}.gradle.plugin", table.get("version")
    return "", ""


def _version(written: object, versions: dict[str, Any]) -> str:
    """The one version that is meant, empty where that cannot be told."""
    rich = mapping(written)
    if "ref" in rich:
        written = versions.get(str(rich["ref"]))
        rich = mapping(written)
    strictest = next((rich[word] for word in _STRICTEST_FIRST if word in rich), written)
    return strictest if isinstance(strictest, str) and _EXACT.fullmatch(strictest[:200]) else ""
