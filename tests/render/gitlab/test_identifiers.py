"""By what names GitLab tracks a finding."""

import factories
from holdfast.render.gitlab.identifiers import MAX_IDENTIFIERS, identifiers


def named(finding):
    return [(one["type"], one["value"]) for one in identifiers(finding)]


def test_a_vulnerability_is_tracked_by_its_canonical_id():
    assert named(factories.dependency_finding()) == [
        ("cve", "CVE-2021-3749"),
        ("ghsa", "GHSA-cph5-m8f7-6c5x"),
        ("cwe", "1333"),
    ]


def test_a_finding_of_code_is_tracked_by_the_rule_of_its_first_tool():
    finding = factories.finding(
        cwe=(89,), sources=(factories.source(tool="aaa", rule="A1"), factories.source())
    )
    assert named(finding) == [("bandit_rule", "B608"), ("aaa_rule", "A1"), ("cwe", "89")]


def test_an_id_of_another_database_is_kept_with_its_page():
    osv, other = identifiers(factories.dependency_finding(ids=("PYSEC-2024-1", "SNYK-1"), cwe=()))[:2]
    assert (osv["type"], osv["url"]) == ("osv", "https://osv.dev/vulnerability/PYSEC-2024-1")
    assert (other["type"], "url" in other) == ("advisory", False)


def test_a_hostile_id_gets_no_address():
    assert "url" not in identifiers(factories.finding(ids=("CVE-1/../../x",)))[0]


def test_there_are_never_more_than_gitlab_keeps():
    finding = factories.finding(cwe=tuple(range(1, 60)))
    assert len(identifiers(finding)) == MAX_IDENTIFIERS


def test_a_finding_without_a_name_still_has_one():
    assert named(factories.finding(tool="", rule="")) == [("holdfast_rule", "unnamed")]
