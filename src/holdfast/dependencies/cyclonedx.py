"""CycloneDX 1.2 to 1.7, JSON and XML, as a bill of materials.

``required`` is run time, ``excluded`` is development. Of several licences of a component CycloneDX does not
say whether all or one must be kept: all are taken. Components that are no packages (files, devices, operating
systems) count only with a package URL.
"""

from collections.abc import Iterator
from typing import Any

import msgspec

from holdfast.dependencies.bill import Bill, Part, named, spoken
from holdfast.dependencies.elements import Element, child, children, line_of, text
from holdfast.dependencies.entries import entries, mapping
from holdfast.dependencies.reading import Manifest
from holdfast.model.dependency import Scope

VERSIONS = {f"1.{minor}" for minor in range(2, 8)}

_SCOPES = {"required": Scope.RUNTIME, "optional": Scope.OPTIONAL, "excluded": Scope.DEVELOPMENT}
_PACKAGES = {"library", "framework", "application"}
_FOR_DEVELOPMENT = {"cdx:npm:package:development", "cdx:composer:package:isDevRequirement"}


class Hash(msgspec.Struct):
    """One item of ``hashes``."""

    alg: str
    content: str


class Property(msgspec.Struct):
    """One item of ``properties``."""

    name: str = ""
    value: str | None = None


class Component(msgspec.Struct):
    """A component; those inside it are read by themselves."""

    name: str
    type: str = "library"
    reference: str | None = msgspec.field(name="bom-ref", default=None)
    group: str | None = None
    version: str | None = None
    purl: str | None = None
    scope: str | None = None
    hashes: list[Hash] = []
    licenses: list[Any] = []
    properties: list[Property] = []
    components: list[Any] | None = None
    line: int | None = None


class Needs(msgspec.Struct):
    """One item of ``dependencies``."""

    ref: str
    depends_on: list[str] | None = msgspec.field(name="dependsOn", default=None)


def json_bill(manifest: Manifest, document: dict[str, Any]) -> Bill:
    """The bill of a JSON document."""
    _check_version(manifest, str(document.get("specVersion")))
    lines = manifest.lines_of(r'"bom-ref"[ \t]*:[ \t]*"([^"\n]{1,500})"')
    bill = Bill()
    subject = mapping(mapping(document.get("metadata")).get("component"))
    for _, component in entries(manifest, "metadata.component", [subject] if subject else [], Component):
        _add(bill, component, is_subject=True)
    for component in _all_components(manifest, [document.get("components"), subject.get("components")]):
        component.line = lines.get(component.reference or "")
        _add(bill, component)
    for _, needs in entries(manifest, "dependencies", document.get("dependencies"), Needs):
        bill.needs[needs.ref] += [(needed, Scope.RUNTIME) for needed in needs.depends_on or []]
    return bill


def xml_bill(manifest: Manifest, root: Element) -> Bill:
    """The bill of an XML document."""
    _check_version(manifest, str(root.nsmap.get(root.prefix)).rpartition("/")[2])
    bill = Bill()
    subject = child(root, "metadata", "component")
    if subject is not None:
        _add(bill, _component(subject), is_subject=True)
    for container in (root, subject):
        listed = child(container, "components") if container is not None else None
        for element in listed.iter("{*}component") if listed is not None else ():
            _add(bill, _component(element))
    for element in children(child(root, "dependencies"), "dependency"):
        needed = [one.get("ref", "") for one in children(element, "dependency")]
        bill.needs[element.get("ref", "")] += [(reference, Scope.RUNTIME) for reference in needed]
    return bill


def _check_version(manifest: Manifest, version: str) -> None:
    if version not in VERSIONS:
        manifest.problem("specVersion", f"CycloneDX {version} is not known; it is read like the known ones")


def _all_components(manifest: Manifest, waiting: list[object]) -> Iterator[Component]:
    """Every component and those inside it, to any depth."""
    waiting.reverse()
    while waiting:
        inner: list[object] = []
        for _, component in entries(manifest, "components", waiting.pop(), Component):
            yield component
            if component.components:
                inner.append(component.components)
        waiting += inner[::-1]


def _component(element: Element) -> Component:
    """An XML component in the shape of JSON."""
    return Component(
        name=text(element, "name"),
        type=element.get("type", "library"),
        reference=element.get("bom-ref"),
        group=text(element, "group"),
        version=text(element, "version"),
        purl=text(element, "purl"),
        scope=text(element, "scope"),
        hashes=[
            Hash(alg=one.get("alg", ""), content=text(one))
            for one in children(child(element, "hashes"), "hash")
        ],
        licenses=[
            *(
                {"license": {"id": text(one, "id"), "name": text(one, "name")}}
                for one in children(child(element, "licenses"), "license")
            ),
            *({"expression": text(one)} for one in children(child(element, "licenses"), "expression")),
        ],
        properties=[
            Property(name=one.get("name", ""), value=text(one))
            for one in children(child(element, "properties"), "property")
        ],
        line=line_of(element),
    )


def _add(bill: Bill, component: Component, *, is_subject: bool = False) -> None:
    written = "/".join(filter(None, (component.group, component.name)))
    name, version, purl = named(written, component.version or "", component.purl or "")
    reference = component.reference or ""
    if not name:
        return
    if is_subject:
        reference = reference or "the subject"
        bill.subjects.add(reference)
    elif not purl and component.type not in _PACKAGES:
        reference = reference or f"aside {len(bill.parts)}"
        bill.aside.add(reference)
    part = Part(
        name=name,
        version=version,
        purl=purl,
        licence=_licence(component.licenses),
        hashes=tuple(
            f"{_algorithm(one.alg)}:{one.content.lower()}" for one in component.hashes if one.content
        ),
        line=component.line,
        scope=_scope(component),
    )
    bill.add(reference, part)


def _scope(component: Component) -> Scope | None:
    if any(one.name in _FOR_DEVELOPMENT and one.value == "true" for one in component.properties):
        return Scope.DEVELOPMENT
    return _SCOPES.get(component.scope or "")


def _algorithm(name: str) -> str:
    """``SHA-256`` as ``sha256``; ``SHA3-256`` keeps its hyphen."""
    return name.lower().replace("sha-", "sha")


def _licence(licences: list[Any]) -> str:
    texts = []
    for item in licences:
        licence = mapping(mapping(item).get("license"))
        found = mapping(item).get("expression") or licence.get("id") or licence.get("name")
        if isinstance(found, str) and spoken(found):
            texts.append(found.strip())
    if len(texts) < 2:
        return "".join(texts)
    return " AND ".join(f"({one})" if " OR " in one else one for one in texts)
