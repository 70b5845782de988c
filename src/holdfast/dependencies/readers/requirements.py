"""pip's requirements files: named ``requirements``, or in a folder of that name.

* ``-r`` files are read along, each once, wherever they are; ``-c`` files pin what is left open here.
* pip-compile and uv write behind ``# via`` who asked for a package: another one, or a file of the project.
  Without such a comment a package is taken as one that the service asks for itself.
* A range, an editable install and a version-control URL say no version, so they are stated as not examined.
* Files whose name speaks of development or tests count as such.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from posixpath import basename, dirname, join, normpath

from holdfast.dependencies.graph import Ways
from holdfast.dependencies.python_projects import Asked, archive, normal_name, requirement
from holdfast.dependencies.reading import MAX_MANIFEST_BYTES, Manifest, reader
from holdfast.errors import ReportError
from holdfast.kit.addresses import without_credentials
from holdfast.kit.bounded import as_utf8
from holdfast.kit.packages import package_url
from holdfast.model.dependency import Dependency, Scope

MAX_INCLUDED_FILES = 100

_DEVELOPMENT = re.compile(r"(?:^|[._/-])(?:dev|develop|development|tests?|testing|lint|docs?|ci)(?=[._/-])")
_OPTION = re.compile(r"(--[a-z-]+(?=[ \t=]|$)|-[a-zA-Z](?!-))[ \t=]*")
_HASH = re.compile(r"--hash[= ]([a-z0-9]+:[0-9a-fA-F]+)")
_EGG = re.compile(r"[#&]egg=([A-Za-z0-9._-]+)")
_ASKER = re.compile(r"-[rc] .{1,300}|[\w.:\[\],-]{1,300}(?: \([^()]{1,300}\))?")
"""Who asked, in a comment of its own: a package, a file, or the project and its file."""

_INCLUDES = frozenset({"-r", "--requirement"})
_CONSTRAINTS = frozenset({"-c", "--constraint"})
_EDITABLE = frozenset({"-e", "--editable"})


@dataclass(slots=True)
class Line:
    """One requirement, with what pip-compile wrote about it."""

    file: str
    number: int
    asked: Asked
    hashes: tuple[str, ...] = ()
    via: list[str] = field(default_factory=list)
    _is_via_open: bool = False

    def tell_via(self, comment: str) -> None:
        """Take over who asked for it, as pip-compile and uv write it: in one line, or one a line."""
        if comment == "via":
            self._is_via_open = True
        elif comment.startswith("via "):
            self.via.extend(word for part in comment[4:].split(",") if (word := part.strip()))
        elif self._is_via_open and _ASKER.fullmatch(comment):
            self.via.append(comment)
        else:
            self._is_via_open = False


@reader(
    "requirements",
    title="pip requirements",
    ecosystem="pypi",
    names=(
        "requirements*.txt",
        "*requirements.txt",
        "requirements/*.txt",
        "*/requirements/*.txt",
    ),
)
def read(manifest: Manifest) -> Iterator[Dependency]:
    """Every requirement of the file and of those that it includes."""
    files = _Files(manifest)
    files.read(manifest.name, manifest.text())
    by_file: dict[str, list[Line]] = {}
    for line in files.lines:
        by_file.setdefault(line.file, []).append(line)
    for lines in by_file.values():
        yield from _dependencies(manifest, lines, files.constraints)


class _Files:
    """The requirements file and all that it includes."""

    def __init__(self, manifest: Manifest) -> None:
        self.lines: list[Line] = []
        self.constraints: dict[str, str] = {}
        self._manifest = manifest
        self._seen: set[str] = set()

    def read(self, path: str, text: str, *, pins_only: bool = False) -> None:
        """Take over the lines of a file, whose path is relative to the manifest's folder."""
        self._seen.add(path)
        last: Line | None = None
        for number, line in _logical_lines(text):
            content, comment = _without_comment(line)
            if last and not content:
                last.tell_via(comment)
                continue
            last = self._line(path, number, content, pins_only=pins_only) if content else None
            if last:
                last.tell_via(comment)

    def _line(self, path: str, number: int, content: str, *, pins_only: bool) -> Line | None:
        option = _OPTION.match(content)
        if option:
            self._option(path, number, option[1], content[option.end() :].strip(), pins_only=pins_only)
            return None
        wanted = re.split(r"[ \t]--", content, maxsplit=1)[0]
        asked = requirement(wanted.strip(), _scope(path)) or _bare_url(wanted, _scope(path))
        if not asked:
            if not wanted.startswith((".", "/")):
                self._manifest.problem(
                    f"{path}, line {number}", f"it is no requirement: {without_credentials(wanted)[:80]}"
                )
            return None
        line = Line(path, number, asked, tuple(_HASH.findall(content)))
        if pins_only:
            self.constraints.setdefault(normal_name(asked.name), asked.version)
        else:
            self.lines.append(line)
        return line

    def _option(self, path: str, number: int, option: str, value: str, *, pins_only: bool) -> None:
        if option in _INCLUDES | _CONSTRAINTS:
            self._include(path, number, value, pins_only=pins_only or option in _CONSTRAINTS)
        elif option in _EDITABLE and "://" in value:
            asked = _bare_url(value, _scope(path))
            if asked:
                self.lines.append(Line(path, number, asked))

    def _include(self, path: str, number: int, value: str, *, pins_only: bool) -> None:
        target = normpath(join(dirname(path), value))
        if target in self._seen:
            return
        if len(self._seen) >= MAX_INCLUDED_FILES:
            self._manifest.problem(f"{path}, line {number}", "it includes too many files")
            return
        data = self._manifest.beside(target)
        if data is None:
            self._manifest.problem(f"{path}, line {number}", f"{value[:80]} cannot be read")
            self._seen.add(target)
            return
        try:
            text = as_utf8(data, MAX_MANIFEST_BYTES).decode("utf-8", "replace")
        except ReportError as error:
            self._manifest.problem(f"{path}, line {number}", f"{error.what}: {error.why}")
            return
        self.read(target, text, pins_only=pins_only)


def _dependencies(manifest: Manifest, lines: list[Line], constraints: dict[str, str]) -> Iterator[Dependency]:
    """The requirements of one file, with the ways that its ``via`` comments tell."""
    folder = dirname(manifest.path)
    labels = {normal_name(line.asked.name): _label(line.asked, constraints) for line in lines}
    needs: dict[str, list[str]] = {}
    direct: dict[str, None] = {}
    for line in lines:
        name = normal_name(line.asked.name)
        parents = [parent for via in line.via if (parent := normal_name(via)) in labels]
        for parent in parents:
            needs.setdefault(parent, []).append(name)
        if not line.via or len(parents) < len(line.via):
            direct[name] = None
    ways = Ways(direct, needs)
    for line in lines:
        name, version = (
            line.asked.name,
            line.asked.version or constraints.get(normal_name(line.asked.name), ""),
        )
        if not version:
            wanted = line.asked.wanted or "any version"
            place = f"{line.file}, line {line.number}"
            manifest.problem(place, f"{name} is not pinned ({wanted}), so it could not be examined")
        yield Dependency(
            name=name,
            version=version,
            purl=package_url("pypi", name, version),
            manifest=normpath(join(folder, line.file)),
            line=line.number,
            scope=line.asked.scope,
            is_direct=normal_name(name) in direct,
            path=tuple(labels[step] for step in ways.to(normal_name(name))),
            hashes=line.hashes,
        )


def _label(asked: Asked, constraints: dict[str, str]) -> str:
    version = asked.version or constraints.get(normal_name(asked.name), "")
    return f"{asked.name}@{version}" if version else asked.name


def _logical_lines(text: str) -> Iterator[tuple[int, str]]:
    """Lines joined where they end in a backslash, each with the number of its first."""
    parts: list[str] = []
    start = 1
    for number, line in enumerate(text.split("\n"), 1):
        if not parts:
            start = number
        bare = line.rstrip("\r")
        is_comment = bare.lstrip().startswith("#")
        if bare.endswith("\\") and not is_comment:
            parts.append(bare[:-1])
            continue
        yield start, "".join([*parts, bare])
        parts = []
    if parts:
        yield start, "".join(parts)


def _without_comment(line: str) -> tuple[str, str]:
    """Content and comment; a number sign inside a word belongs to it."""
    stripped = line.strip()
    if stripped.startswith("#"):
        return "", stripped[1:].strip()
    found = re.search(r"[ \t]#", stripped)
    if not found:
        return stripped, ""
    return stripped[: found.start()].strip(), stripped[found.end() :].strip()


def _bare_url(text: str, scope: Scope) -> Asked | None:
    """A URL without a name before it: pip finds the name in its fragment, or in the archive."""
    if "://" not in text:
        return None
    egg = _EGG.search(text)
    name, version = archive(text.strip())
    name = egg[1] if egg else name
    return Asked(name, version, "a URL", scope) if name else None


def _scope(path: str) -> Scope:
    return Scope.DEVELOPMENT if _DEVELOPMENT.search(basename(path).lower()) else Scope.RUNTIME
