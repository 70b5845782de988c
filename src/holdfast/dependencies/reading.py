"""The contract of a manifest reader: one file, one generator, a lock file to dependencies.

A reader module reads like its format: a docstring that names the format and its versions, and one decorated
generator::

    @reader("cargo", title="Cargo", ecosystem="cargo", names=("Cargo.lock",))
    def read(manifest: Manifest) -> Iterator[Dependency]:
        document = manifest.toml()
        for ...:
            yield Dependency(name=..., version=..., purl=package_url("cargo", name, version), ...)

A reader never touches network, disk or clock: what else it needs (the ``package.json`` beside a lock, a
requirements file that another includes) it asks of ``manifest.beside``. What it cannot read it states with
``manifest.problem`` and goes on; a file that is not its format at all is a ``ReportError``. ``Reader.read``
sets ``Dependency.manifest``; readers leave it empty, except for what stands in a file that this one includes.
It also turns licences, as they are declared, into SPDX expressions.
"""

import re
import tomllib
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import PurePosixPath
from typing import Any, TypeVar

from msgspec.structs import replace

from holdfast.errors import ReportError, ReportTooLarge
from holdfast.kit.bounded import as_utf8, read_json
from holdfast.kit.licences import normalised
from holdfast.model.dependency import Dependency
from holdfast.model.report import Problem

MAX_MANIFEST_BYTES = 64 * 2**20
"""Larger files are refused: the largest lock files known have about 10 MiB."""

MAX_PROBLEMS = 200

_ENDLESS_KEY = re.compile(  # Possessive repeats keep it linear.
    rb"""(?<![\w-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){100}"""
)

T = TypeVar("T")
Beside = Callable[[str], bytes | None]


def _nothing(_: str) -> None:
    return None


@dataclass(slots=True, kw_only=True)
class Manifest:
    """One manifest being read: bounded views of its bytes, its neighbours, and a place to state problems.

    Attributes:
        path: Its path relative to the scanned folder, with forward slashes.
        data: Its bytes, as UTF-8.
        beside: Content of another file by its path relative to this one's folder; ``None`` when it is not
            there, lies outside the scanned folder, or is too large.
        problems: Parts that could not be read.
    """

    path: str
    data: bytes
    beside: Beside = _nothing
    problems: list[Problem] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The file's name without its folder."""
        return PurePosixPath(self.path).name

    def json(self, kind: type[T] | Any = Any) -> T:
        """The manifest as JSON of the given shape.

        Raises:
            ReportError: Not JSON, or not of that shape.
        """
        value: T = read_json(self.data, kind)
        return value

    def toml(self) -> dict[str, Any]:
        """The manifest as TOML.

        Raises:
            ReportError: Not TOML.
        """
        return toml_of(self.data)

    def text(self) -> str:
        """The manifest as text; bytes that are not UTF-8 become U+FFFD."""
        return self.data.decode("utf-8", "replace")

    def problem(self, place: str, why: str) -> None:
        """State that a part could not be read; the manifest is then read in part."""
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(Problem(place=place[:200], why=why[:300]))

    def is_of_version(self, found: object, known: Collection[str]) -> None:
        """State a format's version that is not known here: what it puts elsewhere would be missed in silence.

        Args:
            found: The version as the file gives it; ``None`` where old files give none.
            known: The first numbers of the versions that the reader was written for.
        """
        if found is not None and str(found).partition(".")[0] not in known:
            told = f"{str(found)[:40]!r} is not a version that is known here, so packages may be missing"
            self.problem("version of the format", told)

    def lines_of(self, pattern: str) -> dict[str, int]:
        """The first line, counted from 1, of each text that the pattern's first group finds.

        Args:
            pattern: Regular expression over the whole text, multi-line.
        """
        text = self.text()
        lines: dict[str, int] = {}
        line, position = 1, 0
        for found in re.finditer(pattern, text, re.MULTILINE):
            line += text.count("\n", position, found.start(1))
            position = found.start(1)
            lines.setdefault(found[1], line)
        return lines


Read = Callable[[Manifest], Iterator[Dependency]]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadManifest:
    """All that one manifest says.

    Attributes:
        dependencies: In the order of the file, each once.
        problems: Parts that could not be read; any one makes it partial.
    """

    dependencies: tuple[Dependency, ...]
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """A manifest reader, as the registry holds it.

    Attributes:
        name: Name of the format, equal to the file's name.
        title: Name for people.
        ecosystem: Word for ``kit.packages.package_url``; empty when the file holds several.
        names: Patterns for the names of files that it reads, or for their relative paths.
        read_all: The generator.
        locked_by: Names of lock files that, when one stands beside it or in a folder above, make this
            manifest say nothing new: a ``package.json`` beside its ``package-lock.json``.
        is_direct_only: Whether the format names what the service asks for itself, and not what that brings.
    """

    name: str
    title: str
    ecosystem: str
    names: tuple[str, ...]
    read_all: Read
    locked_by: tuple[str, ...] = ()
    is_direct_only: bool = False

    def wants(self, path: str) -> bool:
        """Whether it reads the file of that relative path."""
        name = PurePosixPath(path).name
        return any(fnmatchcase(name, pattern) or fnmatchcase(path, pattern) for pattern in self.names)

    def read(self, path: str, data: bytes, beside: Beside = _nothing) -> ReadManifest:
        """Read one manifest.

        Raises:
            ReportError: Nothing of it can be read.
            ReportTooLarge: More bytes, or deeper, than the limits.
        """
        manifest = Manifest(path=path, data=as_utf8(data, MAX_MANIFEST_BYTES), beside=beside)
        found: dict[Dependency, None] = {}
        for one in self.read_all(manifest):
            if one.name.strip():
                found[replace(one, manifest=one.manifest or path, licence=normalised(one.licence))] = None
            else:
                manifest.problem("a package", "it has no name")
        return ReadManifest(dependencies=tuple(found), problems=tuple(manifest.problems))


def reader(
    name: str,
    *,
    title: str,
    ecosystem: str,
    names: tuple[str, ...],
    locked_by: tuple[str, ...] = (),
    is_direct_only: bool = False,
) -> Callable[[Read], Reader]:
    """Make a generator the reader of that name."""

    def decorate(read: Read) -> Reader:
        return Reader(
            name=name,
            title=title,
            ecosystem=ecosystem,
            names=names,
            read_all=read,
            locked_by=locked_by,
            is_direct_only=is_direct_only,
        )

    return decorate


def toml_of(data: bytes) -> dict[str, Any]:
    """TOML as a mapping.

    Raises:
        ReportError: Not TOML, or nested too deeply.
        ReportTooLarge: A dotted key of a hundred parts: the time to read one grows with their square.
    """
    if _ENDLESS_KEY.search(data):
        raise ReportTooLarge(
            "The TOML has a key of a hundred parts",
            "reading it takes endless time",
            "check what wrote the file",
        )
    try:
        return tomllib.loads(data.decode("utf-8", "replace"))
    except (ValueError, RecursionError) as error:  # A number of 5,000 digits is a plain ValueError.
        raise ReportError("The file is not TOML", str(error), "write the lock file again") from None
