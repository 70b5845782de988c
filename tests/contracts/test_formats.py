"""Every output format keeps its contract: pure, encodable, bounded, and safe for the one who reads it."""

import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

import factories
import specimens
from holdfast.model.category import Category
from holdfast.model.severity import Severity
from holdfast.render.rendering import Document
from samples.accept_formats import FORMATS, rendered, sample_path
from strategies import documents

LARGEST = {"markdown": 60_000, "table": 40_000, "github": 40_000}
"""Bytes that 5,000 findings may take; formats that must hold them all may take 3 kB for each."""
PER_FINDING = 3_000
WHOLE_SECRET = "AKIA-the-whole-secret"


@pytest.fixture(params=FORMATS.names)
def form(request):
    return FORMATS.get(request.param)


def test_the_agreed_formats_are_there():
    agreed = {"table", "json", "jsonl", "sarif", "junit", "csv", "markdown", "html", "github"}
    gitlab = {"sast", "dependency-scanning", "container-scanning", "secret-detection", "dast", "codequality"}
    assert agreed | {f"gitlab-{kind}" for kind in gitlab} <= set(FORMATS.names)


def test_it_has_a_title_and_a_media_type(form):
    assert form.title
    assert not form.title.endswith(".")
    assert re.fullmatch(r"[a-z]+/[a-z+.-]+", form.media_type)


def test_it_writes_the_accepted_sample(form):
    assert rendered(form) == sample_path(form).read_bytes(), "see tests/samples/accept_formats.py"


def test_it_renders_a_run_in_which_nothing_ran(form):
    assert "Traceback" not in form.render(specimens.empty())


def test_it_renders_a_run_without_a_decision(form):
    text = form.render(Document(run=specimens.rich().run))
    assert not text or text.endswith("\n")


def test_it_renders_a_clean_gated_run(form):
    text = form.render(specimens.clean())
    assert not text or text.endswith("\n")


def test_five_thousand_findings_stay_within_bounds(form):
    size = len(form.render(specimens.large()).encode())
    assert size <= LARGEST.get(form.name, 5_000 * PER_FINDING)


def test_the_same_document_gives_the_same_text(form):
    assert form.render(specimens.rich()) == form.render(specimens.rich())


def test_the_order_of_equal_findings_changes_nothing(form):
    document = specimens.rich()
    turned = replace(document, run=replace(document.run, findings=document.run.findings[::-1]))
    assert form.render(turned) == form.render(document)


def test_it_never_shows_a_secret_or_its_digest(form):
    text = form.render(specimens.rich())
    assert WHOLE_SECRET not in text
    assert specimens.SECRET_MARK.digest not in text


def test_formats_that_show_the_secret_finding_show_its_mask():
    shown = {"table", "json", "jsonl", "sarif", "csv", "markdown", "html", "gitlab-secret-detection"}
    assert {name for name in shown if "…WXYZ" not in FORMATS.get(name).render(specimens.rich())} == set()


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(document=documents())
def test_any_foreign_text_can_be_written_as_utf8(form, document):
    text = form.render(document)
    assert text.encode().decode() == text


@pytest.mark.parametrize("name", [name for name in FORMATS.names if name not in {"jsonl", "csv"}])
def test_a_scan_without_verdict_is_never_silent(name):
    scans = (
        factories.failed_scan(scanner="osv-scanner", title="OSV-Scanner", reasons=("THE REASON",)),
        factories.failed_scan(scanner="other"),
    )
    kinds = {"dependency-scanning": "sca", "secret-detection": "secrets", "container-scanning": "container"}
    kind = kinds.get(name.removeprefix("gitlab-"), "dast" if name.endswith("dast") else "sast")
    category = Category(kind)
    coverage = factories.coverage(unit="package", examined=0)
    scans = tuple(replace(scan, category=category, coverage=coverage) for scan in scans)
    text = FORMATS.get(name).render(Document(run=factories.run(scans=scans)))
    assert "THE REASON" in text


@pytest.mark.parametrize("name", ["table", "markdown", "html", "github"])
def test_partial_coverage_is_never_plain_green(name):
    scan = factories.scan(coverage=factories.coverage(examined=17))
    text = FORMATS.get(name).render(Document(run=factories.run(scans=(scan,)), decision=factories.decision()))
    assert "partial coverage" in text.lower()


@pytest.mark.parametrize("name", ["table", "markdown", "html"])
def test_every_severity_is_named_in_words(name):
    findings = tuple(
        factories.finding(rule=severity.value, severity=severity, title="T") for severity in Severity
    )
    text = FORMATS.get(name).render(Document(run=factories.run(findings=findings))).lower()
    assert [severity for severity in Severity if severity.value not in text] == []
