"""Python distributions: ``*.dist-info/METADATA``, and the eggs before them."""

import re
from collections.abc import Iterator

from holdfast.dependencies.installed.record import MEBIBYTE, Record, installed
from holdfast.dependencies.reading import Manifest
from holdfast.kit.licences import is_expression, normalised
from holdfast.model.dependency import Dependency

_PATH = re.compile(
    r"(?:^|/)[^/]+(?:\.dist-info/METADATA|\.egg-info/PKG-INFO|\.egg-info|\.egg/EGG-INFO/PKG-INFO)$"
)
_ENDS = ("/METADATA", "/PKG-INFO", ".egg-info")
_FIELD = re.compile(r"^(name|version|license|license-expression|classifier):[ \t]*(.*)$", re.IGNORECASE)
_LICENCE = "License :: "
_LONGEST = 200


def read(manifest: Manifest) -> Iterator[Dependency]:
    """The distribution that the record is of."""
    fields: dict[str, list[str]] = {}
    for line in manifest.text().splitlines():
        if not line.strip():
            break  # Behind the blank line stands the description.
        found = _FIELD.match(line)
        if found:
            fields.setdefault(found[1].lower(), []).append(found[2].strip())
    yield installed("pypi", _first(fields, "name"), _first(fields, "version"), _licence(fields))


def _first(fields: dict[str, list[str]], name: str) -> str:
    return next(iter(fields.get(name, ())), "")


def _licence(fields: dict[str, list[str]]) -> str:
    """What it declares: an expression, else a known word, else its classifiers."""
    declared = _first(fields, "license-expression")
    if declared:
        return declared
    word = _first(fields, "license")
    if is_expression(normalised(word)):
        return word
    classifiers = [text for text in fields.get("classifier", ()) if text.startswith(_LICENCE)]
    telling = [text for text in classifiers if is_expression(normalised(text))]
    return telling[0] if len(telling) == 1 else word[:_LONGEST]


RECORD = Record(
    name="python",
    read_all=read,
    wants=lambda path: path.endswith(_ENDS) and bool(_PATH.search(path)),
    limit_bytes=4 * MEBIBYTE,
)
