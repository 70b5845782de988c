"""SPDX 2.1 to 2.3, JSON and tag-value, as a bill of materials.

Who contains whom says nothing about who asked for it: only the kinds of dependencies make ways. What the
document describes is the service itself, unless it describes everything it lists.
"""

from collections.abc import Iterator
from typing import Any

import msgspec

from holdfast.dependencies.bill import Bill, Part, named, spoken
from holdfast.dependencies.entries import entries
from holdfast.dependencies.reading import Manifest
from holdfast.model.dependency import Scope

VERSIONS = {"SPDX-2.1", "SPDX-2.2", "SPDX-2.3"}
DOCUMENT = "SPDXRef-DOCUMENT"

_FORWARD = {"DEPENDS_ON": Scope.RUNTIME}
_BACKWARD = {
    "DEPENDENCY_OF": Scope.RUNTIME,
    "RUNTIME_DEPENDENCY_OF": Scope.RUNTIME,
    "OPTIONAL_DEPENDENCY_OF": Scope.OPTIONAL,
    "PROVIDED_DEPENDENCY_OF": Scope.OPTIONAL,
    "BUILD_DEPENDENCY_OF": Scope.DEVELOPMENT,
    "DEV_DEPENDENCY_OF": Scope.DEVELOPMENT,
    "TEST_DEPENDENCY_OF": Scope.DEVELOPMENT,
    "BUILD_TOOL_OF": Scope.DEVELOPMENT,
    "DEV_TOOL_OF": Scope.DEVELOPMENT,
    "TEST_TOOL_OF": Scope.DEVELOPMENT,
}
_ASIDE = {"FILE", "CONTAINER", "OPERATING-SYSTEM", "OPERATING_SYSTEM", "DEVICE", "ARCHIVE", "SOURCE"}


class Reference(msgspec.Struct):
    """One item of ``externalRefs``."""

    type: str = msgspec.field(name="referenceType", default="")
    locator: str = msgspec.field(name="referenceLocator", default="")


class Checksum(msgspec.Struct):
    """One item of ``checksums``."""

    algorithm: str = ""
    value: str = msgspec.field(name="checksumValue", default="")


class Package(msgspec.Struct):
    """One item of ``packages``."""

    name: str
    identifier: str = msgspec.field(name="SPDXID", default="")
    version: str | None = msgspec.field(name="versionInfo", default=None)
    declared: str | None = msgspec.field(name="licenseDeclared", default=None)
    concluded: str | None = msgspec.field(name="licenseConcluded", default=None)
    purpose: str | None = msgspec.field(name="primaryPackagePurpose", default=None)
    references: list[Reference] = msgspec.field(name="externalRefs", default_factory=list)
    checksums: list[Checksum] = []
    line: int | None = None


class Relationship(msgspec.Struct):
    """One item of ``relationships``."""

    element: str = msgspec.field(name="spdxElementId")
    kind: str = msgspec.field(name="relationshipType")
    related: str = msgspec.field(name="relatedSpdxElement")


def json_bill(manifest: Manifest, document: dict[str, Any]) -> Bill:
    """The bill of a JSON document."""
    lines = manifest.lines_of(r'"SPDXID"[ \t]*:[ \t]*"([^"\n]{1,500})"')
    packages = [package for _, package in entries(manifest, "packages", document.get("packages"), Package)]
    for package in packages:
        package.line = lines.get(package.identifier)
    relations = [
        one for _, one in entries(manifest, "relationships", document.get("relationships"), Relationship)
    ]
    described = [
        one for _, one in entries(manifest, "documentDescribes", document.get("documentDescribes"), str)
    ]
    return _bill(manifest, str(document.get("spdxVersion")), packages, relations, described)


def tag_value_bill(manifest: Manifest) -> Bill:
    """The bill of a tag-value document."""
    version = ""
    packages: list[Package] = []
    relations: list[Relationship] = []
    package: Package | None = None
    for number, tag, value in _tags(manifest.text()):
        match tag:
            case "SPDXVersion":
                version = value
            case "PackageName":
                package = Package(name=value, line=number)
                packages.append(package)
            case "FileName" | "SnippetSPDXID" | "LicenseID":
                package = None
            case "Relationship":
                words = value.split()
                if len(words) >= 3:
                    relations.append(Relationship(*words[:3]))
                else:
                    manifest.problem(f"line {number}", "a relationship has three words")
            case _ if package is not None:
                _describe(package, tag, value)
    return _bill(manifest, version, packages, relations, [])


def _tags(content: str) -> Iterator[tuple[int, str, str]]:
    """Line, name and value of every tag; texts over several lines are left out."""
    is_inside = False
    for number, line in enumerate(content.splitlines(), 1):
        starts, ends = "<text>" in line, "</text>" in line
        if is_inside:
            is_inside = not ends
            continue
        is_inside = starts and not ends
        tag, colon, value = line.partition(":")
        if colon and not tag.startswith("#"):
            yield number, tag.strip(), value.replace("<text>", "").replace("</text>", "").strip()


def _describe(package: Package, tag: str, value: str) -> None:
    """Note one tag of a package."""
    match tag:
        case "SPDXID":
            package.identifier = value
        case "PackageVersion":
            package.version = value
        case "PackageLicenseDeclared":
            package.declared = value
        case "PackageLicenseConcluded":
            package.concluded = value
        case "PrimaryPackagePurpose":
            package.purpose = value
        case "PackageChecksum":
            algorithm, _, digest = value.partition(":")
            package.checksums.append(Checksum(algorithm, digest.strip()))
        case "ExternalRef":
            words = value.split()
            if len(words) == 3:
                package.references.append(Reference(words[1], words[2]))


def _bill(
    manifest: Manifest,
    version: str,
    packages: list[Package],
    relations: list[Relationship],
    described: list[str],
) -> Bill:
    if version not in VERSIONS:
        manifest.problem("spdxVersion", f"{version} is not known; it is read like the known ones")
    bill = Bill()
    for package in packages:
        part = _part(package)
        if not part.name:
            manifest.problem(package.identifier or f"line {package.line}", "a package without a name")
            continue
        if not part.purl and (package.purpose or "").upper() in _ASIDE:
            bill.aside.add(package.identifier)
        bill.add(package.identifier, part)
    roots = set(described)
    for relation in relations:
        roots |= _described(relation)
        _relate(bill, relation)
    roots &= bill.parts.keys()
    bill.subjects = {one for one in roots if one in bill.needs or (len(roots) == 1 and len(bill.parts) > 1)}
    return bill


def _part(package: Package) -> Part:
    purls = (one.locator for one in package.references if one.type == "purl" and one.locator)
    name, version, purl = named(package.name, package.version or "", next(purls, ""))
    return Part(
        name=name,
        version=spoken(version),
        purl=purl,
        licence=spoken(package.declared) or spoken(package.concluded),
        hashes=tuple(
            f"{one.algorithm.lower()}:{one.value.lower()}" for one in package.checksums if one.value
        ),
        line=package.line,
    )


def _described(relation: Relationship) -> set[str]:
    if relation.kind == "DESCRIBES" and relation.element == DOCUMENT:
        return {relation.related}
    if relation.kind == "DESCRIBED_BY" and relation.related == DOCUMENT:
        return {relation.element}
    return set()


def _relate(bill: Bill, relation: Relationship) -> None:
    """Note who needs whom, if the relation is one of that kind."""
    if relation.kind in _FORWARD:
        bill.needs[relation.element].append((relation.related, _FORWARD[relation.kind]))
    elif relation.kind in _BACKWARD:
        bill.needs[relation.related].append((relation.element, _BACKWARD[relation.kind]))
