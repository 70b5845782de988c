"""``cyclonedx``: what the standard's own schema accepts, and what the run says."""

import json

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from hypothesis import HealthCheck, given, settings

import specimens
from holdfast.render.formats.cyclonedx import FORMAT
from holdfast.render.rendering import Document
from strategies import runs_with_dependencies

VALIDATOR = JsonStrictValidator(SchemaVersion.V1_6)


def problems(text):
    return list(VALIDATOR.validate_str(text, all_errors=True) or ())


@pytest.mark.parametrize("specimen", [specimens.empty, specimens.rich, specimens.clean])
def test_the_schema_accepts_it(specimen):
    assert problems(FORMAT.render(specimen())) == []


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(run=runs_with_dependencies())
def test_the_schema_accepts_any_run(run):
    assert problems(FORMAT.render(Document(run=run))) == []


def test_it_says_of_a_package_what_the_manifest_says():
    parts = json.loads(FORMAT.render(specimens.rich()))["components"]
    express = next(part for part in parts if part["name"] == "express")
    assert express == {
        "type": "library",
        "bom-ref": "pkg:npm/express@4.17.1",
        "name": "express",
        "version": "4.17.1",
        "scope": "required",
        "hashes": [{"alg": "SHA-512", "content": "ab" * 64}],
        "licenses": [{"expression": "MIT"}],
        "purl": "pkg:npm/express@4.17.1",
        "evidence": {"occurrences": [{"location": "backend/package-lock.json", "line": 210}]},
    }


def test_every_reference_stands_in_the_graph_once():
    document = json.loads(FORMAT.render(specimens.rich()))
    refs = [one["ref"] for one in document["dependencies"]]
    assert sorted(refs) == sorted({"service", *(part["bom-ref"] for part in document["components"])})
    assert {name for one in document["dependencies"] for name in one["dependsOn"]} <= set(refs)


def test_a_weak_package_is_named_by_its_vulnerability():
    found = json.loads(FORMAT.render(specimens.rich()))["vulnerabilities"]
    assert [place["ref"] for one in found for place in one["affects"]] == ["pkg:npm/express@4.17.1"]


def test_a_run_that_lists_no_packages_says_so():
    properties = json.loads(FORMAT.render(specimens.empty()))["metadata"]["properties"]
    assert properties == [{"name": "holdfast:gap", "value": "no scanner of this run lists packages"}]
