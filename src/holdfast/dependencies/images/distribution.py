"""The Linux distribution of an image, as its ``os-release`` says."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from msgspec.structs import replace
from packageurl import PackageURL

from holdfast.model.dependency import Dependency

PATHS = ("etc/os-release", "usr/lib/os-release")
MAX_BYTES = 2**16

_FIELD = re.compile(r"""^(ID|VERSION_ID)=(["']?)([\w.:+-]*)\2[ \t]*$""", re.MULTILINE | re.ASCII)
_SYSTEMS = frozenset({"deb", "apk", "rpm"})
_NAMESPACES: Mapping[str, str] = {
    "rhel": "redhat",
    "amzn": "amazon",
    "ol": "oracle",
    "opensuse-leap": "opensuse",
    "opensuse-tumbleweed": "opensuse",
    "sles": "suse",
    "sled": "suse",
}
"""The distributor, where ``ID`` is not its name already."""

_USUAL: Mapping[str, str] = {"deb": "debian", "apk": "alpine"}


@dataclass(frozen=True, slots=True)
class Distribution:
    """A distribution.

    Attributes:
        name: Its ``ID``; empty when the image does not say.
        release: Its ``VERSION_ID``; empty for those that roll.
    """

    name: str = ""
    release: str = ""

    @classmethod
    def of(cls, data: bytes) -> "Distribution":
        """The distribution that a text of ``os-release`` names."""
        said = {key: value for key, _, value in _FIELD.findall(data[:MAX_BYTES].decode("utf-8", "replace"))}
        return cls(said.get("ID", "").lower(), said.get("VERSION_ID", "").lower())

    def __str__(self) -> str:
        return f"{self.name}-{self.release}" if self.release else self.name

    def completed(self, one: Dependency) -> Dependency:
        """A package of a distribution's with the distribution in its package URL; others as they are."""
        kind = one.purl.removeprefix("pkg:").partition("/")[0]
        if kind not in _SYSTEMS:
            return one
        parts = PackageURL.from_string(one.purl)
        namespace = _NAMESPACES.get(self.name, self.name) or _USUAL.get(kind)
        qualifiers = {**(parts.qualifiers or {}), **({"distro": str(self)} if self.name else {})}
        purl = PackageURL(kind, namespace, parts.name, parts.version, qualifiers)
        return replace(one, purl=str(purl.to_string()))
