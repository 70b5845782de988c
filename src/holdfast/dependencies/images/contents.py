"""All packages of a saved image: those of its distribution, of languages, and of lock files alone."""

import re
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from fnmatch import translate
from functools import lru_cache
from pathlib import Path, PurePosixPath

from msgspec import structs

from holdfast.dependencies.images import distribution
from holdfast.dependencies.images.distribution import Distribution
from holdfast.dependencies.images.layers import Kept, read_layer
from holdfast.dependencies.images.plan import Layer, Plan, plan_of
from holdfast.dependencies.images.store import Store, store_of
from holdfast.dependencies.images.view import View
from holdfast.dependencies.inventory import Unread, all_readers, take_inventory
from holdfast.dependencies.reading import Reader
from holdfast.errors import ReportError
from holdfast.model.dependency import Dependency, Scope
from holdfast.model.report import Problem

LOCKS = frozenset({
    "bun-lock", "cargo", "composer", "gemfile-lock", "gradle-lock", "mix", "nuget-lock", "package-lock",
    "pdm-lock", "pipfile-lock", "pnpm-lock", "poetry-lock", "pub", "pylock", "uv-lock", "yarn-lock",
})  # fmt: skip
"""Readers of files that name exact versions."""

INSTALLED_SHARE = 0.25
"""A lock file of which this share is installed has been installed; what of it is missing was left out."""

_NOT_IN = ("node_modules", "site-packages", "dist-packages", "vendor", "gems")
"""Lock files of packages, which say what these were made with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageContents:
    """What a saved image holds.

    Attributes:
        plan: What it says of itself.
        distribution: The Linux distribution that it was made from.
        dependencies: Its packages, each with the file that names it and the layer that brought it.
        problems: What could be read in part.
        unread: Files that could not be read.
        failures: Layers that could not be read to their end; what is in them is not known.
    """

    plan: Plan
    distribution: Distribution
    dependencies: tuple[Dependency, ...] = ()
    problems: tuple[Problem, ...] = ()
    unread: tuple[Unread, ...] = ()
    failures: tuple[str, ...] = ()


def read_image(path: Path, *, platform: str = "", tag: str = "") -> ImageContents:
    """The packages of a saved image. Nothing of it is run, and nothing unpacked to disk but a copy of a gzip.

    Args:
        path: What ``docker save`` or a tool for OCI images wrote: an archive, or a folder.
        platform: The platform to choose, where the image has several.
        tag: The image to choose, where several were saved.

    Raises:
        ReportError: It is no image, not complete, or not what its digests say.
    """
    with ExitStack() as stack:
        store = store_of(path, stack)
        plan = plan_of(store, platform, tag)
        laid = _Laid(store)
        for number, layer in enumerate(plan.layers, start=1):
            try:
                laid.add(number, layer)
            except ReportError as error:
                laid.failures.append(
                    f"layer {number} ({layer.diff_id}): {error.what}: {error.why}; {error.todo}"
                )
    return _contents(plan, laid)


@dataclass(slots=True)
class _Laid:
    """The layers of an image, laid one after the other."""

    store: Store
    view: View = field(default_factory=View)
    failures: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def add(self, number: int, layer: Layer) -> None:
        contents = read_layer(lambda: self.store.open(layer.path), layer, self.view.paths, _is_lock)
        self.view.lay(contents)
        if contents.outside:
            why = f"{contents.outside} names lead out of the image, and were passed over"
            self.problems.append(Problem(place=f"layer {number}", why=why))


def _contents(plan: Plan, laid: _Laid) -> ImageContents:
    files = tuple(laid.view)
    system = _distribution(laid.view)
    owned = frozenset(_merged_usr(path) for file in files for path in file.owned)
    records = [file for file in files if file.is_system or _merged_usr(file.path) not in owned]
    there = tuple(system.completed(one) for file in records for one in file.dependencies)
    locked = take_inventory(
        (file.path for file in files if file.text is not None and file.path not in distribution.PATHS),
        _lock_readers(),
        lambda path: file.text if (file := laid.view.get(path)) else None,
    )
    return ImageContents(
        plan=plan,
        distribution=system,
        dependencies=(*there, *_left_over(locked.dependencies, there, laid.view)),
        problems=(*laid.problems, *_problems(records), *locked.problems),
        unread=(*(Unread(path=one.path, why=one.unread) for one in records if one.unread), *locked.unread),
        failures=tuple(laid.failures),
    )


def _distribution(view: View) -> Distribution:
    texts = (kept.text for path in distribution.PATHS if (kept := view.get(path)))
    return next((Distribution.of(text) for text in texts if text), Distribution())


def _left_over(locked: Iterable[Dependency], there: Iterable[Dependency], view: View) -> Iterator[Dependency]:
    """Packages that only lock files name: of programs that were built from them, and have no other record.

    A lock file of which enough is installed says nothing more: its other packages were left out.
    """
    installed = {one.purl for one in there}
    by_file: dict[str, list[Dependency]] = {}
    for one in locked:
        if one.version and one.scope is not Scope.DEVELOPMENT:
            by_file.setdefault(one.manifest, []).append(one)
    for path, named in by_file.items():
        if sum(one.purl in installed for one in named) >= INSTALLED_SHARE * len(named):
            continue
        kept = view.get(path)
        for one in named:
            if one.purl not in installed:
                yield structs.replace(one, layer=kept.layer if kept else None)


def _problems(files: Iterable[Kept]) -> Iterator[Problem]:
    for file in files:
        for one in file.problems:
            yield Problem(place=f"{file.path}: {one.place}", why=one.why)


def _is_lock(path: str) -> bool:
    folder, _, name = path.rpartition("/")
    if not _lock_names().fullmatch(name):
        return False
    return not any(part in _NOT_IN for part in folder.split("/"))


@lru_cache(maxsize=1)
def _lock_names() -> re.Pattern[str]:
    """All names of lock files in one pattern: an image has 100,000 files that are none."""
    patterns = (PurePosixPath(one).name for reader in _lock_readers() for one in reader.names)
    return re.compile("|".join(translate(one) for one in patterns))


@lru_cache(maxsize=1)
def _lock_readers() -> tuple[Reader, ...]:
    return tuple(reader for reader in all_readers() if reader.name in LOCKS)


def _merged_usr(path: str) -> str:
    """A path as it is where ``/lib`` is a link to ``/usr/lib``: databases name either."""
    return path.removeprefix("usr/")
