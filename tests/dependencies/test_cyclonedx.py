"""CycloneDX as a bill of materials."""

import json

from dependencies.readers.laws import found, order_is_no_matter, reads_or_refuses
from holdfast.dependencies.readers.sbom import read
from holdfast.model.dependency import Scope

DIGEST = "ab" * 32
COMPONENTS = (
    {
        "type": "library",
        "bom-ref": "web",
        "group": "@acme",
        "name": "web",
        "version": "1.2.0",
        "purl": "pkg:npm/%40acme/web@1.2.0",
        "hashes": [{"alg": "SHA-256", "content": DIGEST}],
        "licenses": [{"license": {"id": "MIT"}}, {"expression": "Apache-2.0 OR BSD-3-Clause"}],
        "components": [{"type": "library", "bom-ref": "inner", "name": "inner", "version": "0.1"}],
    },
    {"type": "library", "bom-ref": "json", "name": "json", "version": "2", "scope": "optional"},
    {
        "type": "library",
        "bom-ref": "mock",
        "name": "mock",
        "version": "3",
        "properties": [{"name": "cdx:npm:package:development", "value": "true"}],
    },
    {"type": "file", "bom-ref": "file", "name": "/etc/passwd"},
    {"type": "operating-system", "name": "debian", "version": "12"},
)


def cyclonedx(components=COMPONENTS, version="1.5"):
    needs = [
        {"ref": "shop", "dependsOn": ["web"]},
        {"ref": "web", "dependsOn": ["json", "gone"]},
        {"ref": "json"},
    ]
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": version,
        "metadata": {"component": {"type": "application", "bom-ref": "shop", "name": "shop"}},
        "components": components,
        "dependencies": needs,
    }
    return json.dumps(document, indent=1)


CYCLONEDX_XML = f"""<?xml version="1.0"?>
<bom xmlns="http://cyclonedx.org/schema/bom/1.4">
 <metadata><component type="application" bom-ref="shop"><name>shop</name></component></metadata>
 <components>
  <component type="library" bom-ref="web"><group>@acme</group><name>web</name><version>1.2.0</version>
   <hashes><hash alg="SHA-256">{DIGEST}</hash></hashes>
   <licenses><license><id>MIT</id></license></licenses>
   <purl>pkg:npm/%40acme/web@1.2.0</purl>
   <components>
    <component type="library" bom-ref="inner"><name>inner</name><version>0.1</version></component>
   </components>
  </component>
  <component type="library" bom-ref="json"><name>json</name><version>2</version><scope>excluded</scope>
   <licenses><expression>MIT OR ISC</expression></licenses></component>
 </components>
 <dependencies><dependency ref="shop"><dependency ref="web"/></dependency>
  <dependency ref="web"><dependency ref="json"/></dependency></dependencies>
</bom>"""


def test_cyclonedx_components_are_told_with_scope_and_way():
    parts = found(read, "bom.json", cyclonedx())
    assert {name: (one.scope, one.is_direct, one.path) for name, one in parts.items()} == {
        "@acme/web@1.2.0": (Scope.RUNTIME, True, ()),
        "json@2": (Scope.OPTIONAL, False, ("@acme/web@1.2.0",)),
        "mock@3": (Scope.DEVELOPMENT, None, ()),
        "inner@0.1": (Scope.RUNTIME, None, ()),
    }


def test_a_cyclonedx_component_carries_purl_licence_hash_and_line():
    web = found(read, "bom.json", cyclonedx())["@acme/web@1.2.0"]
    assert (web.purl, web.licence, web.hashes) == (
        "pkg:npm/%40acme/web@1.2.0",
        "MIT AND (Apache-2.0 OR BSD-3-Clause)",
        (f"sha256:{DIGEST}",),
    )
    assert '"bom-ref": "web"' in cyclonedx().splitlines()[web.line - 1]


def test_cyclonedx_xml_says_the_same():
    parts = found(read, "bom.xml", CYCLONEDX_XML)
    assert {
        name: (one.scope, one.is_direct, one.path, one.licence, one.line) for name, one in parts.items()
    } == {
        "@acme/web@1.2.0": (Scope.RUNTIME, True, (), "MIT", 5),
        "inner@0.1": (Scope.RUNTIME, None, (), "", 10),
        "json@2": (Scope.DEVELOPMENT, False, ("@acme/web@1.2.0",), "MIT OR ISC", 13),
    }
    assert parts["@acme/web@1.2.0"].hashes == (f"sha256:{DIGEST}",)


def test_an_unknown_version_is_a_problem():
    result = read.read("sbom.json", cyclonedx(version="9.9").encode())
    assert result.dependencies
    assert [one.place for one in result.problems] == ["specVersion"]


def test_a_misshapen_component_is_a_problem():
    result = read.read("bom.json", cyclonedx(({"name": 3}, *COMPONENTS)).encode())
    assert [one.place for one in result.problems] == ["components[0]"]


def test_deep_components_are_read_or_refused():
    deep = '{"name": "x", "components": [' * 300 + "]}" * 300
    text = f'{{"bomFormat": "CycloneDX", "specVersion": "1.5", "components": [{deep}]}}'
    assert read.read("bom.json", text.encode()).dependencies


test_hostile_documents_are_read_or_refused = reads_or_refuses(read, "bom.json", cyclonedx())
test_hostile_xml_is_read_or_refused = reads_or_refuses(read, "bom.xml", CYCLONEDX_XML)
test_the_order_of_components_is_no_matter = order_is_no_matter(read, "bom.json", COMPONENTS, cyclonedx)
