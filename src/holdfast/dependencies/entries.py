"""Entries of a manifest as typed values: one that is misshapen is stated, and the others are kept."""

from collections.abc import Iterator
from typing import Any, TypeVar

import msgspec

from holdfast.dependencies.reading import Manifest

T = TypeVar("T")


def entry(manifest: Manifest, place: str, value: object, kind: type[T]) -> T | None:
    """The value as the given kind, or ``None`` with a problem stated at the place."""
    try:
        converted: T = msgspec.convert(_plain(value), kind, strict=False)
    except (msgspec.ValidationError, RecursionError) as error:
        manifest.problem(place, str(error))
        return None
    return converted


def entries(manifest: Manifest, place: str, values: object, kind: type[T]) -> Iterator[tuple[str, T]]:
    """Every value of a list or a mapping as the given kind, with its key (for a list: its position).

    Nothing at all is as good as an empty list; what is neither list nor mapping is a problem.

    Args:
        manifest: Where to state problems.
        place: What the list or mapping is called: ``package``, ``packages``.
        values: The list or mapping as it was read.
        kind: The type of one entry.
    """
    for key, value in _pairs(manifest, place, values):
        converted: T | None = entry(manifest, f"{place}[{key}]", value, kind)
        if converted is not None:
            yield key, converted


def mapping(value: object) -> dict[str, Any]:
    """The value if it is a mapping, else an empty one: for parts of foreign files that may be missing."""
    return value if isinstance(value, dict) else {}


def _plain(value: object) -> object:
    """The value with plain keys: those of YAML know their line, which msgspec takes for another type."""
    if isinstance(value, dict) and any(type(key) is not str for key in value):
        return {str(key): _plain(inner) for key, inner in value.items()}
    return value


def _pairs(manifest: Manifest, place: str, values: object) -> Iterator[tuple[str, object]]:
    match values:
        case None:
            return
        case dict():
            for key, value in values.items():
                yield str(key), value
        case list():
            for position, value in enumerate(values):
                yield str(position), value
        case _:
            manifest.problem(place, f"expected a list or a mapping, found {type(values).__name__}")
