"""Packages of Node: the ``package.json`` of each folder in ``node_modules``, at any depth."""

import re
from collections.abc import Iterator
from typing import Any

from holdfast.dependencies.entries import mapping
from holdfast.dependencies.installed.record import Record, either, installed
from holdfast.dependencies.reading import Manifest
from holdfast.model.dependency import Dependency

_PATH = re.compile(r"(?:^|/)node_modules/(?:@[^/]+/)?[^/@.][^/]*/package\.json$")


def read(manifest: Manifest) -> Iterator[Dependency]:
    """The package of the folder; a bare marker such as ``{"type": "module"}`` is none."""
    package: dict[str, Any] = manifest.json(dict[str, Any])
    name, version = package.get("name"), package.get("version")
    if name is None and version is None:
        return
    yield installed("npm", _text(name), _text(version), _licence(package))


def _licence(package: dict[str, Any]) -> str:
    declared = package.get("license") or package.get("licenses") or ""
    these = declared if isinstance(declared, list) else [declared]
    return either(_text(mapping(one).get("type", one)) for one in these)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


RECORD = Record(
    name="node", read_all=read, wants=lambda path: path.endswith("/package.json") and bool(_PATH.search(path))
)
