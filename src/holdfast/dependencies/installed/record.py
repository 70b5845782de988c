"""The contract of a record: one kind of file that says what is installed, one generator.

Records are read like manifests, and serve folders and the layers of images alike. Which file is a record is
told by its path, or, for programs that carry a list of their parts, by its first bytes.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from msgspec.structs import replace

from holdfast.dependencies.reading import Manifest, Read, ReadManifest
from holdfast.errors import ReportError
from holdfast.kit.licences import normalised
from holdfast.kit.packages import package_url
from holdfast.model.dependency import Dependency

MEBIBYTE = 2**20
MAGIC_BYTES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A kind of record.

    Attributes:
        name: Word for it.
        read_all: The generator.
        wants: Whether the file of a relative path is one, as far as its path tells.
        magic: First bytes that the file must have, empty for any. With these, only what may be run is asked.
        limit_bytes: Larger files are not read, which is told.
    """

    name: str
    read_all: Read
    wants: Callable[[str], bool]
    magic: bytes = b""
    limit_bytes: int = 8 * MEBIBYTE

    def read(self, path: str, data: bytes) -> ReadManifest:
        """Read one record.

        Raises:
            ReportError: Nothing of it can be read.
        """
        manifest = Manifest(path=path, data=data)
        found = dict.fromkeys(
            replace(one, manifest=path, licence=normalised(one.licence[:1000]))
            for one in self.read_all(manifest)
        )
        return ReadManifest(dependencies=tuple(found), problems=tuple(manifest.problems))


@dataclass(frozen=True, slots=True)
class Records:
    """Kinds of records, asked together."""

    kinds: tuple[Record, ...]
    _by_path: tuple[Record, ...] = field(init=False)
    _by_magic: tuple[Record, ...] = field(init=False)

    def __post_init__(self) -> None:
        """Sort them by how they are told."""
        object.__setattr__(self, "_by_path", tuple(one for one in self.kinds if not one.magic))
        object.__setattr__(self, "_by_magic", tuple(one for one in self.kinds if one.magic))

    def named(self, path: str) -> Record | None:
        """The kind of a file, as its path tells."""
        return next((one for one in self._by_path if one.wants(path)), None)

    def begun(self, path: str, head: bytes) -> Record | None:
        """The kind of a file that may be run, as its first bytes tell."""
        return next((one for one in self._by_magic if head.startswith(one.magic) and one.wants(path)), None)


def installed(ecosystem: str, name: str, version: str, licence: str = "") -> Dependency:
    """A package that is there.

    Raises:
        ReportError: It has no name or no version.
    """
    if not name or not version:
        raise ReportError(
            "The record is not complete", "it names no package, or no version", "install it again"
        )
    return Dependency(
        name=name, version=version, purl=package_url(ecosystem, name, version), licence=licence.strip()
    )


def either(licences: Iterable[str]) -> str:
    """An expression for licences of which one may be chosen."""
    names = [name.strip() for name in licences if name.strip()]
    if len(names) < 2:
        return "".join(names)
    return " OR ".join(f"({name})" if " " in name else name for name in names)
