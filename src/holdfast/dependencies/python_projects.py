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
from holdfast.model.dependency import Scope

LOCK_FILES = ("poetry.lock", "uv.lock", "pdm.lock", "pylock.toml", "Pipfile.lock", "requirements.txt")

MAX_REQUIREMENT_CHARACTERS = 4096
"""Longer ones are nobody's; packaging's reader is not linear in all of them."""

_EXACT = re.compile(r"={2,3}([^*,=<>!~;\s]{1,200})")
_DEVELOPMENT_EXTRAS = frozenset({"dev", "develop", "development", "test", "tests", "testing", "lint"})


class Asked(NamedTuple):
    """A package that a project asks for.

    Attributes:
        name: As written.
        version: The only version allowed; empty for a range.
        wanted: The range as written.
        scope: What for.
    """

    name: str
    version: str
    wanted: str
    scope: Scope


@lru_cache(maxsize=20_000)
def normal_name(name: str) -> str:
    """The name as PEP 503 compares it: ``Django_Thing`` is ``django-thing``."""
    return str(canonicalize_name(name))


def exact_version(specifier: str) -> str:
    """The only version that a specifier such as ``==1.2.3`` allows; empty where it allows several."""
    found = _EXACT.fullmatch("".join(specifier.split())[:300])
    return found[1] if found else ""


def archive_version(url: str) -> str:
    """The version in the file name of a wheel or a source archive; empty where the URL ends in neither."""
    name = url.partition("#")[0].partition("?")[0].rpartition("/")[2][:300]
    try:
        if name.endswith(".whl"):
            return str(parse_wheel_filename(name)[1])
        return str(parse_sdist_filename(name)[1])
    except (InvalidWheelFilename, InvalidSdistFilename):
        return ""


def requirement(text: str, scope: Scope = Scope.RUNTIME) -> Asked | None:
    """What a PEP 508 requirement asks for; ``None`` where it is none."""
    if len(text) > MAX_REQUIREMENT_CHARACTERS:
        return None
    try:
        read = Requirement(text)
    except (InvalidRequirement, RecursionError):
        return None
    if read.url:
        return Asked(read.name, archive_version(read.url), read.url, scope)
    specifier = str(read.specifier)
    return Asked(read.name, exact_version(specifier), specifier, scope)


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


def scopes_beside(manifest: Manifest) -> dict[str, Scope] | None:
    """The normal names of what the ``pyproject.toml`` beside asks for; ``None`` when there is none."""
    document = pyproject(manifest)
    if document is None:
        return None
    order = (Scope.DEVELOPMENT, Scope.OPTIONAL, Scope.RUNTIME)
    scopes: dict[str, Scope] = {}
    for asked in asked_for(document):
        if isinstance(asked, Asked):
            name = normal_name(asked.name)
            scopes[name] = max(scopes.get(name, asked.scope), asked.scope, key=order.index)
    return scopes


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
            exact = exact_version(wanted if wanted.startswith("=") else f"=={wanted}")
            yield Asked(
                name, exact if exact[:1].isdigit() else "", wanted, Scope.OPTIONAL if is_optional else scope
            )


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


def ask_as_pyproject(manifest: Manifest, locked: Locked, packages: ByName) -> None:
    """Ask for what the ``pyproject.toml`` beside asks for; without one, nothing is known to be direct.

    A lock that does not say who needs whom cannot show that a development package is needed for nothing else.
    """
    scopes = scopes_beside(manifest)
    locked.knows_direct = scopes is not None
    for name, scope in (scopes or {}).items():
        for package in packages.of(name):
            locked.ask(package, scope if locked.has_graph else locked.own_scope(package))


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
