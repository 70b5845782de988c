"""Every dependency of a folder: which files are manifests, what each says, and what could not be read."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath
from posixpath import join, normpath

from holdfast.dependencies import readers as reader_modules
from holdfast.dependencies.reading import Reader, ReadManifest
from holdfast.errors import HoldfastError, ReportError, TreeError
from holdfast.kit.registry import Registry
from holdfast.model.dependency import Dependency
from holdfast.model.report import Problem

Content = Callable[[str], bytes | None]
"""The bytes of a file by its path relative to the root; ``None`` when there is none inside the root.

Raises ``TreeError`` for a file that is there and cannot be read, or is too large.
"""


@lru_cache(maxsize=1)
def all_readers() -> Registry[Reader]:
    """Every manifest reader, ours and those of other distributions."""
    return Registry(reader_modules, Reader, "holdfast.readers", "manifest reader")


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A manifest of which nothing could be read.

    Attributes:
        path: Relative to the root.
        why: What was wrong, in a sentence without an end.
    """

    path: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Inventory:
    """What a folder depends on.

    Attributes:
        dependencies: In the order of manifests and, in each, of the file; each once.
        problems: Parts of manifests that could not be read; the place begins with the path.
        unread: Manifests of which nothing could be read.
        read: Paths of the manifests that were read.
        direct_only: Those of them that do not say what their dependencies bring.
        locked: Paths of manifests passed over: a lock file says more exactly what they ask for.
    """

    dependencies: tuple[Dependency, ...] = ()
    problems: tuple[Problem, ...] = ()
    unread: tuple[Unread, ...] = ()
    read: tuple[str, ...] = ()
    direct_only: tuple[str, ...] = ()
    locked: tuple[str, ...] = ()

    @property
    def examined(self) -> int:
        """How many dependencies have a version, and so can be matched with advisories."""
        return sum(1 for one in self.dependencies if one.version)

    @property
    def is_complete(self) -> bool:
        """Whether every manifest could be read to its end."""
        return not self.problems and not self.unread


def take_inventory(paths: Iterable[str], readers: Iterable[Reader], content: Content) -> Inventory:
    """Read every manifest among the files of a folder.

    A manifest beside its lock file is passed over. One that has a lock file in a folder above is passed over
    when that one names at least one of the packages that it asks for: it is then a member of a workspace.

    Args:
        paths: Files of the folder, relative to its root; excluded ones are absent.
        readers: The formats to look for.
        content: Reads one file; see ``Content``.
    """
    listed = tuple(dict.fromkeys(paths))
    there = frozenset(listed)
    formats = tuple(readers)
    taking = _Taking(content)
    members: list[tuple[str, Reader, list[str]]] = []
    for path, reader in ((path, one) for path in listed for one in formats if one.wants(path)):
        folder, *above = [str(parent) for parent in PurePosixPath(path).parents]
        locks = [found for one in above for found in _locks(one, reader, there)]
        if _locks(folder, reader, there):
            taking.locked.append(path)
        elif locks:
            members.append((path, reader, locks))
        else:
            taking.take(path, reader, taking.read(path, reader))
    for path, reader, locks in members:
        taking.take_member(path, reader, locks)
    return taking.inventory()


def _locks(folder: str, reader: Reader, there: Collection[str]) -> list[str]:
    return [path for name in reader.locked_by if (path := normpath(join(folder, name))) in there]


class _Taking:
    """An inventory while it is taken."""

    def __init__(self, content: Content) -> None:
        self.locked: list[str] = []
        self._content = content
        self._dependencies: dict[Dependency, None] = {}
        self._names: dict[str, set[str]] = {}
        self._problems: list[Problem] = []
        self._unread: list[Unread] = []
        self._direct_only: list[str] = []

    def read(self, path: str, reader: Reader) -> ReadManifest | None:
        """What a manifest says; ``None``, and a word about it, when nothing can be read."""
        try:
            data = self._content(path)
            if data is not None:
                return reader.read(path, data, _beside(path, self._content))
        except (ReportError, TreeError) as error:
            self._unread.append(Unread(path=path, why=_sentence(error)))
            return None
        self._unread.append(Unread(path=path, why="it is a link out of the folder, or is gone"))
        return None

    def take(self, path: str, reader: Reader, found: ReadManifest | None) -> None:
        """Take over what a manifest says."""
        if found is None:
            return
        self._names.setdefault(path, set()).update(one.name.lower() for one in found.dependencies)
        self._dependencies.update(dict.fromkeys(found.dependencies))
        self._problems += [Problem(place=f"{path}: {one.place}", why=one.why) for one in found.problems]
        if reader.is_direct_only and found.dependencies:
            self._direct_only.append(path)

    def take_member(self, path: str, reader: Reader, locks: Collection[str]) -> None:
        """Take over what a manifest says if the lock files above know nothing of it."""
        found = self.read(path, reader)
        names = {one.name.lower() for one in found.dependencies} if found else set()
        unreadable = {one.path for one in self._unread}
        is_member = any(lock in unreadable or names & self._names.get(lock, set()) for lock in locks)
        if found and (is_member or not names):
            self.locked.append(path)
        else:
            self.take(path, reader, found)

    def inventory(self) -> Inventory:
        """All that was taken."""
        return Inventory(
            dependencies=tuple(self._dependencies),
            problems=tuple(self._problems),
            unread=tuple(self._unread),
            read=tuple(self._names),
            direct_only=tuple(self._direct_only),
            locked=tuple(self.locked),
        )


def _beside(path: str, content: Content) -> Callable[[str], bytes | None]:
    """Reads files by their path relative to a manifest's folder; what cannot be read is not there."""
    folder = str(PurePosixPath(path).parent)

    def read(relative: str) -> bytes | None:
        target = normpath(join(folder, relative))
        if target.startswith(("../", "/")) or relative.startswith("/"):
            return None
        try:
            return content(target)
        except TreeError:
            return None

    return read


def _sentence(error: HoldfastError) -> str:
    return f"{error.what}: {error.why}" if error.why else error.what
