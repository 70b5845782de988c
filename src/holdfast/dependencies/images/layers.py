"""One layer of an image: what in it matters, and what of the layers below it takes away."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import PurePosixPath
from typing import BinaryIO, cast

from msgspec.structs import replace

from holdfast.dependencies.images import distribution
from holdfast.dependencies.images.plan import Layer
from holdfast.dependencies.images.streams import Hashed, plain
from holdfast.dependencies.images.systems import apk, dpkg, rpm
from holdfast.dependencies.images.systems.database import MAX_OWNED, Database
from holdfast.dependencies.images.tar import Kind, Member, members
from holdfast.dependencies.installed.kinds import LANGUAGES
from holdfast.dependencies.installed.record import MAGIC_BYTES, Record
from holdfast.errors import ReportError
from holdfast.model.dependency import Dependency
from holdfast.model.report import Problem

MAX_TEXTS_BYTES = 256 * 2**20
"""Of all lock files of one layer, which are kept until the whole image is known."""

_WHITEOUT = ".wh."
_OPAQUE = ".wh..wh..opq"
_SYSTEMS: tuple[Database, ...] = (*dpkg.DATABASES, *apk.DATABASES, *rpm.DATABASES)
_SYSTEM_FOLDERS = ("var/lib/", "lib/apk/", "usr/lib/apk/", "usr/lib/sysimage/", "usr/share/rpm/")

Wants = Callable[[str], bool]
Open = Callable[[], BinaryIO]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A file of an image that matters, and what it says.

    Attributes:
        path: In the image, without the first slash.
        is_system: Whether it belongs to the distribution's package manager.
        dependencies: What it says is installed, each with the layer that brought it.
        problems: Parts of it that could not be read.
        unread: Why nothing of it could be read; empty when it could.
        owned: Files that packages brought.
        text: Its content, of files that are understood together with others.
        layer: Digest of the layer that it lies in.
    """

    path: str
    layer: str
    is_system: bool = False
    dependencies: tuple[Dependency, ...] = ()
    problems: tuple[Problem, ...] = ()
    unread: str = ""
    owned: frozenset[str] = frozenset()
    text: bytes | None = None


@dataclass(slots=True, kw_only=True)
class LayerContents:
    """What matters of one layer.

    Attributes:
        kept: Files, by path.
        covered: Paths of the layers below that this one takes away, with all under them.
        opaque: Folders of which this layer shows nothing of the layers below.
        outside: How many members have a name that leads out of the image.
    """

    kept: dict[str, Kept] = field(default_factory=dict)
    covered: set[str] = field(default_factory=set)
    opaque: set[str] = field(default_factory=set)
    outside: int = 0


def read_layer(open_layer: Open, layer: Layer, below: Collection[str], is_text: Wants) -> LayerContents:
    """Read one layer, and check it against its digests.

    Args:
        open_layer: Opens it; called a second time where hard links need it.
        layer: What the image says of it.
        below: Paths that matter in the layers below, and all folders above these.
        is_text: Whether the file of a path is to be kept as it is.

    Raises:
        ReportError: It cannot be read to its end, or is not what its digests say.
    """
    reading = _Reading(layer.diff_id, frozenset(below), is_text)
    packed = Hashed(open_layer())
    content = Hashed(plain(packed, _head(open_layer)))
    for member in members(cast("BinaryIO", content)):
        reading.take(member)
    content.drain()
    packed.drain()
    _verify(content, layer.diff_id)
    if layer.blob:
        _verify(packed, layer.blob)
    if reading.links:
        again = Hashed(open_layer())
        reading.take_links(members(plain(again, _head(open_layer))))
    return reading.contents


def _head(open_layer: Open) -> bytes:
    return open_layer().read(4)


def _verify(stream: Hashed, digest: str) -> None:
    if stream.digest != digest:
        raise ReportError(
            "A layer is not what its digest says", f"{digest} is {stream.digest}", "save it again"
        )


class _Reading:
    """A layer while it is read."""

    def __init__(self, digest: str, below: frozenset[str], is_text: Wants) -> None:
        self.contents = LayerContents()
        self.links: dict[str, list[str]] = {}
        self._digest = digest
        self._below = below
        self._is_text = is_text
        self._left_bytes = MAX_TEXTS_BYTES

    def take(self, member: Member) -> None:
        if member.kind is Kind.OUTSIDE:
            self.contents.outside += 1
            return
        folder, _, name = member.path.rpartition("/")
        if name == _OPAQUE:
            self.contents.opaque.add(folder)
            return
        if name.startswith(_WHITEOUT):
            self.contents.covered.add(f"{folder}/{name[4:]}".lstrip("/"))
            return
        # A folder lets the files below it through; everything else hides them.
        if member.kind is not Kind.FOLDER and member.path in self._below:
            self.contents.covered.add(member.path)
        if member.kind is Kind.FILE:
            self._take_file(member.path, member)
        elif member.kind is Kind.HARD_LINK and self._is_wanted(member.path):
            self.links.setdefault(member.target, []).append(member.path)

    def take_links(self, again: Iterable[Member]) -> None:
        """Read the files that hard links lead to, as what the links are called."""
        for member in again:
            paths = self.links.pop(member.path, ()) if member.kind is Kind.FILE else ()
            content = BytesIO(member.read(MAX_TEXTS_BYTES) if paths else b"")
            for path in paths:
                content.seek(0)
                self._keep_named(path, member.size_bytes, content.read)
        for target, paths in self.links.items():
            for path in paths:
                self._keep(Kept(path=path, layer=self._digest, unread=f"it links to {target}, which is gone"))

    def _is_wanted(self, path: str) -> bool:
        return bool(_system(path) or LANGUAGES.named(path) or self._is_text(path))

    def _take_file(self, path: str, member: Member) -> None:
        if self._keep_named(path, member.size_bytes, member.read) or not member.is_executable:
            return
        head = member.read(MAGIC_BYTES)
        record = LANGUAGES.begun(path, head)
        if record:
            self._keep_record(path, record, member.size_bytes, lambda size: head + member.read(size))

    def _keep_named(self, path: str, size: int, content: Callable[[int], bytes]) -> bool:
        """Read a file that is known by its path; whether it is."""
        system = _system(path)
        record = system.record if system else LANGUAGES.named(path)
        if record:
            self._keep_record(path, record, size, content, system)
        elif path in distribution.PATHS:
            text = content(min(size, distribution.MAX_BYTES))
            self._keep(Kept(path=path, layer=self._digest, text=text))
        elif self._is_text(path):
            self._left_bytes -= size
            is_left = self._left_bytes >= 0
            self._keep(
                Kept(
                    path=path,
                    layer=self._digest,
                    text=content(size) if is_left else None,
                    unread="" if is_left else "the lock files of the layer are too large",
                )
            )
        else:
            return False
        return True

    def _keep_record(
        self,
        path: str,
        record: Record,
        size: int,
        content: Callable[[int], bytes],
        system: Database | None = None,
    ) -> None:
        try:
            if size > record.limit_bytes:
                why = f"it has {size} bytes; the limit is {record.limit_bytes}"
                kept = Kept(path=path, layer=self._digest, unread=why, is_system=bool(system))
            else:
                kept = self._read_record(path, record, content(size), system)
        except ReportError as error:
            # The end of the layer comes as the same error, and is told by whoever reads on.
            kept = Kept(
                path=path, layer=self._digest, unread=f"{error.what}: {error.why}", is_system=bool(system)
            )
        if kept.dependencies or not record.magic or kept.unread or kept.problems:
            self._keep(kept)

    def _read_record(self, path: str, record: Record, data: bytes, system: Database | None) -> Kept:
        read = record.read(path, data)
        owned = frozenset(_most(system.owns(data))) if system and system.owns else frozenset()
        return Kept(
            path=path,
            layer=self._digest,
            is_system=bool(system),
            dependencies=tuple(replace(one, layer=self._digest) for one in read.dependencies),
            problems=read.problems,
            owned=owned,
        )

    def _keep(self, kept: Kept) -> None:
        self.contents.kept[kept.path] = kept


def _system(path: str) -> Database | None:
    if not path.startswith(_SYSTEM_FOLDERS):
        return None
    return next((one for one in _SYSTEMS if one.record.wants(path)), None)


def _most(owned: Iterable[str]) -> Iterable[str]:
    for count, path in enumerate(owned):
        if count >= MAX_OWNED:
            raise ReportError(
                "The database names too many files", f"the limit is {MAX_OWNED}", "check the image"
            )
        yield path


def folders_of(paths: Iterable[str]) -> set[str]:
    """Some paths, and all folders above them."""
    found: set[str] = set()
    for path in paths:
        found.add(path)
        for parent in PurePosixPath(path).parents:
            if str(parent) in found:
                break
            found.add(str(parent))
    return found
