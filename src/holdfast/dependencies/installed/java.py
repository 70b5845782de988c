"""Java archives: the ``pom.properties`` that Maven leaves in a jar, also of jars within jars.

A jar without it is named by its ``MANIFEST.MF`` and its file. Advisories name packages by group and artifact:
where nothing tells these, it is said that the jar was not examined.
"""

import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from holdfast.dependencies.installed.record import MEBIBYTE, Record, installed
from holdfast.dependencies.reading import Manifest
from holdfast.errors import ReportError
from holdfast.model.dependency import Dependency

SUFFIXES = (".jar", ".war", ".ear", ".jpi", ".hpi")
MAX_DEPTH = 3
"""An ear holds a war, which holds jars."""

MAX_MEMBERS = 200_000
MAX_UNPACKED_BYTES = 1024 * MEBIBYTE
"""Of all jars within one file."""

MAX_INNER_BYTES = 256 * MEBIBYTE
_MAX_TEXT_BYTES = 2**20
_PROPERTIES = re.compile(r"META-INF/maven/[^/]+/[^/]+/pom\.properties")
_MANIFEST = "META-INF/MANIFEST.MF"
_FILE = re.compile(r"(?P<name>[\w.-]+?)-(?P<version>\d[\w.+-]*)")
_GROUP = re.compile(r"[a-zA-Z_][\w-]*(?:\.[\w-]+)+")
_UNREADABLE = (
    OSError, EOFError, ValueError, LookupError, zipfile.BadZipFile, zlib.error, lzma.LZMAError,
    RuntimeError,  # It is encrypted, or packed in a way that Python does not know.
)  # fmt: skip
_OF_JAVA = frozenset({"jrt-fs.jar"})
"""Jars of Java itself."""


@dataclass(slots=True)
class _Shelf:
    """A jar and all within it, while it is read."""

    manifest: Manifest
    left_bytes: int = MAX_UNPACKED_BYTES
    left_members: int = MAX_MEMBERS
    found: list[Dependency] = field(default_factory=list)

    def take(self, place: str, data: bytes, depth: int = 0) -> None:
        """Read one jar.

        Raises:
            ReportError: It is no zip archive.
        """
        try:
            archive = zipfile.ZipFile(io.BytesIO(data))
        except _UNREADABLE as error:
            raise ReportError("The file is no jar", str(error)[:200], "build it again") from None
        members = archive.infolist()
        self.left_members -= len(members)
        if self.left_members < 0:
            raise ReportError(
                "The jar has too many members", f"the limit is {MAX_MEMBERS}", "check its maker"
            )
        self._name(place, archive, members)
        for member in members:
            if member.filename.endswith(SUFFIXES):
                self._take_inner(f"{place}!{member.filename[-200:]}", archive, member, depth + 1)

    def _take_inner(self, place: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo, depth: int) -> None:
        if depth > MAX_DEPTH:
            self.manifest.problem(place, "a jar within a jar, deeper than is read")
            return
        data = self._content(place, archive, member, MAX_INNER_BYTES)
        if data is None:
            return
        try:
            self.take(place, data, depth)
        except ReportError as error:
            self.manifest.problem(place, f"{error.what}: {error.why}")

    def _name(self, place: str, archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> None:
        """Note the packages that a jar is made of: one, or several where others were put into it."""
        before = len(self.found)
        for member in members:
            if _PROPERTIES.fullmatch(member.filename):
                said = _properties(self._content(place, archive, member, _MAX_TEXT_BYTES) or b"", "=")
                names = (said.get("groupId", ""), said.get("artifactId", ""), said.get("version", ""))
                if all(names):
                    self.found.append(installed("maven", f"{names[0]}:{names[1]}", names[2]))
                else:
                    self.manifest.problem(place, f"{member.filename[:200]} does not name its package")
        if len(self.found) > before:
            return
        inside = next((member for member in members if member.filename == _MANIFEST), None)
        text = self._content(place, archive, inside, _MAX_TEXT_BYTES) if inside else None
        has_code = any(member.filename.endswith(".class") for member in members)
        self._guess(place, _properties(text or b"", ":"), has_code=has_code)

    def _guess(self, place: str, said: dict[str, str], *, has_code: bool) -> None:
        """Name a jar by its manifest and its file's name."""
        path = PurePosixPath(place.rpartition("!")[2])
        if path.name in _OF_JAVA or not has_code:
            return
        file = _FILE.fullmatch(path.stem)
        name = file["name"] if file else said.get("Implementation-Title", "") or path.stem
        version = said.get("Implementation-Version") or said.get("Bundle-Version", "")
        version = file["version"] if file else version
        group = _group(name, said)
        if group and version:
            self.found.append(installed("maven", f"{group}:{name}", version))
        elif "Main-Class" not in said:  # With that it is most likely the service itself.
            self.manifest.problem(
                place, "nothing in it tells its Maven group and version: it was not examined"
            )

    def _content(
        self, place: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo, limit: int
    ) -> bytes | None:
        limit = min(limit, self.left_bytes)
        try:
            with archive.open(member) as file:
                # The directory of an archive may lie about sizes; what is read does not.
                data = file.read(limit + 1)
        except _UNREADABLE as error:
            self.manifest.problem(f"{place}!{member.filename[-200:]}", f"it cannot be unpacked: {error}")
            return None
        self.left_bytes -= len(data)
        if len(data) > limit:
            self.left_bytes = 0
            self.manifest.problem(place, "it unpacks to more than is read")
            return None
        return data


def read(manifest: Manifest) -> Iterator[Dependency]:
    """The packages of a jar and of those within it."""
    shelf = _Shelf(manifest)
    shelf.take(manifest.path, manifest.data)
    return iter(shelf.found)


def _group(name: str, said: dict[str, str]) -> str:
    """The group, where the manifest tells it."""
    symbolic = said.get("Bundle-SymbolicName", "").partition(";")[0].strip()
    candidates = (said.get("Implementation-Vendor-Id", ""), symbolic.removesuffix(f".{name}"))
    return next((one for one in candidates if _GROUP.fullmatch(one)), "")


def _properties(data: bytes, sign: str) -> dict[str, str]:
    """Keys and values of a properties file or a manifest, whose long lines go on behind a blank."""
    text = data.decode("utf-8", "replace").replace("\r\n", "\n").replace("\n ", "")
    pairs = (line.partition(sign) for line in text.splitlines() if not line.startswith("#"))
    said: dict[str, str] = {}
    for key, found, value in pairs:
        if found:
            said.setdefault(key.strip(), value.strip())
    return said


RECORD = Record(
    name="java",
    read_all=read,
    wants=lambda path: path.endswith(SUFFIXES),
    limit_bytes=512 * MEBIBYTE,
)
