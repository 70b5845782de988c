"""The order of versions, by the rules of each ecosystem.

An order gives each version a key; keys of one ecosystem compare with each other. What has no place in the
order raises ``ValueError``: the caller then says that nothing is known, never that nothing is wrong.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from packaging.version import Version

from holdfast.intel.ecosystems import family

MAX_VERSION_CHARACTERS = 256
_CACHED_KEYS = 200_000

Key = Any
"""Something that compares with the other keys of its ecosystem."""

_NUMBERED = re.compile(r"[v=]*(\d+(?:\.\d+){0,3})(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]*)?", re.ASCII)
_GO_RELEASE = re.compile(r"(?:go)?(\d+(?:\.\d+){0,2})(rc|beta)(\d+)", re.ASCII)
_ALPINE = re.compile(
    r"(\d+(?:\.\d+)*)([a-z]?)((?:_(?:alpha|beta|pre|rc|cvs|svn|git|hg|p)\d*)*)(?:~[0-9a-f]+)?(?:-r(\d+))?",
    re.ASCII,
)
_ALPINE_SUFFIX = re.compile(r"_([a-z]+)(\d*)", re.ASCII)
_ALPINE_RANKS = {
    name: rank
    for rank, name in enumerate(("alpha", "beta", "pre", "rc", "", "cvs", "svn", "git", "hg", "p"), start=-4)
}
_COMPOSER = re.compile(
    r"v?(\d+(?:\.\d+){0,3})(?:[._-]?(stable|dev|alpha|a|beta|b|rc|patch|pl|p)[.-]?(\d*(?:[.-]\d+)*))?(?:\+.*)?",
    re.ASCII | re.IGNORECASE,
)
_COMPOSER_RANKS = {
    "dev": -4, "a": -3, "alpha": -3, "b": -2, "beta": -2, "rc": -1, "": 0, "stable": 0, "p": 1, "pl": 1,
    "patch": 1,
}  # fmt: skip
_GEM_PLATFORM = re.compile(r"-(?:java|jruby|universal|x86|x64|arm|aarch|mingw|mswin|ruby).*", re.ASCII)
_MAVEN = re.compile(r"(?=.*\d)[\w.+-]+", re.ASCII)
_DOTTED = re.compile(r"\d+(?:[.-]\d+)*", re.ASCII)
_RPM = re.compile(r"[\w.+~^:-]*[0-9A-Za-z][\w.+~^:-]*", re.ASCII)

_MAJOR = re.compile(r"(?:go|v|=)*(?:\d+!)?(\d+)", re.ASCII)
_BEFORE_RELEASE = re.compile(
    r"(?<![a-z])(?:alpha|beta|rc|cr|pre|preview|dev|snapshot|milestone|canary|next|nightly|[abm](?=[.-]?\d))",
    re.ASCII | re.IGNORECASE,
)
_GO_COMMIT = re.compile(r"[-.]\d{14}-[0-9a-f]{12}$", re.ASCII)
"""The end of a Go version that stands for a commit: modules without tags are released so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """How the versions of one ecosystem follow each other.

    Attributes:
        key: The place of a version; raises ``ValueError`` where it has none. Remembers what it was asked.
        has_majors: Whether the first number says what is compatible; a distribution's does not.
    """

    key: Callable[[str], Key]
    has_majors: bool = True

    def major(self, version: str) -> str:
        """The major version, empty where the ecosystem has none."""
        found = _MAJOR.match(version) if self.has_majors else None
        return found[1].lstrip("0") or "0" if found else ""


def order_of(ecosystem: str) -> Order | None:
    """The order of an ecosystem, whatever its release; ``None`` where none is known."""
    return _ORDERS.get(family(ecosystem))


def is_before_release(version: str) -> bool:
    """Whether a version announces a later one: alpha, beta, release candidate, snapshot."""
    release = _GO_COMMIT.sub("", version.partition("+")[0])
    return bool(_BEFORE_RELEASE.search(release))


def numbered_key(version: str, parts: int = 3) -> Key:
    """The key of a SemVer 2 version; missing numbers count as 0, build metadata as nothing.

    Args:
        version: With or without the ``v`` of a tag.
        parts: How many numbers it may have: NuGet's may have four.

    Raises:
        ValueError: It is none.
    """
    found = _NUMBERED.fullmatch(version)
    if not found:
        raise ValueError(f"{version!r} is not a version")
    numbers = [int(number) for number in found[1].split(".")]
    if len(numbers) > parts:
        raise ValueError(f"{version!r} has more than {parts} numbers")
    numbers += [0] * (parts - len(numbers))
    before = found[2]
    if before is None:
        return (*numbers, 1)
    names = [(0, int(name)) if name.isdigit() else (1, name) for name in before.split(".")]
    return (*numbers, 0, *names)


def _numbered(version: str) -> Key:
    return numbered_key(version)


def _pypi(version: str) -> Key:
    """The public part: ``2.0.1+cu117`` is a build of 2.0.1, and no later than what affects that."""
    return Version(version.partition("+")[0])


def _nuget(version: str) -> Key:
    return numbered_key(version.lower(), 4)


def _go(version: str) -> Key:
    """SemVer; the standard library's own ``go1.21rc2`` is what advisories call ``1.21.0-rc.2``."""
    release = _GO_RELEASE.fullmatch(version)
    if release:
        return (*numbered_key(release[1])[:3], 0, (1, release[2]), (0, int(release[3])))
    return numbered_key(version.removeprefix("go"))


def _composer(version: str) -> Key:
    found = _COMPOSER.fullmatch(version)
    if not found:
        raise ValueError(f"{version!r} is not a Composer version")
    numbers = [int(number) for number in found[1].split(".")]
    stage = tuple(int(number) for number in re.split(r"[.-]", found[3] or "") if number)
    return (*numbers, *[0] * (4 - len(numbers)), _COMPOSER_RANKS[(found[2] or "").lower()], stage)


def _alpine(version: str) -> Key:
    """As apk orders; numbers after the first that begin with 0 are fractions and compare as text."""
    found = _ALPINE.fullmatch(version)
    if not found:
        raise ValueError(f"{version!r} is not an Alpine version")
    first, *rest = found[1].split(".")
    numbers = [(0, "", int(first))]
    numbers += [(1, "", int(part)) if part[0] != "0" else (0, part[1:], 0) for part in rest]
    suffixes = [(_ALPINE_RANKS[name], int(number or 0)) for name, number in _ALPINE_SUFFIX.findall(found[3])]
    # A version without a suffix stands between _rc and _p.
    return (numbers, found[2], [*suffixes, (_ALPINE_RANKS[""], 0)], int(found[4] or 0))


def _dotted(version: str) -> Key:
    """Numbers only, as CRAN and Hackage have them."""
    if not _DOTTED.fullmatch(version):
        raise ValueError(f"{version!r} is not a version of numbers")
    return tuple(int(number) for number in re.split(r"[.-]", version))


# univers takes 0.2 s to import, and most projects have none of these ecosystems.


def _maven(version: str) -> Key:
    from univers.versions import MavenVersion  # noqa: PLC0415

    if not _MAVEN.fullmatch(version):
        raise ValueError(f"{version!r} is not a Maven version")
    return MavenVersion(version)


def _gem(version: str) -> Key:
    from univers.versions import RubygemsVersion  # noqa: PLC0415

    return RubygemsVersion(_GEM_PLATFORM.sub("", version))


def _debian(version: str) -> Key:
    from univers.versions import DebianVersion  # noqa: PLC0415

    return DebianVersion(version)


def _rpm(version: str) -> Key:
    from univers.versions import RpmVersion  # noqa: PLC0415

    if not _RPM.fullmatch(version):
        raise ValueError(f"{version!r} is not an RPM version")
    return RpmVersion(version)


def _remembered(key: Callable[[str], Key]) -> Callable[[str], Key]:
    @lru_cache(maxsize=_CACHED_KEYS)
    def remembered(version: str) -> Key:
        if len(version) > MAX_VERSION_CHARACTERS:
            raise ValueError(f"{version[:40]!r}… is too long for a version")
        if not version:
            raise ValueError("no version is given")
        return key(version)

    return remembered


def _orders() -> dict[str, Order]:
    numbered = Order(key=_remembered(_numbered))
    debian = Order(key=_remembered(_debian), has_majors=False)
    alpine = Order(key=_remembered(_alpine), has_majors=False)
    rpm = Order(key=_remembered(_rpm), has_majors=False)
    dotted = Order(key=_remembered(_dotted))
    return {
        **dict.fromkeys(
            ("npm", "crates.io", "Hex", "Pub", "SwiftURL", "Julia", "GitHub Actions", "ConanCenter"), numbered
        ),
        "PyPI": Order(key=_remembered(_pypi)),
        "Go": Order(key=_remembered(_go)),
        "NuGet": Order(key=_remembered(_nuget)),
        "Packagist": Order(key=_remembered(_composer)),
        "Maven": Order(key=_remembered(_maven)),
        "RubyGems": Order(key=_remembered(_gem)),
        **dict.fromkeys(("CRAN", "Hackage"), dotted),
        **dict.fromkeys(("Debian", "Ubuntu", "Echo"), debian),
        **dict.fromkeys(("Alpine", "Wolfi", "Chainguard", "MinimOS", "Alpaquita"), alpine),
        **dict.fromkeys(
            ("AlmaLinux", "Rocky Linux", "Red Hat", "SUSE", "openSUSE", "Mageia", "openEuler"), rpm
        ),
    }


_ORDERS = _orders()
