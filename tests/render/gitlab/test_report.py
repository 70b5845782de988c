"""GitLab's five security reports."""

import json

import pytest
from hypothesis import HealthCheck, given, settings

import factories
import specimens
from holdfast.model.category import Category
from holdfast.model.finding import Cvss, Location
from holdfast.render.rendering import Document
from render import gitlab_schema
from samples.accept_formats import FORMATS
from strategies import documents

KINDS = ("sast", "dependency_scanning", "container_scanning", "secret_detection", "dast")
CATEGORIES = {
    "dependency_scanning": Category.SCA,
    "container_scanning": Category.CONTAINER,
    "secret_detection": Category.SECRETS,
    "dast": Category.DAST,
    "sast": Category.SAST,
}


def read(kind, document):
    return json.loads(FORMATS.get(f"gitlab-{kind.replace('_', '-')}").render(document))


def of_kind(kind, make, **over):
    unit = "package" if kind == "container_scanning" else "file"
    return make(category=CATEGORIES[kind], coverage=factories.coverage(unit=unit), **over)


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(document=documents())
def test_any_document_meets_the_schema(kind, document):
    gitlab_schema.check(read(kind, document), kind)


@pytest.mark.parametrize("kind", KINDS)
def test_the_rich_document_meets_the_schema(kind):
    gitlab_schema.check(read(kind, specimens.rich()), kind)


@settings(max_examples=30, deadline=None)
@given(document=documents())
def test_every_finding_that_is_not_waived_is_in_exactly_one_report(document):
    waived = document.waived - document.blocking
    shown = sum(len(read(kind, document)["vulnerabilities"]) for kind in KINDS)
    assert shown == len([f for f in document.run.findings if f.fingerprint not in waived])


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_of_which_no_scanner_ran_is_a_failure(kind):
    scan = read(kind, specimens.empty())["scan"]
    assert scan["status"] == "failure"
    assert scan["messages"][0]["level"] == "fatal"


@pytest.mark.parametrize("kind", KINDS)
def test_a_scan_without_verdict_is_a_failure_with_its_reason(kind):
    silent = of_kind(kind, factories.scan, **_silence())
    scan = read(kind, Document(run=factories.run(scans=(silent,))))["scan"]
    assert scan["status"] == "failure"
    assert "exit code 2" in scan["messages"][0]["value"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_clean_scan_is_a_success(kind):
    scans = (of_kind(kind, factories.scan),)
    assert read(kind, Document(run=factories.run(scans=scans)))["scan"]["status"] == "success"


def _silence():
    failed = factories.failed_scan()
    return {"status": failed.status, "reasons": failed.reasons}


def test_a_line_of_a_dockerfile_is_code_and_a_package_in_an_image_is_not():
    line = factories.finding(category=Category.CONTAINER, location=Location(path="Dockerfile", line=3))
    package = factories.dependency_finding(category=Category.CONTAINER)
    document = Document(run=factories.run(findings=(line, package)))
    assert [v["location"]["file"] for v in read("sast", document)["vulnerabilities"]] == ["Dockerfile"]
    shown = read("container_scanning", document)["vulnerabilities"]
    assert [v["location"]["dependency"]["package"]["name"] for v in shown] == ["axios"]


def test_only_cvss_3_vectors_are_passed_on():
    vector = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:N"
    for given_vector, count in ((vector, 1), ("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H", 0), ("", 0)):
        finding = factories.dependency_finding(cvss=Cvss(score=9.1, vector=given_vector))
        shown = read("dependency_scanning", Document(run=factories.run(findings=(finding,))))
        assert len(shown["vulnerabilities"][0].get("cvss_vectors", ())) == count


def test_an_id_is_the_fingerprint_written_as_a_uuid():
    finding = factories.finding(fingerprint="0123456789abcdef0123456789abcdef")
    shown = read("sast", Document(run=factories.run(findings=(finding,))))["vulnerabilities"][0]
    assert shown["id"] == "01234567-89ab-cdef-0123-456789abcdef"
