"""Bills of materials: the content tells the format."""

import json

import pytest

from dependencies.readers.laws import found
from holdfast.dependencies.readers.sbom import read
from holdfast.errors import ReportError

CYCLONEDX = {"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [{"type": "library", "name": "a"}]}
CYCLONEDX_XML = """<bom xmlns="http://cyclonedx.org/schema/bom/1.6">
<components><component><name>a</name></component></components></bom>"""
SPDX = {"spdxVersion": "SPDX-2.2", "packages": [{"name": "a"}]}
TAG_VALUE = "SPDXVersion: SPDX-2.2\nPackageName: a\n"


@pytest.mark.parametrize(
    "text", [json.dumps(CYCLONEDX), CYCLONEDX_XML, json.dumps(SPDX), json.dumps({"sbom": SPDX}), TAG_VALUE]
)
def test_one_name_may_stand_for_any_format(text):
    assert list(found(read, "sbom.json", text)) == ["a"]


@pytest.mark.parametrize("text", ["", "{}", "<pom/>", "hello", '{"spdxVersion": 3}', "[]"])
def test_what_is_no_bill_is_refused(text):
    with pytest.raises(ReportError):
        read.read("bom.json", text.encode())
