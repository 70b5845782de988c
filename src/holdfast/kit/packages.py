"""Package URLs from the words that scanners use for ecosystems and operating systems."""

import re
from functools import lru_cache

from packageurl import PackageURL

ECOSYSTEMS: dict[str, tuple[str, str]] = {
    # Languages: the registry's own word, the file or manager that a scanner names, OSV's ecosystem.
    **dict.fromkeys(("npm", "yarn", "pnpm", "bun", "node-pkg", "nodejs", "javascript", "js"), ("npm", "")),
    **dict.fromkeys(
        ("pypi", "pip", "pipenv", "poetry", "uv", "python", "python-pkg", "pylock"), ("pypi", "")
    ),
    **dict.fromkeys(
        ("go", "golang", "gomod", "gomodules", "gobinary", "go-module", "golangdep"), ("golang", "")
    ),
    **dict.fromkeys(
        ("maven", "jar", "pom", "gradle", "sbt", "java", "java-archive", "sbt-lockfile"), ("maven", "")
    ),
    **dict.fromkeys(("rubygems", "gem", "bundler", "gemspec", "ruby"), ("gem", "")),
    **dict.fromkeys(("crates.io", "cargo", "rustbinary", "rust-crate", "rust"), ("cargo", "")),
    **dict.fromkeys(("packagist", "composer", "composer-vendor", "php-composer", "php"), ("composer", "")),
    **dict.fromkeys(("nuget", "dotnet", "dotnet-core", "packages-props", "packages-config"), ("nuget", "")),
    **dict.fromkeys(("hex", "mix", "mix-lock", "erlang"), ("hex", "")),
    **dict.fromkeys(("pub", "dart-pub"), ("pub", "")),
    **dict.fromkeys(("swift", "swifturl"), ("swift", "")),
    **dict.fromkeys(("cocoapods", "pod"), ("cocoapods", "")),
    **dict.fromkeys(("conan", "conancenter"), ("conan", "")),
    "conda": ("conda", ""),
    "cran": ("cran", ""),
    "hackage": ("hackage", ""),
    # Operating systems: the namespace is the distribution.
    **{name: ("deb", name) for name in ("debian", "ubuntu")},
    **dict.fromkeys(("alpine", "alpine linux"), ("apk", "alpine")),
    **{name: ("apk", name) for name in ("wolfi", "chainguard")},
    **dict.fromkeys(("redhat", "red hat", "rhel", "red hat enterprise linux"), ("rpm", "redhat")),
    **{name: ("rpm", name) for name in ("centos", "fedora", "rocky", "alma", "amazon", "oracle", "photon")},
    **dict.fromkeys(("rocky linux",), ("rpm", "rocky")),
    **dict.fromkeys(("almalinux",), ("rpm", "alma")),
    **dict.fromkeys(("amzn", "amazon linux"), ("rpm", "amazon")),
    **dict.fromkeys(("ol", "oracle linux"), ("rpm", "oracle")),
    **dict.fromkeys(("opensuse", "opensuse-leap", "opensuse-tumbleweed"), ("rpm", "opensuse")),
    **dict.fromkeys(("suse", "sles", "suse linux enterprise server"), ("rpm", "suse")),
    "deb": ("deb", "debian"),
    "apk": ("apk", "alpine"),
}
"""A scanner's word, lower case and without its version, as package URL type and namespace."""

_PLAIN = re.compile(r"pkg:(?!pypi/)[a-z]+/[a-z0-9./-]+@[\w.+-]+", re.ASCII)
_NOT_A_PURL = (ValueError, TypeError)
"""What packageurl raises; a TypeError comes from a name that is empty once it is normal (blanks, slashes)."""

_PLAIN_KINDS = frozenset({"npm", "pypi", "cargo", "gem"})
_PLAIN_NAME = re.compile(r"(?:@([a-z0-9][a-z0-9.-]*)/)?([a-z0-9][a-z0-9-]*)", re.ASCII)
_PLAIN_VERSION = re.compile(r"[a-zA-Z0-9.-]*", re.ASCII)
"""Names and versions that stand in a package URL as they are; packageurl takes 40 µs to say so."""

_SEPARATORS = {"maven": ":", "npm": "/", "golang": "/", "composer": "/", "swift": "/"}


@lru_cache(maxsize=20_000)
def package_url(ecosystem: str, name: str, version: str = "") -> str:
    """The package URL of a package, or an empty string where the ecosystem is not known.

    Args:
        ecosystem: A scanner's word, with or without a release: ``PyPI``, ``Debian:12``, ``ubuntu 22.04``.
        name: Name as the ecosystem writes it: ``@babel/traverse``, ``org.slf4j:slf4j-api``.
        version: Installed version, empty for none.
    """
    found = _kind(ecosystem.strip().lower())
    if found is None or not name:
        return ""
    kind, namespace = found
    plain = _PLAIN_NAME.fullmatch(name) if kind in _PLAIN_KINDS else None
    if plain and _PLAIN_VERSION.fullmatch(version) and (kind == "npm" or not plain[1]):
        scope = f"%40{plain[1]}/" if plain[1] else ""
        return f"pkg:{kind}/{scope}{plain[2]}" + (f"@{version}" if version else "")
    separator = _SEPARATORS.get(kind)
    if separator and separator in name:
        namespace, _, name = name.rpartition(separator)
    try:
        return str(PackageURL(kind, namespace or None, name, version or None).to_string())
    except _NOT_A_PURL:
        return ""


@lru_cache(maxsize=20_000)
def checked_purl(purl: str) -> str:
    """A report's package URL in its normal spelling, so that tools agree; empty where it is none."""
    if _PLAIN.fullmatch(purl):
        return purl
    try:
        return str(PackageURL.from_string(purl).to_string())
    except _NOT_A_PURL:
        return ""


def package_name(purl: str) -> str:
    """The name that an ecosystem writes for a package URL, or an empty string where it is none."""
    try:
        parts = PackageURL.from_string(purl)
    except _NOT_A_PURL:
        return ""
    if parts.namespace and parts.type in _SEPARATORS:
        return f"{parts.namespace}{_SEPARATORS[parts.type]}{parts.name}"
    return str(parts.name)


def package_version(purl: str) -> str:
    """The version in a package URL, or an empty string where it has none."""
    try:
        return str(PackageURL.from_string(purl).version or "")
    except _NOT_A_PURL:
        return ""


def _kind(word: str) -> tuple[str, str] | None:
    release_cut = word.split(":", 1)[0]
    return ECOSYSTEMS.get(word) or ECOSYSTEMS.get(release_cut) or ECOSYSTEMS.get(release_cut.split(" ", 1)[0])
