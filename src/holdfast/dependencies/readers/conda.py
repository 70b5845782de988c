"""environment.yml of conda: packages pinned with ``=`` or ``==``, and those of pip below it.

``numpy=1.21`` also allows later patches; the version that is written counts. A package without a pin is a
problem: only a lock file tells what was installed. Requirements files that pip is told to read are read by
themselves.
"""

import re
from collections.abc import Iterator

from packaging.requirements import InvalidRequirement, Requirement

from holdfast.dependencies.entries import mapping
from holdfast.dependencies.reading import Manifest, reader
from holdfast.errors import ReportError
from holdfast.kit.packages import package_url
from holdfast.kit.plain_yaml import read_yaml
from holdfast.model.dependency import Dependency

_NAMES = (
    "environment.yml",
    "environment.yaml",
    "environment[-_.]*.yml",
    "environment[-_.]*.yaml",
    "conda.yml",
)
_SPEC = re.compile(r"(?:[^\s:]+::)?([A-Za-z0-9_][\w.-]*)[ \t]*(?:={1,2}[ \t]*([\w.!+-]+)(?:=[\w.*-]+)?|(.*))")
_MAX_SPEC_CHARS = 500


@reader(
    "conda",
    title="conda environment",
    ecosystem="conda",
    names=_NAMES,
    locked_by=("conda-lock.yml",),
    is_direct_only=True,
)
def read(manifest: Manifest) -> Iterator[Dependency]:
    """Every package of conda, and of pip where the file names it."""
    listed = mapping(read_yaml(manifest.data)).get("dependencies")
    if not isinstance(listed, list):
        raise ReportError(
            "The file is no conda environment", "it has no list of dependencies", "check the file"
        )
    lines = manifest.lines_of(r"""^[ \t]*-[ \t]*["']?(?:[^\s:"']{1,100}::)?([A-Za-z0-9_][\w.-]{0,200})""")
    for position, item in enumerate(listed):
        if isinstance(item, str):
            yield from _conda(manifest, f"dependencies[{position}]", item, lines)
        else:
            of_pip = mapping(item).get("pip")
            for inner, text in enumerate(of_pip if isinstance(of_pip, list) else ()):
                yield from _pip(manifest, f"dependencies[{position}].pip[{inner}]", text, lines)


def _conda(manifest: Manifest, place: str, spec: str, lines: dict[str, int]) -> Iterator[Dependency]:
    found = _SPEC.fullmatch(spec[:_MAX_SPEC_CHARS].strip())
    if not found:
        manifest.problem(place, "it names no package")
        return
    name, version = found[1], found[2] or ""
    if not version:
        manifest.problem(place, f"{name} is not pinned; a lock file would tell its version")
    yield Dependency(
        name=name,
        version=version,
        purl=package_url("conda", name, version),
        line=lines.get(name),
        is_direct=True,
    )


def _pip(manifest: Manifest, place: str, text: object, lines: dict[str, int]) -> Iterator[Dependency]:
    if isinstance(text, str) and text.startswith("-"):
        return
    try:
        requirement = Requirement(str(text)[:_MAX_SPEC_CHARS])
    except InvalidRequirement:
        manifest.problem(place, "it is no requirement of pip")
        return
    pins = [one.version for one in requirement.specifier if one.operator in {"==", "==="}]
    version = pins[0] if len(pins) == 1 and "*" not in pins[0] else ""
    if not version:
        manifest.problem(place, f"{requirement.name} is not pinned; a lock file would tell its version")
    yield Dependency(
        name=requirement.name,
        version=version,
        purl=package_url("pypi", requirement.name, version),
        line=lines.get(requirement.name),
        is_direct=True,
    )
