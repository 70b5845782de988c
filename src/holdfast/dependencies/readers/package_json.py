"""package.json without a lock file: exact versions count, ranges are stated as not examined.

A range says what would be installed some day, not what is installed, so nothing can be said about it.
"""

from collections.abc import Iterator

from holdfast.dependencies.node_projects import (
    LOCK_FILES,
    OWN_CODE,
    SECTIONS,
    asked_for,
    exact_version,
    without_alias,
)
from holdfast.dependencies.reading import Manifest, reader
from holdfast.errors import ReportError
from holdfast.kit.addresses import without_credentials
from holdfast.kit.packages import package_url
from holdfast.model.dependency import Dependency

_KEY = r'^[ \t]*"([^"\n]*)"[ \t]*:'


@reader(
    "package-json",
    title="package.json",
    ecosystem="npm",
    names=("package.json",),
    locked_by=LOCK_FILES,
    is_direct_only=True,
)
def read(manifest: Manifest) -> Iterator[Dependency]:
    """Every package that it asks for, except the service's own folders."""
    document: object = manifest.json()
    if not isinstance(document, dict):
        raise ReportError("The file is no package.json", "it is no JSON object", "run: npm init")
    for section in SECTIONS:
        if not isinstance(document.get(section, {}), dict):
            manifest.problem(section, "it is no object of names and ranges")
    lines = manifest.lines_of(_KEY)
    for name, (wanted, scope) in asked_for(document).items():
        if wanted.startswith(OWN_CODE):
            continue
        real, meant = without_alias(name, wanted)
        version = exact_version(meant)
        if not version:
            manifest.problem(
                real, f"{without_credentials(wanted)!r} does not pin a version, so it could not be examined"
            )
        yield Dependency(
            name=real,
            version=version,
            purl=package_url("npm", real, version),
            line=lines.get(name),
            scope=scope,
            is_direct=True,
        )
