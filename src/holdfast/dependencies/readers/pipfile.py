"""Pipfile without its lock file: exact versions count, ranges are stated as not examined."""

from collections.abc import Iterator

from holdfast.dependencies.python_projects import poetry_table, unlocked
from holdfast.dependencies.reading import Manifest, reader
from holdfast.model.dependency import Dependency, Scope

_NO_PACKAGES = frozenset({"source", "requires", "scripts", "pipenv"})


@reader(
    "pipfile",
    title="Pipfile",
    ecosystem="pypi",
    names=("Pipfile",),
    locked_by=("Pipfile.lock",),
    is_direct_only=True,
)
def read(manifest: Manifest) -> Iterator[Dependency]:
    """Every package of every category."""
    for name, table in manifest.toml().items():
        if name not in _NO_PACKAGES:
            scope = Scope.DEVELOPMENT if name == "dev-packages" else Scope.RUNTIME
            yield from unlocked(manifest, poetry_table(table, scope))
