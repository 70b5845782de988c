"""setup.cfg without a lock file: exact versions count, ranges are stated as not examined.

A ``setup.cfg`` that only configures tools asks for nothing.
"""

import configparser
from collections.abc import Iterator

from holdfast.dependencies.python_projects import (
    LOCK_FILES,
    Asked,
    extra_scope,
    requirements,
    unlocked,
)
from holdfast.dependencies.reading import Manifest, reader
from holdfast.errors import ReportError
from holdfast.model.dependency import Dependency, Scope


@reader(
    "setup-cfg",
    title="setup.cfg",
    ecosystem="pypi",
    names=("setup.cfg",),
    locked_by=LOCK_FILES,
    is_direct_only=True,
)
def read(manifest: Manifest) -> Iterator[Dependency]:
    """Every package of ``install_requires`` and of the extras."""
    config = configparser.ConfigParser(interpolation=None, strict=False)
    try:
        config.read_string(manifest.text())
    except (configparser.Error, AttributeError) as error:
        # configparser itself stumbles over some continued lines without a value.
        why = " ".join(str(error).split())[:300]
        raise ReportError("The file is no setup.cfg", why, "check what wrote the file") from None
    yield from unlocked(manifest, _asked(config))


def _asked(config: configparser.ConfigParser) -> Iterator[Asked | str]:
    installed = config.get("options", "install_requires", fallback="")
    yield from requirements(_lines(installed), Scope.RUNTIME)
    if config.has_section("options.extras_require"):
        for extra, listed in config["options.extras_require"].items():
            yield from requirements(_lines(listed), extra_scope(extra))


def _lines(value: str | None) -> list[str]:
    """One requirement a line; what is read from another file is passed over."""
    lines = (line.strip() for line in (value or "").splitlines())
    return [line for line in lines if line and not line.startswith(("#", "file:"))]
