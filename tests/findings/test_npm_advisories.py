"""The advisory report of npm 6 and its relatives."""

import pytest

from holdfast.findings.npm_advisories import Advisory, Installed, advisory_findings
from holdfast.findings.parsing import Report


def findings_of(advisory: Advisory):
    return list(advisory_findings(Report(b""), [("here", advisory)], tool="npm-audit", lock_file="l.json"))


def advisory(**parts) -> Advisory:
    return Advisory(**{"id": 1, "module_name": "axios", "severity": "high", **parts})


@pytest.mark.parametrize(
    ("patched", "fixed_in"),
    [
        (">=0.21.2", ("0.21.2",)),
        (">= 3.6.4 < 4.0.0 || >=4.5.7", ("3.6.4", "4.5.7")),
        ("<0.0.0", ()),
        ("", ()),
        (">1.0.0", (">1.0.0",)),
    ],
)
def test_the_lowest_version_of_each_range_repairs_it(patched: str, fixed_in: tuple[str, ...]):
    (finding,) = findings_of(advisory(patched_versions=patched))

    assert finding.component is not None
    assert finding.component.fixed_in == fixed_in
    assert finding.has_fix == bool(fixed_in)


def test_each_installed_version_is_a_finding_and_each_path_is_named_once():
    rows = [
        Installed(version="1", paths=["a>x"]),
        Installed(version="2"),
        Installed(version="1", paths=["x"]),
    ]
    first, second = findings_of(advisory(findings=rows))

    assert (first.component.version, second.component.version) == ("1", "2")
    assert (first.component.is_direct, second.component.is_direct) == (True, None)
    assert "Required by: a>x, x" in first.description


def test_an_advisory_without_versions_still_is_a_finding():
    (finding,) = findings_of(advisory(findings=[]))

    assert finding.component.purl == "pkg:npm/axios"


def test_a_thousand_paths_are_counted_and_not_listed():
    rows = [Installed(version="1", paths=[f"p{n}>axios" for n in range(1000)])]
    (finding,) = findings_of(advisory(findings=rows))

    assert "and 990 more paths" in finding.description
    assert len(finding.description) < 500


def test_an_unknown_severity_is_unknown_and_stated():
    report = Report(b"")
    rows = [("here", advisory(severity="apocalyptic"))]
    (finding,) = advisory_findings(report, rows, tool="npm-audit", lock_file="l.json")

    assert finding.severity == "unknown"
    assert report.problems[0].place == "here"
