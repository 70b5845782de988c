"""The file system that a container of an image sees: layer upon layer, each hiding parts of those below."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from msgspec import structs

from holdfast.dependencies.images.layers import Kept, LayerContents, folders_of
from holdfast.model.dependency import Dependency


class View:
    """The files that matter, as the layers laid so far show them."""

    def __init__(self) -> None:
        """Begin without a layer."""
        self._kept: dict[str, Kept] = {}

    def __iter__(self) -> Iterator[Kept]:
        """The files, by path."""
        return iter(self._kept[path] for path in sorted(self._kept))

    def get(self, path: str) -> Kept | None:
        """The file of a path; ``None`` when none is seen."""
        return self._kept.get(path)

    @property
    def paths(self) -> set[str]:
        """The paths of the files, and of all folders above them."""
        return folders_of(self._kept)

    def lay(self, contents: LayerContents) -> None:
        """Lay a layer on top.

        A file that is written again may say what it said before: package managers keep one database that
        every layer rewrites. A package belongs to the first layer since which it is there at its version.
        """
        before = self._kept
        seen = {path: kept for path, kept in before.items() if not _is_hidden(path, contents)}
        for path, kept in contents.kept.items():
            # What was taken away and is brought anew comes from this layer.
            former = None if _is_below(path, contents) else before.get(path)
            seen[path] = _with_layers(kept, former) if former else kept
        self._kept = seen


def _is_hidden(path: str, contents: LayerContents) -> bool:
    return path in contents.covered or _is_below(path, contents)


def _is_below(path: str, contents: LayerContents) -> bool:
    """Whether a folder above is taken away, or shows nothing of the layers below."""
    above = {"" if one == PurePosixPath() else str(one) for one in PurePosixPath(path).parents}
    return not (contents.opaque.isdisjoint(above) and contents.covered.isdisjoint(above))


def _with_layers(kept: Kept, former: Kept) -> Kept:
    """The file with each package of the layer that brought it."""
    layers = {_identity(one): one.layer for one in former.dependencies}
    found = (structs.replace(one, layer=layers.get(_identity(one), one.layer)) for one in kept.dependencies)
    return replace(kept, dependencies=tuple(found))


def _identity(one: Dependency) -> tuple[str, str]:
    """What makes it the same package: its URL has name, version and architecture."""
    return one.purl, one.name
