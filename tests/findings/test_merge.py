"""Facts about findings of several scanners that are one."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from factories import component, dependency_finding, finding, location, secret
from holdfast.findings.identifying import identified
from holdfast.findings.merge import merge
from holdfast.model.category import Category
from holdfast.model.finding import Cvss, Epss, Finding
from holdfast.model.severity import Severity

SOURCE = ["a = 1", "eval(a)", "eval(a)", "exec(a)", "eval(a)"]

code_findings = st.builds(
    finding,
    tool=st.sampled_from(["bandit", "ruff", "semgrep"]),
    rule=st.sampled_from(["R1", "R2"]),
    severity=st.sampled_from(Severity),
    cwe=st.sampled_from([(), (95,), (78, 95)]),
    location=st.builds(location, path=st.just("src/app.py"), line=st.integers(1, 5)),
    description=st.sampled_from(["", "text"]),
    fingerprint=st.just(""),
)
package_findings = st.builds(
    dependency_finding,
    tool=st.sampled_from(["trivy", "grype"]),
    ids=st.sampled_from([("CVE-2020-1",), ("GHSA-a",), ("CVE-2020-1", "GHSA-a"), ("GHSA-a", "PYSEC-1")]),
    fingerprint=st.just(""),
)
some_findings = st.lists(st.one_of(code_findings, package_findings), max_size=12)


def merged(findings, source=SOURCE):
    return merge(identified(findings, lambda path: source))


@given(some_findings, st.randoms())
def test_the_order_of_reports_changes_nothing(findings, random):
    shuffled = list(findings)
    random.shuffle(shuffled)
    assert merged(shuffled) == merged(findings)


@given(some_findings)
def test_importing_twice_changes_nothing(findings):
    assert merged(findings + findings) == merged(findings)


@given(some_findings)
def test_merging_what_is_merged_changes_nothing(findings):
    once = merged(findings)
    assert merge(once) == once


@given(some_findings, st.integers(0, 5))
def test_lines_added_above_change_no_fingerprint(findings, added):
    moved = [shifted(f, added) for f in findings]
    before = {f.fingerprint for f in merged(findings)}
    after = {f.fingerprint for f in merged(moved, ["# a comment"] * added + SOURCE)}
    assert before == after


@given(some_findings)
def test_every_source_is_kept(findings):
    kept = {(source.tool, source.rule) for f in merged(findings) for source in f.sources}
    assert kept == {(f.tool, f.rule) for f in findings}


def shifted(given: Finding, lines: int) -> Finding:
    if given.location.line is None or given.category is not Category.SAST:
        return given
    return replace(given, location=replace(given.location, line=given.location.line + lines))


def test_the_worst_severity_wins_and_unknown_does_not_count():
    one = finding(fingerprint="f", severity=Severity.LOW, tool="a")
    two = finding(fingerprint="f", severity=Severity.UNKNOWN, tool="b")
    three = finding(fingerprint="f", severity=Severity.HIGH, tool="c")
    assert merge([one, two])[0].severity is Severity.LOW
    assert merge([two, replace(two, tool="d")])[0].severity is Severity.UNKNOWN
    assert merge([one, two, three])[0].severity is Severity.HIGH


def test_what_one_tool_knows_is_known():
    plain = dependency_finding(
        fingerprint="f", tool="a", component=component(fixed_in=(), purl=""), is_exploited=None
    )
    rich = dependency_finding(
        fingerprint="f",
        tool="b",
        component=component(fixed_in=("2.0",), is_direct=True),
        is_exploited=True,
        epss=Epss(score=0.4),
        cvss=Cvss(score=9.8),
        published=date(2024, 1, 2),
        fix="upgrade",
    )
    (one,) = merge([plain, rich])
    assert one.component is not None
    assert (one.component.fixed_in, one.component.is_direct, one.component.purl) == (
        ("2.0",),
        True,
        rich.component.purl if rich.component else "",
    )
    assert (one.is_exploited, one.epss, one.cvss, one.published) == (
        True,
        rich.epss,
        rich.cvss,
        rich.published,
    )
    assert one.fix == "upgrade"


def test_the_hint_of_a_secret_is_kept():
    blind = finding(category=Category.SECRETS, fingerprint="f", tool="a", secret=secret(hint=""))
    seeing = finding(category=Category.SECRETS, fingerprint="f", tool="b", secret=secret(hint="WXYZ"))
    (one,) = merge([blind, seeing])
    assert one.secret is not None
    assert one.secret.hint == "WXYZ"


def test_findings_come_worst_first():
    low, high = finding(severity=Severity.LOW, rule="a"), finding(severity=Severity.HIGH, rule="b")
    assert [f.severity for f in merge([low, high])] == [Severity.HIGH, Severity.LOW]
