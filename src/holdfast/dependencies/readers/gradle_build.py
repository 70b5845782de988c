"""build.gradle and build.gradle.kts without a lock: coordinates that stand there as plain text.

A build script is a program. What is read is a dependency whose coordinates are written out, with variables
that are set to plain text in the same file or in the ``gradle.properties`` beside it. Every other declaration
is a problem, except one from the version catalogue (read by itself) and one of a project or of local files.
"""

import re
from collections.abc import Iterator

from holdfast.dependencies.reading import Manifest, reader
from holdfast.kit.packages import package_url
from holdfast.model.dependency import Dependency, Scope

_CONFIGURATION = re.compile(
    r"(?:[a-z]\w{0,60})?(?:implementation|api|compile|compileOnly|compileOnlyApi|runtime|runtimeOnly|classpath"
    r"|annotationProcessor|kapt|ksp|providedCompile|providedRuntime|developmentOnly)",
    re.IGNORECASE,
)
_DECLARATION = re.compile(r"(\w{1,80})[ \t]*[( \t][ \t]*(.*)")
_TEXT = re.compile(r"""(?:(?:enforced)?platform|testFixtures)?[ \t(]*["']([^"'\s]+)["']""", re.IGNORECASE)
_NAMED = re.compile(r"""(group|name|version)[ \t]*[:=][ \t]*["']([^"'\s]*)["']""")
_VARIABLE = re.compile(
    r"""(?:def|val|var|ext\.|extra\[?|set\()?[ \t]*["']?([\w.]{1,100})["'\])]*[ \t]*[=,]"""
    r"""[ \t]*["']([^"'\s$]{1,200})["']\)?"""
)
_REFERENCE = re.compile(r"\$\{?([\w.]{1,100})\}?")
_COORDINATES = re.compile(r"([\w.-]+):([\w.-]+)(?::([^:@\s]+))?(?::[\w.-]+)?(?:@\w+)?")
_EXACT = re.compile(r"[^\[\](),+$\s]+")
_NOT_HERE = re.compile(
    r"(?:(?:enforced)?platform|testFixtures)?[ \t(]*"
    r"(?:libs\.|project\b|projects\.|files\b|fileTree\b|gradleApi\b|localGroovy\b|kotlin\()",
    re.IGNORECASE,
)
_DEVELOPMENT = re.compile(r"test|annotationProcessor|kapt|ksp|classpath|developmentOnly", re.IGNORECASE)
_SUPPLIED = re.compile(r"compileOnly|provided", re.IGNORECASE)
_MAX_LINE_CHARS = 2000


@reader(
    "gradle-build",
    title="Gradle build script",
    ecosystem="maven",
    names=("build.gradle", "build.gradle.kts"),
    locked_by=("gradle.lockfile",),
    is_direct_only=True,
)
def read(manifest: Manifest) -> Iterator[Dependency]:
    """Every dependency whose coordinates are written out."""
    lines = [line.strip() for line in manifest.text().splitlines()]
    properties = (manifest.beside("gradle.properties") or b"").decode("utf-8", "replace").splitlines()
    variables = dict(_properties(properties)) | dict(_variables(lines))
    for number, line in enumerate(lines, 1):
        found = _DECLARATION.match(line[:_MAX_LINE_CHARS])
        if not found or not _CONFIGURATION.fullmatch(found[1]) or not found[2]:
            continue
        if _NOT_HERE.match(found[2]) or found[2].startswith(("{", "=", ".")):
            continue
        coordinates = _coordinates(found[2], variables)
        if coordinates is None:
            manifest.problem(f"line {number}", "its coordinates are not written out; a lock file would tell")
            continue
        name, version = coordinates
        if not version:
            manifest.problem(f"line {number}", f"the version of {name} is not written out")
        yield Dependency(
            name=name,
            version=version,
            purl=package_url("maven", name, version),
            line=number,
            scope=_scope(found[1]),
            is_direct=True,
        )


def _scope(configuration: str) -> Scope:
    if _DEVELOPMENT.search(configuration):
        return Scope.DEVELOPMENT
    return Scope.OPTIONAL if _SUPPLIED.search(configuration) else Scope.RUNTIME


def _properties(lines: list[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        name, equals, value = line.partition("=")
        if equals and not name.lstrip().startswith("#"):
            yield name.strip(), value.strip()[:200]


def _variables(lines: list[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        found = _VARIABLE.fullmatch(line[:_MAX_LINE_CHARS])
        if found:
            yield found[1].removeprefix("ext."), found[2]


def _coordinates(arguments: str, variables: dict[str, str]) -> tuple[str, str] | None:
    """Name and version of a declaration's arguments; the version is empty where it cannot be told."""
    text = _TEXT.match(arguments)
    if text:
        written = text[1]
    else:
        parts = dict(_NAMED.findall(arguments))
        if "group" not in parts or "name" not in parts:
            return None
        written = ":".join(filter(None, (parts["group"], parts["name"], parts.get("version"))))

    filled = _REFERENCE.sub(lambda found: variables.get(found[1], found[0]), written)
    found = _COORDINATES.fullmatch(filled[:_MAX_LINE_CHARS])
    if not found:
        return None
    version = found[3] or ""
    return f"{found[1]}:{found[2]}", version if _EXACT.fullmatch(version) else ""
