"""What Python's lock files share: requirements, names, and what ``pyproject.toml`` asks for."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import (
    InvalidSdistFilename,
    InvalidWheelFilename,
    canonicalize_name,
    parse_sdist_filename,
    parse_wheel_filename,
)

from holdfast.dependencies.entries import mapping
from holdfast.dependencies.locked import Locked, Package
from holdfast.dependencies.reading import Manifest, toml_of
from holdfast.errors import ReportError
from holdfast.kit.packages import package_url
from holdfast.model.dependency import Dependency, Scope

LOCK_FILES = ("poetry.lock", "uv.lock", "pdm.lock", "pylock.toml", "Pipfile.lock", "requirements.txt")
"""What makes ranges in a project file say nothing new; a compiled requirements file does, too."""

MAX_REQUIREMENT_CHARACTERS = 4096
"""Longer ones are nobody's; packaging's reader is not linear in all of them."""

_WORD = re.compile(r"(?<=[\"'\s,\[])[A-Za-z0-9][A-Za-z0-9._-]*|^[A-Za-z0-9][A-Za-z0-9._-]*")
_EXACT = re.compile(r"={2,3}([^*,=<>!~;\s]{1,200})")
_DEVELOPMENT_EXTRAS = frozenset({"dev", "develop", "development", "test", "tests", "testing", "lint"})


class Asked(NamedTuple):
    """A package that a project asks for.

    Attributes:
        name: As written.
        version: The only version allowed; empty for a range.
        wanted: The range as written.
        scope: What for.
        extras: The extras of it that are wanted too.
    """

    name: str
    version: str
    wanted: str
    scope: Scope
    extras: tuple[str, ...] = ()


@lru_cache(maxsize=20_000)
def normal_name(name: str) -> str:
    """The name as PEP 503 compares it: ``Django_Thing`` is ``django-thing``."""
    return str(canonicalize_name(name))


def exact_version(specifier: str) -> str:
    """The only version that a specifier such as ``==1.2.3`` allows; empty where it allows several."""
    found = _EXACT.fullmatch("".join(specifier.split())[:300])
    return found[1] if found else ""


def archive(url: str) -> tuple[str, str]:
    """Name and version that the URL of a wheel or a source archive ends in; empty for other URLs."""
    file = url.partition("#")[0].partition("?")[0].rpartition("/")[2][:300]
    try:
        if file.endswith(".whl"):
            name, version, *_ = parse_wheel_filename(file)
        else:
            name, version = parse_sdist_filename(file)
    except (InvalidWheelFilename, InvalidSdistFilename):
        return "", ""
    return str(name), str(version)


def requirement(text: str, scope: Scope = Scope.RUNTIME) -> Asked | None:
    """What a PEP 508 requirement asks for; ``None`` where it is none."""
    if len(text) > MAX_REQUIREMENT_CHARACTERS:
        return None
    try:
        read = Requirement(text)
    except (InvalidRequirement, RecursionError):
        return None
    if read.url:
        return Asked(read.name, archive(read.url)[1], "a URL", scope, tuple(read.extras))
    specifier = str(read.specifier)
    return Asked(read.name, exact_version(specifier), specifier, scope, tuple(read.extras))


def pyproject(manifest: Manifest) -> dict[str, Any] | None:
    """The ``pyproject.toml`` beside; ``None`` when there is none to read."""
    data = manifest.beside("pyproject.toml")
    if data is None:
        return None
    try:
        return toml_of(data)
    except ReportError as error:
        manifest.problem("pyproject.toml", f"{error.what}: {error.why}")
        return None


def asked_for(document: Mapping[str, Any]) -> Iterator[Asked | str]:
    """All that a ``pyproject.toml`` asks for; as text, each requirement that cannot be read."""
    project = mapping(document.get("project"))
    yield from requirements(project.get("dependencies"), Scope.RUNTIME)
    for extra, listed in mapping(project.get("optional-dependencies")).items():
        yield from requirements(listed, extra_scope(extra))
    for listed in mapping(document.get("dependency-groups")).values():
        yield from requirements(listed, Scope.DEVELOPMENT)
    tool = mapping(document.get("tool"))
    for listed in mapping(mapping(tool.get("pdm")).get("dev-dependencies")).values():
        yield from requirements(listed, Scope.DEVELOPMENT)
    yield from requirements(mapping(tool.get("uv")).get("dev-dependencies"), Scope.DEVELOPMENT)
    yield from _asked_by_poetry(mapping(tool.get("poetry")))


def asked_beside(manifest: Manifest) -> list[Asked] | None:
    """What the ``pyproject.toml`` beside asks for, as far as it can be read; ``None`` when there is none."""
    document = pyproject(manifest)
    return None if document is None else [one for one in asked_for(document) if isinstance(one, Asked)]


def extra_scope(extra: str) -> Scope:
    """What an extra is for, by its name."""
    return Scope.DEVELOPMENT if normal_name(extra) in _DEVELOPMENT_EXTRAS else Scope.OPTIONAL


def requirements(listed: object, scope: Scope) -> Iterator[Asked | str]:
    """Each requirement of a list; what includes another group is passed over, for that one is read itself."""
    for text in listed if isinstance(listed, list) else ():
        if isinstance(text, str):
            yield requirement(text, scope) or text


def _asked_by_poetry(poetry: Mapping[str, Any]) -> Iterator[Asked]:
    yield from poetry_table(poetry.get("dependencies"), Scope.RUNTIME)
    yield from poetry_table(poetry.get("dev-dependencies"), Scope.DEVELOPMENT)
    for name, group in mapping(poetry.get("group")).items():
        scope = Scope.RUNTIME if name == "main" else Scope.DEVELOPMENT
        yield from poetry_table(mapping(group).get("dependencies"), scope)


def poetry_table(table: object, scope: Scope) -> Iterator[Asked]:
    """What a table of names and constraints asks for, as Poetry and Pipenv write it.

    A bare version is exact for Poetry: ``httpx = "0.24.0"`` allows no other.
    """
    for name, value in mapping(table).items():
        choices = value if isinstance(value, list) else [value]
        for choice in choices if name != "python" else ():
            wanted = choice if isinstance(choice, str) else mapping(choice).get("version", "")
            if mapping(choice).keys() & {"path", "file"} or not isinstance(wanted, str):
                continue
            is_optional = mapping(choice).get("optional") is True and scope is Scope.RUNTIME
            extras = mapping(choice).get("extras")
            exact = exact_version(wanted if wanted.startswith("=") else f"=={wanted}")
            yield Asked(
                name,
                exact if exact[:1].isdigit() else "",
                wanted,
                Scope.OPTIONAL if is_optional else scope,
                tuple(map(str, extras)) if isinstance(extras, list) else (),
            )


def unlocked(manifest: Manifest, asked: Iterable[Asked | str]) -> Iterator[Dependency]:
    """What a project file without a lock asks for; what is not pinned is stated as a problem."""
    lines = _Lines(manifest.text())
    for one in asked:
        if isinstance(one, str):
            manifest.problem(one[:100], "it is no requirement that can be read")
            continue
        if not one.version:
            wanted = one.wanted or "any version"
            manifest.problem(one.name, f"it is not pinned ({wanted}), so it could not be examined")
        yield Dependency(
            name=one.name,
            version=one.version,
            purl=package_url("pypi", one.name, one.version),
            line=lines.of(one.name),
            scope=one.scope,
            is_direct=True,
        )


class _Lines:
    """The first line of each name in a project file, where it stands as a word of its own."""

    def __init__(self, text: str) -> None:
        self._lines: dict[str, int] = {}
        for number, line in enumerate(text.split("\n"), 1):
            for found in _WORD.finditer(line.partition(" #")[0]):
                self._lines.setdefault(found[0].lower(), number)

    def of(self, name: str) -> int | None:
        """The line, counted from 1."""
        return self._lines.get(name.lower())


class ByName:
    """The packages of a lock file by normal name; a lock for several platforms holds some in two versions."""

    def __init__(self, packages: Iterable[Package]) -> None:
        self._found: dict[str, list[Package]] = {}
        for package in packages:
            self._found.setdefault(normal_name(package.name), []).append(package)

    def of(self, name: str, version: str = "") -> list[Package]:
        """All packages of that name, or the one of that version."""
        found = self._found.get(normal_name(name), [])
        return [one for one in found if one.version == version] if version else found


def ask(locked: Locked, asked: list[Asked] | None, packages: ByName) -> None:
    """Ask for what the project asks for; without its project file, nothing is known to be direct.

    A lock that does not say who needs whom cannot show that a development package is needed for nothing else.
    """
    locked.knows_direct = asked is not None
    for one in asked or ():
        for package in packages.of(one.name):
            locked.ask(package, one.scope if locked.has_graph else locked.own_scope(package))


def file_hashes(files: Iterable[object]) -> Iterator[str]:
    """The hashes of a lock file's archives, each an object with ``hash`` or ``hashes``."""
    for file in files:
        one = mapping(file).get("hash")
        if isinstance(one, str) and one.count(":") == 1:
            yield one
        for algorithm, digest in mapping(mapping(file).get("hashes")).items():
            if isinstance(digest, str):
                yield f"{algorithm}:{digest}"


def table_lines(text: str, header: str) -> list[int]:
    """The line of the name in each table of that header, in the order of the file: ``[[package]]``."""
    lines = text.split("\n")
    found = []
    for number, line in enumerate(lines, 1):
        if line.rstrip() == header:
            after = lines[number] if number < len(lines) else ""
            found.append(number + 1 if after.startswith("name") else number)
    return found
