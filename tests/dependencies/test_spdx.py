"""SPDX as a bill of materials."""

import json

import pytest

from dependencies.readers.laws import found, order_is_no_matter, reads_or_refuses
from holdfast.dependencies.readers.sbom import read
from holdfast.model.dependency import Scope

DIGEST = "ab" * 32
PACKAGES = (
    {"SPDXID": "SPDXRef-shop", "name": "shop"},
    {
        "SPDXID": "SPDXRef-web",
        "name": "web",
        "versionInfo": "1.2.0",
        "licenseDeclared": "NOASSERTION",
        "licenseConcluded": "MIT",
        "checksums": [{"algorithm": "SHA256", "checksumValue": DIGEST}],
        "externalRefs": [
            {"referenceCategory": "SECURITY", "referenceType": "cpe23Type", "referenceLocator": "cpe:2.3:a"},
            {
                "referenceCategory": "PACKAGE-MANAGER",
                "referenceType": "purl",
                "referenceLocator": "pkg:pypi/Web@1.2.0",
            },
        ],
    },
    {"SPDXID": "SPDXRef-json", "name": "json", "versionInfo": "2"},
    {"SPDXID": "SPDXRef-mock", "name": "mock", "versionInfo": "3"},
    {"SPDXID": "SPDXRef-os", "name": "debian", "primaryPackagePurpose": "OPERATING-SYSTEM"},
)
RELATIONS = (
    ("SPDXRef-DOCUMENT", "DESCRIBES", "SPDXRef-shop"),
    ("SPDXRef-shop", "DEPENDS_ON", "SPDXRef-web"),
    ("SPDXRef-shop", "CONTAINS", "SPDXRef-json"),
    ("SPDXRef-json", "DEPENDENCY_OF", "SPDXRef-web"),
    ("SPDXRef-mock", "TEST_DEPENDENCY_OF", "SPDXRef-shop"),
)


def spdx(packages=PACKAGES, version="SPDX-2.3"):
    keys = ("spdxElementId", "relationshipType", "relatedSpdxElement")
    relations = [dict(zip(keys, relation, strict=True)) for relation in RELATIONS]
    return json.dumps({"spdxVersion": version, "packages": packages, "relationships": relations}, indent=1)


TAG_VALUE = f"""SPDXVersion: SPDX-2.3
DocumentName: shop
SPDXID: SPDXRef-DOCUMENT
DocumentComment: <text>PackageName: not one
PackageName: neither</text>

PackageName: shop
SPDXID: SPDXRef-shop

# Package: web
PackageName: web
SPDXID: SPDXRef-web
PackageVersion: 1.2.0
PackageLicenseDeclared: NOASSERTION
PackageLicenseConcluded: MIT
PackageChecksum: SHA256: {DIGEST}
ExternalRef: PACKAGE-MANAGER purl pkg:pypi/Web@1.2.0

PackageName: json
SPDXID: SPDXRef-json
PackageVersion: 2

PackageName: mock
SPDXID: SPDXRef-mock
PackageVersion: 3

FileName: ./a.c
SPDXID: SPDXRef-file
""" + "".join(f"Relationship: {' '.join(relation)}\n" for relation in RELATIONS)


@pytest.mark.parametrize(
    ("path", "text"), [("a.spdx.json", spdx()), ("sbom.json", spdx()), ("a.spdx", TAG_VALUE)]
)
def test_spdx_packages_are_told_with_scope_and_way(path, text):
    parts = found(read, path, text)
    assert {name: (one.scope, one.is_direct, one.path) for name, one in parts.items()} == {
        "web@1.2.0": (Scope.RUNTIME, True, ()),
        "json@2": (Scope.RUNTIME, False, ("web@1.2.0",)),
        "mock@3": (Scope.DEVELOPMENT, True, ()),
    }
    web = parts["web@1.2.0"]
    assert (web.purl, web.licence, web.hashes) == ("pkg:pypi/web@1.2.0", "MIT", (f"sha256:{DIGEST}",))


def test_a_document_that_describes_everything_has_no_subject():
    relations = [
        {"spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES", "relatedSpdxElement": name}
        for name in ("a", "b")
    ]
    packages = [{"SPDXID": "a", "name": "a"}, {"SPDXID": "b", "name": "b"}]
    text = json.dumps({"spdxVersion": "SPDX-2.3", "packages": packages, "relationships": relations})
    assert {name: one.is_direct for name, one in found(read, "x.spdx.json", text).items()} == {
        "a": None,
        "b": None,
    }


def test_an_unknown_version_is_a_problem():
    result = read.read("sbom.json", spdx(version="SPDX-2.9").encode())
    assert result.dependencies
    assert [one.place for one in result.problems] == ["spdxVersion"]


test_hostile_documents_are_read_or_refused = reads_or_refuses(read, "x.spdx.json", spdx())
test_hostile_tags_are_read_or_refused = reads_or_refuses(read, "x.spdx", TAG_VALUE)
test_the_order_of_packages_is_no_matter = order_is_no_matter(read, "x.spdx.json", PACKAGES, spdx)
