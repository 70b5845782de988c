"""What OSV-Scanner's groups come to when their records are missing or withdrawn."""

import json

from holdfast.findings.parsers.osv_scanner import parse
from holdfast.model.report import ParsedReport


def read(*records: dict[str, object]) -> ParsedReport:
    package = {
        "package": {"name": "axios", "version": "0.21.0", "ecosystem": "npm"},
        "vulnerabilities": list(records),
        "groups": [{"ids": ["GHSA-cph5-m8f7-6c5x"]}],
    }
    report = {"results": [{"source": {"path": "package-lock.json"}, "packages": [package]}]}
    return parse.read(json.dumps(report).encode())


def test_a_group_without_a_record_is_a_problem_and_not_silence():
    parsed = read()

    assert parsed.findings == ()
    assert parsed.problems[0].why == "names GHSA-cph5-m8f7-6c5x, which it does not describe"


def test_a_withdrawn_vulnerability_is_none():
    parsed = read({"id": "GHSA-cph5-m8f7-6c5x", "withdrawn": "2024-01-01T00:00:00Z"})

    assert (parsed.findings, parsed.problems) == ((), ())
