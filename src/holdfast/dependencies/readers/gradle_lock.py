"""Lock files of Gradle: one for all configurations, those of build scripts, and the older one for each.

The names of the configurations tell what an artefact is for: one that only tests, annotation processors and
checking tools use is for development, and so is all that a build script uses. The files tell neither what is
direct nor who brought it in.
"""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from holdfast.dependencies.reading import Manifest, reader
from holdfast.errors import ReportError
from holdfast.kit.packages import package_url
from holdfast.model.dependency import Dependency, Scope

_LINE = re.compile(r"([^:=\s]+):([^:=\s]+):([^:=\s]+)(?:=(\S*))?")
_DEVELOPMENT = re.compile(
    r"test|annotationProcessor|kapt|ksp|checkstyle|pmd|jacoco|spotbugs|ktlint|detekt|errorprone|codenarc|lombok"
    r"|benchmark|developmentOnly",
    re.IGNORECASE,
)
_BUILD_SCRIPTS = {"buildscript-gradle.lockfile", "settings-gradle.lockfile"}
_NAMES = ("gradle.lockfile", *sorted(_BUILD_SCRIPTS), "gradle/dependency-locks/*.lockfile")


@reader("gradle-lock", title="Gradle lock", ecosystem="maven", names=(*_NAMES, f"*/{_NAMES[-1]}"))
def read(manifest: Manifest) -> Iterator[Dependency]:
    """Every artefact."""
    found = 0
    for number, line in enumerate(map(str.strip, manifest.text().splitlines()), 1):
        if not line or line.startswith(("#", "empty=")):
            found += 1
            continue
        parts = _LINE.fullmatch(line)
        if not parts:
            manifest.problem(f"line {number}", "it names no group, artefact and version")
            continue
        found += 1
        name = f"{parts[1]}:{parts[2]}"
        yield Dependency(
            name=name,
            version=parts[3],
            purl=package_url("maven", name, parts[3]),
            line=number,
            scope=_scope(manifest.name, parts[4]),
        )
    if not found:
        raise ReportError(
            "The file is no Gradle lock",
            "no line is one of it",
            "write it with: gradle dependencies --write-locks",
        )


def _scope(file: str, configurations: str | None) -> Scope:
    if file in _BUILD_SCRIPTS:
        return Scope.DEVELOPMENT
    names = configurations.split(",") if configurations else [PurePosixPath(file).stem]
    return Scope.DEVELOPMENT if all(_DEVELOPMENT.search(name) for name in names) else Scope.RUNTIME
