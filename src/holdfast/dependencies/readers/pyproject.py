"""pyproject.toml without a lock file: exact versions count, ranges are stated as not examined.

Dependencies, extras and groups of the standard tables, and what Poetry, PDM and uv keep in tables of their
own.
"""

from collections.abc import Iterator

from holdfast.dependencies.python_projects import LOCK_FILES, asked_for, unlocked
from holdfast.dependencies.reading import Manifest, reader
from holdfast.model.dependency import Dependency


@reader(
    "pyproject",
    title="pyproject.toml",
    ecosystem="pypi",
    names=("pyproject.toml",),
    locked_by=LOCK_FILES,
    is_direct_only=True,
)
def read(manifest: Manifest) -> Iterator[Dependency]:
    """Every package that it asks for."""
    yield from unlocked(manifest, asked_for(manifest.toml()))
