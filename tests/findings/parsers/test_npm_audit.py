"""npm audit when it could not audit."""

import json

import pytest

from holdfast.errors import ReportError
from holdfast.findings.parsers.npm_audit import parse as parser
from holdfast.findings.parsers.pnpm_audit import parse as pnpm_parser


def test_a_missing_lock_file_is_a_failure_and_nothing_was_examined():
    error = {"code": "ENOLOCK", "summary": "This command requires an existing lockfile.", "detail": "Try …"}
    parsed = parser.read(json.dumps({"error": error}).encode())

    assert parsed.failures == ("ENOLOCK: This command requires an existing lockfile.",)
    assert parsed.inputs is None


@pytest.mark.parametrize("report", [b'{"error": "down"}', b'{"error": {}}', b'{"statusCode": 503}'])
def test_any_error_is_a_failure_that_says_something(report: bytes):
    parsed = parser.read(report)

    assert parsed.failures
    assert all(parsed.failures)


def test_pnpm_s_error_is_a_failure():
    error = {"code": "ERR_PNPM_AUDIT_NO_LOCKFILE", "message": "No pnpm-lock.yaml found"}
    parsed = pnpm_parser.read(json.dumps({"error": error}).encode())

    assert parsed.failures == ("ERR_PNPM_AUDIT_NO_LOCKFILE: No pnpm-lock.yaml found",)


@pytest.mark.parametrize("report", [b"{}", b'{"metadata": {}}'])
def test_what_is_neither_report_nor_error_is_refused(report: bytes):
    with pytest.raises(ReportError):
        parser.read(report)
