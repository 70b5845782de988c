"""The identity of a finding: what stays when lines shift, tools are upgraded and scans are run again.

What goes in, by kind (docs/explanation/fingerprints.md says why):

* vulnerability: canonical id, package URL without version, manifest (operating-system packages: no manifest)
* secret: keyed hash of the secret, path
* running application: rule class, method, URL path template, parameter
* code: rule class, path, hash of the flagged line, occurrence
* a tool's own fingerprint, where the tool promises that it is stable
"""

import re
from collections.abc import Callable
from urllib.parse import urlsplit

from msgspec.structs import replace

from holdfast.kit.digest import digest
from holdfast.model.category import Category
from holdfast.model.finding import Component, Finding

VERSION = "1"
"""Part of every fingerprint; a change of the recipe changes it, and with it every fingerprint."""

_OS_PACKAGES = ("pkg:deb/", "pkg:rpm/", "pkg:apk/", "pkg:alpm/")
_VARIABLE_SEGMENT = re.compile(
    r"\d+|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{16,}", re.IGNORECASE
)

Canonical = Callable[[Finding], str]
"""Gives the canonical id of a vulnerability finding, aliases merged."""


def first_id(finding: Finding) -> str:
    """The finding's own first vulnerability id, else its rule."""
    return finding.ids[0] if finding.ids else finding.rule


def with_fingerprint(finding: Finding, canonical: Canonical = first_id) -> Finding:
    """The finding with its fingerprint, and those that it would have under each of its other ids."""
    if not _is_vulnerability(finding):
        return replace(finding, fingerprint=digest((VERSION, *_identity(finding))))
    package = purl_without_version(finding.component or Component(name=""))
    manifest = "" if package.startswith(_OS_PACKAGES) else finding.location.path or ""
    names = dict.fromkeys((canonical(finding), *finding.ids))
    main, *others = [digest((VERSION, "vulnerability", name, package, manifest)) for name in names]
    return replace(finding, fingerprint=main, also_known_as=tuple(sorted(others)))


def rule_class(finding: Finding) -> str:
    """What kind of weakness it is, over tools: the CWE for code, else the tool's rule."""
    if finding.cwe and finding.category in (Category.SAST, Category.DAST):
        return f"CWE-{finding.cwe[0]}"
    return f"{finding.tool}:{finding.rule}"


def url_template(url: str) -> str:
    """The path of a URL with ids as placeholders; host and query differ between environments and runs."""
    try:
        path = urlsplit(url).path
    except ValueError:
        # No address at all, such as http://[x/: it can only stand for itself.
        path = url
    segments = path.split("/")
    return "/".join("{id}" if _VARIABLE_SEGMENT.fullmatch(part) else part for part in segments) or "/"


def purl_without_version(component: Component) -> str:
    """The package URL without version and qualifiers, else the name."""
    if not component.purl:
        return component.name
    bare = component.purl.split("?", 1)[0].split("#", 1)[0]
    at = bare.rfind("@")
    return bare[:at] if at > bare.rfind("/") else bare


def _is_vulnerability(finding: Finding) -> bool:
    return finding.component is not None and finding.secret is None and finding.stable_id is None


def _identity(finding: Finding) -> tuple[str, ...]:
    location = finding.location
    if finding.stable_id is not None:
        return ("tool", finding.tool, finding.stable_id)
    if finding.secret is not None:
        return ("secret", finding.secret.digest, location.path or "")
    if location.url:
        request = (location.method or "", url_template(location.url), location.parameter or "")
        return ("url", rule_class(finding), *request)
    place = (location.path or "", location.resource or "")
    text = location.context or finding.title
    return ("code", rule_class(finding), *place, text, str(location.occurrence))
