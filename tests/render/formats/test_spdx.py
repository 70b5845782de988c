"""``spdx``: what the standard's own tool accepts, and what the run says."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from spdx_tools.spdx.parser.jsonlikedict.json_like_dict_parser import JsonLikeDictParser
from spdx_tools.spdx.validation.document_validator import validate_full_spdx_document

import specimens
from holdfast.render.formats.spdx import FORMAT
from holdfast.render.rendering import Document
from strategies import runs_with_dependencies


def problems(text):
    document = JsonLikeDictParser().parse(json.loads(text))
    return [message.validation_message for message in validate_full_spdx_document(document)]


@pytest.mark.parametrize("specimen", [specimens.empty, specimens.rich, specimens.clean])
def test_the_standards_tool_accepts_it(specimen):
    assert problems(FORMAT.render(specimen())) == []


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(run=runs_with_dependencies())
def test_the_standards_tool_accepts_any_run(run):
    assert problems(FORMAT.render(Document(run=run))) == []


def test_it_says_of_a_package_what_the_manifest_says():
    packages = json.loads(FORMAT.render(specimens.rich()))["packages"]
    express = next(one for one in packages if one["name"] == "express")
    assert express["versionInfo"] == "4.17.1"
    assert express["licenseDeclared"] == "MIT"
    assert express["licenseConcluded"] == "NOASSERTION"
    assert express["externalRefs"][0]["referenceLocator"] == "pkg:npm/express@4.17.1"
    assert express["checksums"] == [{"algorithm": "SHA512", "checksumValue": "ab" * 64}]
    assert express["sourceInfo"] == "named in backend/package-lock.json"


def test_words_that_are_no_expression_become_a_licence_of_the_document():
    document = json.loads(FORMAT.render(specimens.rich()))
    own = document["hasExtractedLicensingInfos"]
    assert [one["extractedText"] for one in own] == ["BSD"]
    assert own[0]["licenseId"] in {one["licenseDeclared"] for one in document["packages"]}


def test_a_run_that_lists_no_packages_says_so():
    assert "no scanner of this run lists packages" in json.loads(FORMAT.render(specimens.empty()))["comment"]
