"""What JavaScript's lock files share: ``package.json``, aliases and integrity strings."""

import binascii
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from posixpath import join, normpath
from typing import Any, NamedTuple

from holdfast.dependencies.entries import mapping
from holdfast.dependencies.reading import Manifest
from holdfast.errors import ReportError
from holdfast.kit.bounded import read_json
from holdfast.model.dependency import Scope

LOCK_FILES = (
    "package-lock.json",
    "npm-shrinkwrap.json",
    "pnpm-lock.yaml",
    "yarn.lock",
    "bun.lock",
    "bun.lockb",
)

SECTIONS = {
    "peerDependencies": Scope.RUNTIME,
    "devDependencies": Scope.DEVELOPMENT,
    "dependencies": Scope.RUNTIME,
    "optionalDependencies": Scope.OPTIONAL,
}
"""Where a ``package.json`` asks for packages; of a name in several sections, the last of these counts."""

OWN_CODE = ("workspace:", "link:", "portal:", "file:", "./", "../", "~/", "/")
"""How a range begins that means a folder of the project itself."""

ARCHIVES = (".tgz", ".tar.gz", ".tar")
"""How the name of a packed package ends, which is somebody's code even when it lies in a folder of ours."""

_EXACT = re.compile(r"[=v]{0,2}(\d{1,20}\.\d{1,20}\.\d{1,20}(?:[-+][\w.+-]{1,200})?)", re.ASCII)


class Asked(NamedTuple):
    """A package that a ``package.json`` asks for: its range, and what for."""

    range: str
    scope: Scope


def asked_for(document: Mapping[str, Any]) -> dict[str, Asked]:
    """What a ``package.json``, or a part of a lock file shaped like one, asks for, by name."""
    asked = {
        name: Asked(wanted, scope)
        for section, scope in SECTIONS.items()
        for name, wanted in mapping(document.get(section)).items()
        if isinstance(wanted, str)
    }
    for name, meta in mapping(document.get("dependenciesMeta")).items():
        if name in asked and mapping(meta).get("optional") in (True, "true"):
            asked[name] = Asked(asked[name].range, Scope.OPTIONAL)
    return asked


def package_json(manifest: Manifest, folder: str = "") -> dict[str, Any] | None:
    """The ``package.json`` of a folder relative to the manifest's; ``None`` when there is none to read."""
    path = normpath(join(folder, "package.json"))
    data = manifest.beside(path)
    if data is None:
        return None
    try:
        return mapping(read_json(data))
    except ReportError as error:
        manifest.problem(path, f"{error.what}: {error.why}")
        return None


def asked_beside(manifest: Manifest) -> dict[str, Asked] | None:
    """What the ``package.json`` beside, and the workspaces that it names without a star, ask for.

    Workspaces behind a star cannot be listed from here; ``None`` when there is no ``package.json``.
    """
    document = package_json(manifest)
    if document is None:
        return None
    asked: dict[str, Asked] = {}
    for folder in _workspaces(document):
        asked.update(asked_for(package_json(manifest, folder) or {}))
    return {**asked, **asked_for(document)}


def _workspaces(document: Mapping[str, Any]) -> Iterator[str]:
    value = document.get("workspaces")
    listed = value.get("packages") if isinstance(value, dict) else value
    for folder in listed[:1000] if isinstance(listed, list) else ():
        if isinstance(folder, str) and "*" not in folder:
            yield folder


def without_alias(name: str, wanted: str) -> tuple[str, str]:
    """The package and the range that are meant: ``npm:left-pad@1.3.0`` is left-pad by another name."""
    if not wanted.startswith("npm:"):
        return name, wanted
    target = wanted.removeprefix("npm:")
    real, at, version = target.rpartition("@")
    if at and real:
        return real, version
    # ``npm:^1.0`` of yarn names no other package.
    return (name, target) if target[:1].isdigit() or target[:1] in "^~<>=*" else (target, "")


def exact_version(wanted: str) -> str:
    """The only version that a range allows, or an empty string where it allows several."""
    found = _EXACT.fullmatch(wanted.strip()[:300])
    return found[1] if found else ""


@lru_cache(maxsize=20_000)
def archive_hashes(integrity: str) -> tuple[str, ...]:
    """The hashes of an integrity string: ``sha512-<base64>``, several parted by blanks."""
    hashes = []
    for word in integrity[:10_000].split():
        algorithm, dash, encoded = word.partition("?")[0].partition("-")
        try:
            digest = binascii.a2b_base64(encoded)
        except (binascii.Error, ValueError):
            continue
        if dash and digest and algorithm in ("sha1", "sha256", "sha384", "sha512"):
            hashes.append(f"{algorithm}:{digest.hex()}")
    return tuple(hashes)
