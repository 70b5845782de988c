"""Which of Trivy's scores is taken."""

import json
from typing import Any

import pytest

from holdfast.findings.parsers.trivy import parse as parser
from holdfast.model.finding import Finding

V4 = "CVSS:4.0/AV:N/AC:L/AT:P/PR:N/UI:N/VC:L/VI:L/VA:N/SC:N/SI:N/SA:N"
V3 = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"


def report_of(*rows: dict[str, Any], **document: Any) -> bytes:
    result = {"Target": "package-lock.json", "Class": "lang-pkgs", "Type": "npm", "Vulnerabilities": rows}
    return json.dumps({"SchemaVersion": 2, "Results": [result], **document}).encode()


def row(number: int = 1, **parts: Any) -> dict[str, Any]:
    return {"VulnerabilityID": f"CVE-2024-{number}", "PkgName": "axios", "Severity": "HIGH", **parts}


def only(report: bytes) -> Finding:
    (finding,) = parser.read(report).findings
    return finding


@pytest.mark.parametrize(
    ("scores", "source", "score"),
    [
        ({"nvd": {"V3Score": 9.8}, "ghsa": {"V3Score": 5.3}}, "ghsa", 5.3),
        ({"ghsa": {"V3Score": 7.5, "V40Score": 6.3, "V40Vector": V4}}, "ghsa", 6.3),
        ({"redhat": {"V3Score": 5.3}, "nvd": {"V40Score": 9.1}}, "nvd", 9.1),
        ({"bitnami": {"V3Score": 5.3}}, "bitnami", 5.3),
        ({"nvd": {"V3Score": 0, "V3Vector": V3}}, "nvd", 9.8),
        ({"ghsa": {}, "nvd": {"V2Score": 4.3}}, "nvd", 4.3),
    ],
)
def test_the_score_is_of_the_source_that_rated_it_else_of_a_known_one(scores, source, score):
    finding = only(report_of(row(SeveritySource="ghsa", CVSS=scores)))

    assert finding.cvss is not None
    assert finding.cvss.score == score
    assert f"cvss:{source}" in finding.tags


def test_another_schema_is_stated_and_still_read():
    parsed = parser.read(report_of(row(), SchemaVersion=3))

    assert parsed.is_partial
    assert len(parsed.findings) == 1


def test_a_report_without_results_examined_nothing():
    parsed = parser.read(b'{"SchemaVersion": 2, "ArtifactName": ".", "ArtifactType": "filesystem"}')

    assert parsed.inputs is not None
    assert parsed.inputs.examined == 0


def test_one_bad_row_does_not_cost_the_others():
    parsed = parser.read(report_of(row(1), {"PkgName": 7}, row(2)))

    assert len(parsed.findings) == 2
    assert parsed.problems[0].place == "Results[0].Vulnerabilities[1]"
