"""One spelling for each version of an ecosystem, so that listed versions are found as text."""

import re
from functools import lru_cache

from packaging.utils import canonicalize_version

_PLAIN = re.compile(r"(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*))*", re.ASCII)
_TRAILING_ZEROS = re.compile(r"(?:\.0)+$", re.ASCII)


@lru_cache(maxsize=100_000)
def spelled(ecosystem: str, version: str) -> str:
    """The version as all its spellings come to: ``1.0.0`` and ``1.0`` are one for PyPI.

    A build of one's own, ``1.0+local``, is the version that it is a build of.
    """
    version = version.strip().replace("\n", " ")
    if ecosystem == "PyPI":
        version = version.partition("+")[0]
        # Nearly all versions are plain numbers, and packaging takes a hundred times as long.
        return _TRAILING_ZEROS.sub("", version) if _PLAIN.fullmatch(version) else _canonical(version)
    return version.removeprefix("v") if ecosystem in ("Go", "npm", "Packagist") else version


def _canonical(version: str) -> str:
    """As packaging spells it; what it cannot read stays as it is."""
    return canonicalize_version(version)
