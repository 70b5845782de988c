"""``cyclonedx``: a bill of materials, CycloneDX 1.6 as JSON (ECMA-424).

Written by hand, because the document is small and the library's model takes seconds for a large one; tests
check it with that library's strict validator.
"""

from typing import Any

from holdfast.kit.licences import is_expression
from holdfast.model.dependency import Dependency, Scope
from holdfast.model.finding import Finding
from holdfast.model.scan import Run
from holdfast.render.bom import SERVICE, BillOfMaterials, Part, bill_of, identity
from holdfast.render.jsontext import pretty
from holdfast.render.rendering import Document, Format

SCOPES = {Scope.RUNTIME: "required", Scope.OPTIONAL: "optional", Scope.DEVELOPMENT: "excluded"}
"""``excluded`` is the standard's word for what is not part of the running service."""

HASHES = {"md5": "MD5", "sha1": "SHA-1", "sha256": "SHA-256", "sha384": "SHA-384", "sha512": "SHA-512"}
METHODS = {"2.0": "CVSSv2", "3.0": "CVSSv3", "3.1": "CVSSv31", "4.0": "CVSSv4"}


def render(document: Document) -> str:
    """Write the bill of materials of the run."""
    run = document.run
    bill = bill_of(run)
    return pretty(
        {
            "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
            "bomFormat": "CycloneDX",
            "specVersion": "1.6",
            "serialNumber": f"urn:uuid:{identity(run, bill.parts)}",
            "version": 1,
            "metadata": _metadata(run, bill),
            "components": [_component(part) for part in bill.parts],
            "dependencies": [
                {"ref": name, "dependsOn": list(bill.edges.get(name, ()))}
                for name in (SERVICE, *(part.reference for part in bill.parts))
            ],
            "compositions": [{"aggregate": "incomplete", "dependencies": [SERVICE]}],
            "vulnerabilities": [_vulnerability(finding, places) for finding, places in bill.weaknesses],
        }
    )


def _metadata(run: Run, bill: BillOfMaterials) -> dict[str, Any]:
    tool = {"type": "application", "name": "holdfast", "version": run.holdfast_version or "unknown"}
    service = {"type": "application", "bom-ref": SERVICE, "name": run.service or "service"}
    return {
        "timestamp": f"{run.started:%Y-%m-%dT%H:%M:%SZ}",
        "tools": {"components": [tool]},
        "component": service | ({"version": run.target.commit} if run.target.commit else {}),
        "properties": [{"name": "holdfast:gap", "value": gap} for gap in bill.gaps],
    }


def _component(part: Part) -> dict[str, Any]:
    first = part.first
    facts: dict[str, Any] = {"type": "library", "bom-ref": part.reference, "name": first.name}
    if first.version:
        facts["version"] = first.version
    facts["scope"] = SCOPES[part.scope]
    if part.hashes:
        facts["hashes"] = [{"alg": HASHES[kind], "content": value} for kind, value in part.hashes]
    if part.licence:
        is_spdx = is_expression(part.licence)
        facts["licenses"] = [{"expression": part.licence} if is_spdx else {"license": {"name": part.licence}}]
    if first.purl:
        facts["purl"] = first.purl
    facts["evidence"] = {"occurrences": [_place(use) for use in part.uses]}
    return facts


def _place(use: Dependency) -> dict[str, Any]:
    place: dict[str, Any] = {"location": use.manifest or use.layer or "unknown"}
    return place | ({"line": use.line} if use.line else {})


def _vulnerability(finding: Finding, places: tuple[str, ...]) -> dict[str, Any]:
    rating: dict[str, Any] = {"severity": finding.severity.value}
    if finding.cvss:
        rating |= {"score": finding.cvss.score, "method": METHODS.get(finding.cvss.version, "other")}
        rating |= {"vector": finding.cvss.vector} if finding.cvss.vector else {}
    return {
        "id": finding.ids[0],
        "references": [{"id": name, "source": {"name": "alias"}} for name in finding.ids[1:]],
        "ratings": [rating],
        "cwes": list(finding.cwe),
        "description": finding.title,
        "recommendation": finding.fix,
        "affects": [{"ref": place} for place in places],
    }


FORMAT = Format(
    name="cyclonedx",
    title="Bill of materials: CycloneDX 1.6",
    render=render,
    media_type="application/vnd.cyclonedx+json",
)
