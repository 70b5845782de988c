"""What may stand at a path of the configuration, asked of the models."""

import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from holdfast.config.document import Config
from holdfast.config.nodes import KeyPath
from holdfast.config.values import Section

ANY_NAME = "<name>"
"""Stands in a path for a name that the user chooses: of an environment, of a scanner."""

ANY_ITEM = "[]"
"""Stands in a path for the items of a list of sections."""


@dataclass(frozen=True, slots=True)
class Place:
    """What the models hold at a path.

    Attributes:
        kind: The type: a section, ``dict[…]``, ``tuple[…]``, or that of a single value.
        field: The field that it was reached by; ``None`` inside mappings and lists, and at the top.
    """

    kind: Any
    field: FieldInfo | None = None

    @property
    def keys(self) -> Mapping[str, FieldInfo]:
        """The keys of a section as they are written; none for everything else."""
        return _keys(self.kind) if _is_section(self.kind) else {}

    @property
    def is_named(self) -> bool:
        """Whether it is a mapping whose keys are names that the user chooses."""
        return get_origin(self.kind) is dict

    def step(self, part: str | int) -> "Place | None":
        """What stands behind a key or an index, or None when nothing may."""
        if isinstance(part, str) and part in self.keys:
            field = self.keys[part]
            return Place(_bare(field.annotation), field)
        if isinstance(part, str) and self.is_named and part != ANY_ITEM:
            return Place(_bare(get_args(self.kind)[1]))
        if (isinstance(part, int) or part == ANY_ITEM) and get_origin(self.kind) is tuple:
            return Place(_bare(get_args(self.kind)[0]))
        return None


def place_at(path: KeyPath, root: type[Section] = Config) -> Place | None:
    """What stands at a path, or None when nothing may."""
    place: Place | None = Place(root)
    for part in path:
        if place is None:
            return None
        place = place.step(part)
    return place


def setting_paths(root: type[Section] = Config, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Every path that can be written, sections included; ``<name>`` and ``[]`` stand for names and items."""
    place = place_at(path, root)
    if place is None:
        return
    item = place.step(ANY_ITEM)
    if item is not None and item.keys:
        yield from setting_paths(root, (*path, ANY_ITEM))
    for name in (ANY_NAME,) if place.is_named else place.keys:
        yield (*path, name)
        yield from setting_paths(root, (*path, name))


def _keys(section: type[Section]) -> Mapping[str, FieldInfo]:
    return {field.alias or name: field for name, field in section.model_fields.items()}


def _is_section(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Section)


def _bare(kind: Any) -> Any:
    """The type without ``None`` and without what Annotated adds."""
    if get_origin(kind) in (Union, types.UnionType):
        return _bare(next(part for part in get_args(kind) if part is not type(None)))
    return get_args(kind)[0] if hasattr(kind, "__metadata__") else kind
