"""``spdx``: a bill of materials, SPDX 2.3 as JSON.

Only what manifests declare is said: no licence is concluded, no file was analysed.
"""

import re
from typing import Any

from holdfast.kit.digest import digest
from holdfast.kit.licences import is_expression
from holdfast.model.dependency import Scope
from holdfast.render.bom import SERVICE, BillOfMaterials, Part, bill_of, identity
from holdfast.render.jsontext import pretty
from holdfast.render.rendering import Document, Format

NOT_SAID = "NOASSERTION"
HASHES = {"md5": "MD5", "sha1": "SHA1", "sha256": "SHA256", "sha384": "SHA384", "sha512": "SHA512"}

_DOCUMENT = "SPDXRef-DOCUMENT"
_NOT_IN_AN_ID = re.compile(r"[^A-Za-z0-9.-]+")
_NOT_IN_A_NAME = re.compile(r"[^A-Za-z0-9._-]+")
_REFERENCE = re.compile(r"LicenseRef-[A-Za-z0-9.-]+")


def render(document: Document) -> str:
    """Write the bill of materials of the run."""
    run = document.run
    bill = bill_of(run)
    name = run.service or "service"
    root = {
        **_package(SERVICE, name, run.target.commit),
        "primaryPackagePurpose": "APPLICATION",
    }
    spdx: dict[str, Any] = {
        "spdxVersion": "SPDX-2.3",
        "dataLicense": "CC0-1.0",
        "SPDXID": _DOCUMENT,
        "name": name,
        "documentNamespace": f"urn:holdfast:spdx:{_NOT_IN_A_NAME.sub('-', name)}:{identity(run, bill.parts)}",
        "creationInfo": {
            "created": f"{run.started:%Y-%m-%dT%H:%M:%SZ}",
            "creators": [f"Tool: holdfast-{run.holdfast_version or 'unknown'}"],
        },
        "packages": [root, *(_part(part) for part in bill.parts)],
        "relationships": _relationships(bill),
    }
    if bill.gaps:
        spdx["comment"] = "Parts may be missing: " + "; ".join(bill.gaps)
    own = {found for part in bill.parts for found in _REFERENCE.findall(_declared(part))}
    if own:
        spdx["hasExtractedLicensingInfos"] = [_own_licence(name, bill) for name in sorted(own)]
    return pretty(spdx)


def _package(reference: str, name: str, version: str) -> dict[str, Any]:
    return {
        "SPDXID": _id(reference),
        "name": name,
        **({"versionInfo": version} if version else {}),
        "downloadLocation": NOT_SAID,
        "filesAnalyzed": False,
        "licenseConcluded": NOT_SAID,
        "licenseDeclared": NOT_SAID,
        "copyrightText": NOT_SAID,
    }


def _part(part: Part) -> dict[str, Any]:
    first = part.first
    facts = _package(part.reference, first.name, first.version)
    facts["licenseDeclared"] = _declared(part)
    if part.hashes:
        facts["checksums"] = [
            {"algorithm": HASHES[kind], "checksumValue": value} for kind, value in part.hashes
        ]
    if first.purl:
        facts["externalRefs"] = [
            {
                "referenceCategory": "PACKAGE-MANAGER",
                "referenceType": "purl",
                "referenceLocator": first.purl,
            }
        ]
    places = sorted({use.manifest for use in part.uses if use.manifest})
    if places:
        facts["sourceInfo"] = f"named in {', '.join(places)}"
    return facts


def _declared(part: Part) -> str:
    """The declared licence as an expression; other words become a licence of the document's own."""
    if not part.licence:
        return NOT_SAID
    return part.licence if is_expression(part.licence) else f"LicenseRef-{digest([part.licence])[:16]}"


def _own_licence(name: str, bill: BillOfMaterials) -> dict[str, str]:
    words = next((part.licence for part in bill.parts if _declared(part) == name), name)
    return {"licenseId": name, "extractedText": words, "name": words}


def _relationships(bill: BillOfMaterials) -> list[dict[str, str]]:
    development = {part.reference for part in bill.parts if part.scope is Scope.DEVELOPMENT}
    found = [_relationship(_DOCUMENT, "DESCRIBES", _id(SERVICE))]
    for name, asked in bill.edges.items():
        for other in asked:
            if name == SERVICE and other in development:
                found.append(_relationship(_id(other), "DEV_DEPENDENCY_OF", _id(name)))
            else:
                found.append(_relationship(_id(name), "DEPENDS_ON", _id(other)))
    return found


def _relationship(one: str, kind: str, other: str) -> dict[str, str]:
    return {"spdxElementId": one, "relationshipType": kind, "relatedSpdxElement": other}


def _id(reference: str) -> str:
    """An id that the standard allows; the hash keeps apart what it does not."""
    return f"SPDXRef-{_NOT_IN_AN_ID.sub('-', reference)[:60]}-{digest([reference])[:12]}"


FORMAT = Format(
    name="spdx", title="Bill of materials: SPDX 2.3", render=render, media_type="application/spdx+json"
)
