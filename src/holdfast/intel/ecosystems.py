"""OSV's names of ecosystems and packages, and how a package URL comes to them."""

import re
from functools import lru_cache

from packageurl import PackageURL

from holdfast.intel.advisories import Package

_OF_PURL = {
    "npm": "npm",
    "pypi": "PyPI",
    "golang": "Go",
    "cargo": "crates.io",
    "maven": "Maven",
    "nuget": "NuGet",
    "gem": "RubyGems",
    "composer": "Packagist",
    "hex": "Hex",
    "pub": "Pub",
    "swift": "SwiftURL",
    "conan": "ConanCenter",
    "cran": "CRAN",
    "hackage": "Hackage",
    "githubactions": "GitHub Actions",
    "julia": "Julia",
}
"""Ecosystem of a package URL's type; OSV knows no other language."""

_SYSTEMS = {"deb", "apk", "rpm"}

_OF_DISTRIBUTION = {
    "debian": "Debian",
    "ubuntu": "Ubuntu",
    "alpine": "Alpine",
    "wolfi": "Wolfi",
    "chainguard": "Chainguard",
    "rocky": "Rocky Linux",
    "alma": "AlmaLinux",
    "almalinux": "AlmaLinux",
    "opensuse": "openSUSE",
    "suse": "SUSE",
    "redhat": "Red Hat",
    "mageia": "Mageia",
    "openeuler": "openEuler",
}
"""Ecosystem of a distribution, as a package URL's namespace or ``distro`` names it."""

ECOSYSTEMS = frozenset(_OF_PURL.values()) | frozenset(_OF_DISTRIBUTION.values()) | {
    "Alpaquita", "Android", "BellSoft Hardened Containers", "Bioconductor", "Bitnami", "Echo", "GHC",
    "GIT", "Linux", "MinimOS", "OSS-Fuzz", "opam", "Photon OS", "VSCode",
}  # fmt: skip
"""The ecosystems of OSV's schema, without release."""

_ROLLING = {"Wolfi", "Chainguard"}

_OF_BINARIES = {"AlmaLinux", "Red Hat"}
"""Distributions whose advisories name the installed packages, not those that they were built from."""

_SEPARATORS = {"maven": ":", "npm": "/", "golang": "/", "composer": "/", "swift": "/", "githubactions": "/"}
_DASHES = re.compile(r"[-_.]+")
_DISTRO = re.compile(r"([a-z]+)-v?(\d[\w.]*)", re.ASCII)
_UPSTREAM_VERSION = re.compile(r"@.*$")

_CASE_MEANS_NOTHING = {"npm", "NuGet", "Packagist", "GitHub Actions", "ConanCenter"}
"""npm has old names in capitals, but its package URLs are all lower case, and so are advisories at times."""


@lru_cache(maxsize=20_000)
def from_purl(purl: str) -> Package | None:
    """The package that a package URL names, in OSV's words; ``None`` where OSV has no such ecosystem.

    A distribution's release comes from the qualifier ``distro`` (``debian-12``, ``alpine-3.20.3``), its
    source package from ``upstream``; without that the binary's name counts.
    """
    try:
        parts = PackageURL.from_string(purl)
    except (ValueError, TypeError):
        return None
    qualifiers = dict(parts.qualifiers or {})
    if parts.type in _SYSTEMS:
        system = _system(parts.namespace or "", qualifiers.get("distro", ""))
        if family(system) in _OF_BINARIES:
            qualifiers.pop("upstream", None)
        name, version = _source(parts.name, parts.version or "", qualifiers)
    else:
        system = _OF_PURL.get(parts.type, "")
        name, version = parts.name, parts.version or ""
        if parts.namespace:
            name = f"{parts.namespace}{_SEPARATORS.get(parts.type, '/')}{name}"
    return Package(system, normal_name(system, name), version) if system else None


@lru_cache(maxsize=50_000)
def normal_name(ecosystem: str, name: str) -> str:
    """The name as all spellings of it come to: PEP 503 for PyPI, lower case where case means nothing."""
    kind = family(ecosystem)
    if kind == "PyPI":
        return _DASHES.sub("-", name).lower()
    if kind == "Go":
        return {"std": "stdlib", "go": "stdlib", "cmd": "toolchain"}.get(name, name)
    return name.lower() if kind in _CASE_MEANS_NOTHING else name


def family(ecosystem: str) -> str:
    """The ecosystem without its release: ``Debian`` of ``Debian:12``."""
    return ecosystem.partition(":")[0]


def feed_of(ecosystem: str) -> str:
    """The name of OSV's ``all.zip`` that holds the ecosystem: releases share one."""
    return family(ecosystem)


def _system(namespace: str, distro: str) -> str:
    found = _DISTRO.match(distro.lower())
    word, release = (found[1], found[2]) if found else (namespace.lower(), "")
    name = _OF_DISTRIBUTION.get(word) or _OF_DISTRIBUTION.get(namespace.lower(), "")
    if not name or name in _ROLLING or not release:
        return name
    return f"{name}:{_release(name, release)}"


def _release(name: str, release: str) -> str:
    """The release as OSV writes it: Debian and the RPM systems by their major number, Ubuntu with ``LTS``."""
    numbers = release.split(".")
    if name == "Alpine":
        return "v" + ".".join(numbers[:2])
    if name == "Ubuntu":
        is_long_term = numbers[0].isdigit() and int(numbers[0]) % 2 == 0 and numbers[1:2] == ["04"]
        return ".".join(numbers[:2]) + (":LTS" if is_long_term else "")
    return numbers[0] if name in ("Debian", "Rocky Linux", "AlmaLinux") else release


def _source(name: str, version: str, qualifiers: dict[str, str]) -> tuple[str, str]:
    """Name and version of the source package: distributions' advisories speak of sources."""
    epoch = qualifiers.get("epoch", "")
    own = f"{epoch}:{version}" if epoch and version and ":" not in version else version
    upstream = qualifiers.get("upstream", "")
    if not upstream:
        return name, own
    found = _UPSTREAM_VERSION.search(upstream)
    return _UPSTREAM_VERSION.sub("", upstream), found[0][1:] if found else own
