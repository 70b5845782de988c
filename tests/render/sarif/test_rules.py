"""SARIF rules."""

import pytest

import factories
from holdfast.model.finding import Cvss
from holdfast.model.severity import Severity
from holdfast.render.listing import Entry
from holdfast.render.sarif.rules import MAX_TAGS, rule_id, rules_of, security_severity

BANDS = {
    Severity.CRITICAL: (9.0, 10.0),
    Severity.HIGH: (7.0, 8.9),
    Severity.MEDIUM: (4.0, 6.9),
    Severity.LOW: (0.1, 3.9),
}


@pytest.mark.parametrize("severity", list(BANDS))
def test_a_severity_lands_in_its_band_on_github(severity):
    low, high = BANDS[severity]
    assert low <= float(security_severity(factories.finding(severity=severity))) <= high


@pytest.mark.parametrize("severity", [Severity.INFO, Severity.UNKNOWN])
def test_what_has_no_score_gets_none(severity):
    assert security_severity(factories.finding(severity=severity)) is None


def test_a_score_is_used_where_it_says_the_same_as_the_severity():
    agreed = factories.finding(severity=Severity.HIGH, cvss=Cvss(score=7.3))
    lowered = factories.finding(severity=Severity.LOW, cvss=Cvss(score=9.8))
    assert security_severity(agreed) == "7.3"
    assert security_severity(lowered) == "2.0"


def test_a_rule_is_described_by_the_worst_of_its_findings():
    found = [factories.finding(title="mild", severity=Severity.LOW), factories.finding(title="bad")]
    rule = rules_of([Entry(finding=finding) for finding in found], "bandit")["B608"]
    assert rule["shortDescription"]["text"] == "bad"
    assert rule["defaultConfiguration"]["level"] == "error"


def test_rules_are_sorted_by_id_whatever_the_order_of_findings():
    found = [Entry(finding=factories.finding(rule=rule)) for rule in ("B2", "B1")]
    assert list(rules_of(found, "bandit")) == ["B1", "B2"]


def test_weaknesses_are_tagged_as_github_reads_them_and_never_too_many():
    rule = rules_of([Entry(finding=factories.finding(cwe=(79, *range(100, 140))))], "bandit")["B608"]
    assert rule["properties"]["tags"][:2] == ["security", "external/cwe/cwe-079"]
    assert len(rule["properties"]["tags"]) == MAX_TAGS


def test_only_a_page_of_the_web_is_its_help():
    found = factories.finding(references=("javascript:x", "https://docs.example/b608"))
    assert rules_of([Entry(finding=found)], "bandit")["B608"]["helpUri"] == "https://docs.example/b608"


def test_in_the_run_of_another_tool_the_id_names_its_own():
    assert rule_id(factories.finding(), "bandit") == "B608"
    assert rule_id(factories.finding(), "Holdfast") == "bandit/B608"
    assert rule_id(factories.finding(rule=""), "bandit") == "unnamed"
