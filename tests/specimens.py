"""Documents that every format must cope with: rich and hostile, clean, empty, large."""

from datetime import date

import factories
from holdfast.model.category import Category
from holdfast.model.decision import Decision, RefusedWaiver, RuleResult, WaivedFinding
from holdfast.model.dependency import Dependency, Scope
from holdfast.model.finding import Component, Cvss, Epss, Finding, Location
from holdfast.model.scan import Run, Scan, ScanStatus
from holdfast.model.severity import Severity
from holdfast.model.verdict import Verdict
from holdfast.render.rendering import Document

HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "=cmd|' /C calc'!A0",
    "::error::owned",
    "first\n::error::second line\r\nthird",
    "](javascript:alert(1)) @everyone #1 | `x`",
    "\x1b[31mred\x1b[0m \u202egnp.exe \udcff",
    "emoji 🔐 and 汉字 ]]> --> %0A",
)
"""Texts that break a careless writer of HTML, CSV, workflow commands, Markdown, terminals or XML."""

SECRET_MARK = factories.secret()


def empty() -> Document:
    """A run in which no scanner ran."""
    return Document(run=factories.run(scans=()))


def clean() -> Document:
    """Two scanners read everything and found nothing; the gate passes."""
    scans = (
        factories.scan(),
        factories.scan(scanner="detect-secrets", title="detect-secrets", category=Category.SECRETS),
    )
    return Document(run=factories.run(scans=scans), decision=factories.decision())


def large(findings: int = 5_000) -> Document:
    """Many different findings, none gated."""
    severities = tuple(Severity)
    made = tuple(
        factories.finding(
            rule=f"R{number % 300}",
            title=f"Weakness {number} of its kind",
            severity=severities[number % len(severities)],
            location=Location(path=f"src/package{number % 97}/module{number % 13}.py", line=number + 1),
            description="It reaches a sink. " * 8,
            fix="Validate the input.",
        )
        for number in range(findings)
    )
    return Document(run=factories.run(findings=made))


def rich() -> Document:
    """All kinds of scans and findings, hostile texts among them, and a gate that fails."""
    return Document(run=_run(), decision=_decision())


def _run() -> Run:
    return factories.run(
        target=factories.target(
            path="examples/chatbot",
            is_dirty=True,
            files=214,
            skipped=(("excluded", 12), ("too large", 1)),
            repository="https://git.example/team/chatbot",
        ),
        duration_seconds=74.6,
        scans=_scans(),
        findings=_findings(),
        dependencies=DEPENDENCIES,
        known=frozenset({SQL.fingerprint, S3.fingerprint}),
    )


def _scans() -> tuple[Scan, ...]:
    return (
        factories.scan(
            scanner="hadolint",
            title="Hadolint",
            category=Category.CONTAINER,
            status=ScanStatus.FINDINGS,
            finding_count=1,
            coverage=factories.coverage(selected=1, examined=1),
            evidence=factories.evidence(
                tool_version="2.15.1", is_cached=True, duration_seconds=0.31, feeds=(factories.feed(),)
            ),
        ),
        factories.failed_scan(
            scanner="zap-baseline",
            title="ZAP baseline",
            category=Category.DAST,
            reasons=(
                "ZAP reached 2 addresses, fewer than the 3 that scan.dast.min_urls asks for",
                "the first response does not hold the expected title",
            ),
            coverage=factories.coverage(unit="url", selected=3, examined=2),
            evidence=factories.evidence(
                tool_version="2.16.0",
                exit_code=2,
                command=("zap-baseline.py", "-t", "http://127.0.0.1:4173", "-J", "REPORT"),
                stderr_tail="Total of 2 URLs\n<b>WARN</b>-NEW: nothing",
            ),
        ),
        factories.scan(
            scanner="checkov",
            title="Checkov",
            category=Category.IAC,
            status=ScanStatus.FINDINGS,
            finding_count=1,
            coverage=factories.coverage(
                selected=20, examined=17, unread=("infra/a.tf", "infra/b.tf", "infra/<c>.tf")
            ),
            evidence=factories.evidence(tool_version="3.3.30", duration_seconds=22.5),
        ),
        factories.scan(
            scanner="zizmor",
            title="zizmor",
            category=Category.PIPELINE,
            status=ScanStatus.NOT_APPLICABLE,
            reasons=("there is no workflow to read",),
            coverage=factories.coverage(selected=0, examined=0),
            evidence=factories.evidence(tool_version="1.32.0", duration_seconds=0.0, exit_code=3),
        ),
        factories.scan(
            status=ScanStatus.FINDINGS,
            finding_count=5,
            coverage=factories.coverage(selected=31, examined=31),
        ),
        factories.scan(
            scanner="ruff",
            title="Ruff security rules",
            coverage=factories.coverage(selected=31, examined=30, unread=("src/broken.py",)),
            evidence=factories.evidence(tool_version="0.17.6", duration_seconds=0.1),
        ),
        factories.scan(
            scanner="osv-scanner",
            title="OSV-Scanner",
            category=Category.SCA,
            status=ScanStatus.FINDINGS,
            finding_count=2,
            coverage=factories.coverage(unit="package", selected=412, examined=412),
            evidence=factories.evidence(tool_version="2.3.0", duration_seconds=3.2),
        ),
        factories.failed_scan(
            scanner="trivy",
            title="Trivy",
            category=Category.SCA,
            status=ScanStatus.MISSING,
            reasons=("trivy is not on PATH",),
            coverage=factories.coverage(selected=0, examined=0),
            evidence=factories.evidence(tool_version="", exit_code=None, duration_seconds=0.0, started=None),
            is_expected=False,
        ),
        factories.scan(
            scanner="detect-secrets",
            title="detect-secrets",
            category=Category.SECRETS,
            status=ScanStatus.FINDINGS,
            finding_count=1,
            coverage=factories.coverage(selected=201, examined=201),
            evidence=factories.evidence(tool_version="1.5.0", duration_seconds=6.4),
        ),
    )


AXIOS = factories.dependency_finding(
    severity=Severity.CRITICAL,
    description="A crafted address makes the expression back-track.\n\nServers that parse input are at risk.",
    references=("https://nvd.example/CVE-2021-3749", "javascript:alert(1)"),
    cvss=Cvss(score=9.1, vector="CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:N", version="3.1"),
    epss=Epss(score=0.742, percentile=0.99, as_of=date(2026, 11, 20), model="v4"),
    is_exploited=True,
    published=date(2021, 8, 31),
)
EXPRESS = factories.dependency_finding(
    rule="GHSA-qw6h-vgh9-j6wx",
    title="express: cross-site scripting in redirects",
    severity=Severity.LOW,
    ids=("CVE-2024-43796", "GHSA-qw6h-vgh9-j6wx"),
    component=Component(name="express", version="4.17.1", purl="pkg:npm/express@4.17.1", is_direct=True),
)
DEPENDENCIES = (
    Dependency(
        name="express",
        version="4.17.1",
        purl="pkg:npm/express@4.17.1",
        manifest="backend/package-lock.json",
        line=210,
        is_direct=True,
        licence="MIT",
        hashes=("sha512:" + "ab" * 64,),
    ),
    Dependency(
        name="qs",
        version="6.7.0",
        purl="pkg:npm/qs@6.7.0",
        manifest="backend/package-lock.json",
        line=300,
        is_direct=False,
        path=("express@4.17.1",),
        licence="BSD",
    ),
    Dependency(
        name="<b>tool</b>",
        version="1 \udcff",
        manifest="frontend/package-lock.json",
        scope=Scope.DEVELOPMENT,
        is_direct=True,
    ),
)
SQL = factories.finding(
    cwe=(89,),
    sources=(
        factories.source(),
        factories.source(tool="ruff", rule="S608", severity=Severity.MEDIUM, line=12),
    ),
    description="A query is built by joining text.",
    fix="Pass the values as parameters.",
    confidence="high",
    references=("https://docs.example/b608",),
)
SQL_AGAIN = factories.finding(
    cwe=(89,),
    location=Location(
        path="src/deeply/nested/folder/with/a/long/name/reports.py", line=240, end_line=244, column=9
    ),
    sources=SQL.sources,
    description=SQL.description,
    fix=SQL.fix,
)
S3 = factories.finding(
    tool="checkov",
    rule="CKV_AWS_20",
    title="S3 bucket is readable by everyone",
    category=Category.IAC,
    severity=Severity.UNKNOWN,
    location=Location(path="infra/main.tf", line=3, end_line=9, resource="aws_s3_bucket.logs"),
)
KEY = factories.finding(
    tool="detect-secrets",
    rule="AWS Access Key",
    title="AWS access key in the source",
    category=Category.SECRETS,
    severity=Severity.CRITICAL,
    cwe=(798,),
    location=Location(path="src/settings.py", line=7, context="KEY = 'AKIA-the-whole-secret-WXYZ'"),
    secret=SECRET_MARK,
    fix="Revoke the key, then remove it.",
)
XSS = factories.finding(
    tool="zap",
    rule="40012",
    title="Reflected cross-site scripting",
    category=Category.DAST,
    location=Location(url="http://127.0.0.1:4173/search?q=%3Cscript%3E", method="GET", parameter="q"),
    cwe=(79,),
)
DOCKER = factories.finding(
    tool="hadolint",
    rule="DL3002",
    title="The last user should not be root",
    category=Category.CONTAINER,
    severity=Severity.INFO,
    location=Location(path="Dockerfile", line=14),
)
NASTY = tuple(
    factories.finding(
        rule=f"N{number}",
        title=text,
        description=text * 2,
        fix=text,
        severity=Severity.MEDIUM,
        location=Location(path=f"src/{text}.py", line=number + 1),
        tags=(text,),
    )
    for number, text in enumerate(HOSTILE)
)
LONG = factories.finding(
    rule="LONG",
    title="A very long title " + "that goes on and on " * 20,
    severity=Severity.LOW,
    description="Long. " * 5_000,
    location=Location(path="src/" + "very/" * 60 + "deep.py", line=1),
)


def _findings() -> tuple[Finding, ...]:
    return (AXIOS, KEY, SQL, SQL_AGAIN, XSS, *NASTY, S3, EXPRESS, LONG, DOCKER)


def _decision() -> Decision:
    waiver = factories.waiver(rule="40012", reason="Only on the <b>staging</b> host", approver="bo")
    return factories.decision(
        verdict=Verdict.FAIL,
        summary="The gate fails: 3 of 17 findings block (2 critical, 1 high); not gated: 2 not new",
        rules=(
            RuleResult(
                rule="gate.categories.sast.severity",
                demand="no new finding of severity high or above",
                verdict=Verdict.FAIL,
                reason="1 new finding of severity high or above: 1 high",
                fingerprints=(SQL_AGAIN.fingerprint,),
            ),
            RuleResult(
                rule="gate.categories.sca.kev",
                demand="no vulnerability that is known to be exploited",
                verdict=Verdict.FAIL,
                reason="1 vulnerability is known to be exploited",
                fingerprints=(AXIOS.fingerprint,),
            ),
            factories.rule_result(rule="gate.categories.container.severity"),
            RuleResult(
                rule="gate.required.zap-baseline",
                demand="an answer that read at least 90% of its inputs",
                verdict=Verdict.NO_VERDICT,
                reason="zap-baseline gave no verdict",
            ),
        ),
        blocking=(AXIOS.fingerprint, KEY.fingerprint, SQL_AGAIN.fingerprint),
        waived=(WaivedFinding(fingerprint=XSS.fingerprint, waiver=waiver),),
        expired_waivers=(
            factories.waiver(
                id="CVE-2021-3749", rule="", expires=date(2026, 10, 1), origin="holdfast.yaml:12"
            ),
        ),
        refused_waivers=(RefusedWaiver(waiver=factories.waiver(path="src/**"), why="nobody approved it"),),
        unused_waivers=(factories.waiver(rule="B101", reason="Asserts are fine in tests"),),
        not_gated=(("not new", 2),),
    )
