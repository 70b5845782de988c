"""Facts about identity."""

import pytest

from factories import component, dependency_finding, finding, location, secret
from holdfast.findings.fingerprint import (
    first_id,
    purl_without_version,
    rule_class,
    url_template,
    with_fingerprint,
)
from holdfast.model.category import Category


def fingerprint(given):
    return with_fingerprint(given).fingerprint


def test_two_tools_with_the_same_cwe_on_the_same_line_agree():
    here = location(context="abc", occurrence=0)
    one = finding(tool="bandit", rule="B602", cwe=(78,), location=here)
    two = finding(tool="ruff", rule="S602", cwe=(78,), location=here, title="other words")
    assert fingerprint(one) == fingerprint(two)


def test_without_cwe_each_tool_speaks_for_itself():
    one, two = finding(tool="a", rule="X"), finding(tool="b", rule="X")
    assert fingerprint(one) != fingerprint(two)


@pytest.mark.parametrize("change", [{"line": 99}, {"column": 5}, {"end_line": 100}])
def test_a_shifted_line_changes_nothing(change):
    before = finding(location=location(context="abc"))
    after = finding(location=location(**{"context": "abc"} | change))
    assert fingerprint(before) == fingerprint(after)


@pytest.mark.parametrize(
    "change", [{"path": "b.py"}, {"context": "other"}, {"occurrence": 1}, {"resource": "r"}]
)
def test_another_place_is_another_finding(change):
    here = {"path": "a.py", "context": "abc"}
    assert fingerprint(finding(location=location(**here))) != fingerprint(
        finding(location=location(**here | change))
    )


def test_a_new_version_of_a_package_is_the_same_finding():
    old = dependency_finding(component=component(version="1.0", purl="pkg:npm/axios@1.0"))
    new = dependency_finding(component=component(version="1.1", purl="pkg:npm/axios@1.1"))
    assert fingerprint(old) == fingerprint(new)


def test_a_vulnerability_is_also_known_by_its_other_ids():
    both = with_fingerprint(dependency_finding(ids=("CVE-2020-1", "GHSA-1")))
    alone = with_fingerprint(dependency_finding(ids=("GHSA-1",)))
    assert alone.fingerprint in both.also_known_as


def test_another_lock_file_is_another_finding():
    one = dependency_finding(location=location(path="a/package-lock.json"))
    two = dependency_finding(location=location(path="b/package-lock.json"))
    assert fingerprint(one) != fingerprint(two)


def test_the_target_of_an_operating_system_package_does_not_matter():
    package = component(name="zlib", purl="pkg:deb/debian/zlib@1.2?arch=amd64")
    one = dependency_finding(component=package, location=location(path="shop:1.0 (debian 12)"))
    two = dependency_finding(component=package, location=location(path="shop:1.1 (debian 12)"))
    assert fingerprint(one) == fingerprint(two)


def test_a_secret_is_known_by_its_hash_and_path():
    one = finding(category=Category.SECRETS, secret=secret(), rule="a", tool="a", location=location(line=1))
    two = finding(category=Category.SECRETS, secret=secret(), rule="b", tool="b", location=location(line=2))
    other = finding(category=Category.SECRETS, secret=secret(digest="00"), rule="a", tool="a")
    assert fingerprint(one) == fingerprint(two) != fingerprint(other)


def test_hosts_and_ids_in_urls_do_not_matter():
    def at(url, **over):
        return fingerprint(finding(category=Category.DAST, location=location(path=None, url=url, **over)))

    assert at("http://127.0.0.1:8080/u/17?x=1") == at("https://qa.example/u/4711?x=2")
    assert at("http://h/u/17", parameter="a") != at("http://h/u/17", parameter="b")
    assert at("http://h/u/17", method="GET") != at("http://h/u/17", method="POST")


@pytest.mark.parametrize(
    ("url", "template"),
    [
        ("http://h", "/"),
        ("http://h/a/7/b", "/a/{id}/b"),
        ("http://h/o/123e4567-e89b-12d3-a456-426614174000", "/o/{id}"),
        ("http://h/c/deadbeefdeadbeef00", "/c/{id}"),
        ("http://h/v2/x", "/v2/x"),
        ("http://[x/7", "http://[x/{id}"),
    ],
)
def test_ids_in_paths_become_placeholders(url, template):
    assert url_template(url) == template


def test_a_promised_fingerprint_of_the_tool_is_used():
    one = finding(stable_id="42", location=location(path="a.py"))
    moved = finding(stable_id="42", location=location(path="b.py"))
    assert fingerprint(one) == fingerprint(moved)


@pytest.mark.parametrize(
    ("purl", "expected"),
    [
        ("pkg:npm/%40babel/traverse@7.1", "pkg:npm/%40babel/traverse"),
        ("pkg:npm/axios@1?x=1#sub", "pkg:npm/axios"),
        ("pkg:npm/axios", "pkg:npm/axios"),
        ("", "axios"),
    ],
)
def test_the_version_leaves_a_purl(purl, expected):
    assert purl_without_version(component(purl=purl)) == expected


def test_the_class_of_a_rule_is_its_cwe_only_for_code_and_running_applications():
    assert rule_class(finding(cwe=(79, 80))) == "CWE-79"
    assert (
        rule_class(finding(cwe=(79,), category=Category.IAC, tool="checkov", rule="CKV_1")) == "checkov:CKV_1"
    )


def test_a_vulnerability_without_ids_goes_by_its_rule():
    assert first_id(dependency_finding(ids=(), rule="SNYK-1")) == "SNYK-1"
