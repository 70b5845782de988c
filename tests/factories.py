"""One factory for each model class: sensible defaults, and any field replaced by name.

Nothing here reads a clock or draws a random number: the same call gives an equal value.
"""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from holdfast.kit.digest import digest
from holdfast.model.category import Category
from holdfast.model.decision import Decision, RuleResult
from holdfast.model.feed import Feed
from holdfast.model.finding import Component, Finding, Location, SecretMark, Source
from holdfast.model.report import Inputs, ParsedReport
from holdfast.model.scan import Coverage, Evidence, Run, Scan, ScanStatus, Target
from holdfast.model.severity import Severity
from holdfast.model.verdict import Verdict
from holdfast.model.waiver import Waiver

TODAY = date(2026, 11, 21)
NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)


def location(**over: Any) -> Location:
    """A line of a file."""
    return Location(**{"path": "src/app.py", "line": 12} | over)


def component(**over: Any) -> Component:
    """A vulnerable npm package with a repaired version."""
    fields = {"name": "axios", "version": "0.21.0", "purl": "pkg:npm/axios@0.21.0", "fixed_in": ("0.21.2",)}
    return Component(**fields | over)


def source(**over: Any) -> Source:
    """Bandit's view of a finding."""
    return Source(**{"tool": "bandit", "rule": "B608", "severity": Severity.MEDIUM} | over)


def secret(**over: Any) -> SecretMark:
    """What is kept of a secret."""
    return SecretMark(**{"digest": "5ec7e7" * 10 + "5ec7", "hint": "WXYZ"} | over)


def finding(**over: Any) -> Finding:
    """A weakness in code; findings that differ in rule, place or package differ in fingerprint too."""
    fields = {
        "tool": "bandit",
        "rule": "B608",
        "title": "SQL built from text",
        "severity": Severity.HIGH,
        "category": Category.SAST,
        "location": location(),
    } | over
    fields.setdefault("fingerprint", _fingerprint(fields))
    return Finding(**fields)


def dependency_finding(**over: Any) -> Finding:
    """A vulnerability of a dependency, with ids and a repaired version."""
    fields = {
        "tool": "osv-scanner",
        "rule": "CVE-2021-3749",
        "title": "axios: regular expression takes exponential time",
        "category": Category.SCA,
        "location": Location(path="package-lock.json"),
        "component": component(),
        "ids": ("CVE-2021-3749", "GHSA-cph5-m8f7-6c5x"),
        "cwe": (1333,),
    }
    return finding(**fields | over)


def _fingerprint(fields: dict[str, Any]) -> str:
    parts = ("rule", "location", "component", "category")
    return digest(str(fields.get(part, "")) for part in parts)


def coverage(**over: Any) -> Coverage:
    """Everything that was selected was read."""
    return Coverage(**{"unit": "file", "selected": 20, "examined": 20} | over)


def evidence(**over: Any) -> Evidence:
    """What a healthy run leaves behind."""
    fields = {
        "tool_version": "1.9.4",
        "command": ("bandit", "-r", ".", "-f", "json"),
        "exit_code": 0,
        "started": NOW,
        "duration_seconds": 2.5,
        "report_sha256": "ab" * 32,
        "report_bytes": 2048,
    }
    return Evidence(**fields | over)


def feed(**over: Any) -> Feed:
    """A fresh database of advisories."""
    fields = {
        "name": "OSV npm",
        "source": "https://advisories.example/npm/all.zip",
        "records": 4_321,
        "fetched": NOW,
        "as_of": NOW - timedelta(hours=30),
        "newest": NOW,
    }
    return Feed(**fields | over)


def scan(**over: Any) -> Scan:
    """A healthy scan that found nothing."""
    fields = {
        "scanner": "bandit",
        "title": "Bandit",
        "category": Category.SAST,
        "status": ScanStatus.CLEAN,
        "coverage": coverage(),
        "evidence": evidence(),
    }
    return Scan(**fields | over)


def failed_scan(**over: Any) -> Scan:
    """A scan that ended without verdict."""
    fields = {
        "status": ScanStatus.FAILED,
        "reasons": ("bandit ended with exit code 2, which its table does not hold",),
        "coverage": coverage(examined=0),
        "evidence": evidence(exit_code=2, report_sha256="", report_bytes=0),
    }
    return scan(**fields | over)


def target(**over: Any) -> Target:
    """A clean git checkout."""
    fields = {
        "path": ".",
        "commit": "0123456789abcdef0123456789abcdef01234567",
        "branch": "main",
        "is_dirty": False,
        "files": 42,
    }
    return Target(**fields | over)


def run(**over: Any) -> Run:
    """One clean scan; with ``findings`` and no ``scans``, the scan reports them."""
    findings = tuple(over.get("findings", ()))
    status = ScanStatus.FINDINGS if findings else ScanStatus.CLEAN
    fields = {
        "service": "chatbot",
        "target": target(),
        "started": NOW,
        "duration_seconds": 4.2,
        "scans": (scan(status=status, finding_count=len(findings)),),
        "findings": findings,
        "holdfast_version": "0.1.0",
    }
    return Run(**fields | over)


def waiver(**over: Any) -> Waiver:
    """An exception that holds for another month."""
    fields = {
        "owner": "ana",
        "reason": "Not reachable: the admin page is off in production",
        "expires": date(2026, 12, 21),
        "rule": "B608",
    }
    return Waiver(**fields | over)


def rule_result(**over: Any) -> RuleResult:
    """A rule that is met."""
    fields = {
        "rule": "gate.default.severity",
        "demand": "no finding of severity high or above",
        "verdict": Verdict.PASS,
        "reason": "0 findings of severity high or above",
    }
    return RuleResult(**fields | over)


def decision(**over: Any) -> Decision:
    """A gate that passes."""
    fields = {
        "verdict": Verdict.PASS,
        "summary": "The gate passes: 1 rule met",
        "rules": (rule_result(),),
        "policy_sha256": "cd" * 32,
        "today": TODAY,
        "id": "dec15101" * 4,
    }
    return Decision(**fields | over)


def parsed_report(**over: Any) -> ParsedReport:
    """What a parser gives for a report of 20 files without finding."""
    fields = {"parser": "bandit", "tool": "bandit", "tool_version": "1.9.4", "inputs": Inputs(examined=20)}
    return ParsedReport(**fields | over)
