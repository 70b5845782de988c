"""Checkov's JSON report (``checkov -o json``). Infrastructure as code, Dockerfiles, pipelines.

The report is one object for one framework, a list of them for several, and the summary alone when nothing was
found to check. Checkov gives no severity without a Prisma key. Then ours is used: by check where one stands
out, else by what the check's name says it is about. High opens something to everyone or gives full power;
medium is a missing protection; low is what helps after an attack, or only with a second fault.

What was examined is the number of resources that checks passed or failed on. ``--quiet`` drops the names of
files that could not be parsed and keeps their number. Checks skipped by a comment are counted as suppressed.
"""

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from holdfast.findings.parsing import Report, parser, refuse
from holdfast.findings.signatures import JsonArray, JsonObject
from holdfast.kit.dates import day
from holdfast.kit.vulnerability_ids import canonical_order
from holdfast.model.category import Category
from holdfast.model.finding import Component, Finding, Location
from holdfast.model.scores import cvss
from holdfast.model.severity import Severity

SEVERITIES = {
    "CRITICAL": Severity.CRITICAL,
    "HIGH": Severity.HIGH,
    "MODERATE": Severity.MEDIUM,
    "MEDIUM": Severity.MEDIUM,
    "IMPORTANT": Severity.HIGH,
    "LOW": Severity.LOW,
    "INFO": Severity.INFO,
    "NONE": Severity.INFO,
}
"""With a Prisma key, and for packages."""

CHECKS: dict[str, tuple[Severity, int]] = {
    **dict.fromkeys(("CKV_AWS_41", "CKV_AWS_45", "CKV_AWS_46"), (Severity.CRITICAL, 798)),
    "CKV_AWS_57": (Severity.CRITICAL, 732),  # An S3 bucket that everyone may write to.
    **dict.fromkeys(("CKV_AWS_1", "CKV_AWS_62", "CKV_AWS_63"), (Severity.HIGH, 250)),
    **dict.fromkeys(
        ("CKV_K8S_16", "CKV_K8S_17", "CKV_K8S_18", "CKV_K8S_19", "CKV_K8S_27"), (Severity.HIGH, 250)
    ),
    **dict.fromkeys(("CKV_DOCKER_3", "CKV_DOCKER_8"), (Severity.MEDIUM, 250)),
    **dict.fromkeys(("CKV_DOCKER_2", "CKV_DOCKER_5", "CKV_DOCKER_6"), (Severity.INFO, 0)),
    **dict.fromkeys(("CKV_DOCKER_4", "CKV_DOCKER_7"), (Severity.LOW, 829)),
    **dict.fromkeys(("CKV_GHA_1", "CKV_GHA_2"), (Severity.HIGH, 94)),
    "CKV_GHA_3": (Severity.HIGH, 532),
    "CKV_GHA_7": (Severity.LOW, 94),
    "CKV2_GHA_1": (Severity.MEDIUM, 250),
}
"""Checks that stand out of their family: severity and CWE, 0 for none."""

FAMILIES: tuple[tuple[re.Pattern[str], Severity, int], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), severity, cwe)
    for pattern, severity, cwe in (
        (r"hard.?coded|secrets? (?:are|is|exist)|no .*credentials", Severity.HIGH, 798),
        (r"customer.managed|\bCMK\b|KMS by default", Severity.LOW, 311),
        (r"0\.0\.0\.0|::/0|public|anonymous|unrestricted|from any|all (?:ips|networks)", Severity.HIGH, 284),
        (
            r"privilege|docker.?sock|host (?:pid|ipc|network|path)|wildcard|\"\*\"|full access",
            Severity.HIGH,
            250,
        ),
        (r"\bMFA\b|authenti|authori[sz]|\bRBAC\b|password|\bIAM\b", Severity.MEDIUM, 287),
        (r"\bTLS\b|\bSSL\b|https|in.transit", Severity.MEDIUM, 319),
        (r"encrypt|\bKMS\b", Severity.MEDIUM, 311),
        (
            r"\blog(?:s|ging|ged)?\b|audit|monitor|trail|tracing|x-ray|notification|insights",
            Severity.LOW,
            778,
        ),
        (r"backup|replicat|version|multi.az|lifecycle|retention|deletion protection|health", Severity.LOW, 0),
        (r"description|\btags?\b|label|attached", Severity.INFO, 0),
    )
)
"""What a check is about, by its name; the first that fits."""

UNRATED = (Severity.MEDIUM, 0)
"""A check of no family: a protection is missing, and nobody has said how much that matters."""

CATEGORIES = {
    "dockerfile": Category.CONTAINER,
    "secrets": Category.SECRETS,
    "sca_package": Category.SCA,
    "sca_image": Category.CONTAINER,
    "sast": Category.SAST,
    **dict.fromkeys(
        (
            *("github_actions", "gitlab_ci", "circleci_pipelines", "azure_pipelines"),
            *("bitbucket_pipelines", "argo_workflows", "github_configuration", "gitlab_configuration"),
        ),
        Category.PIPELINE,
    ),
}
"""Kind of scan of each framework that is not infrastructure as code."""


MAX_NAMELESS = 10_000
"""Files without a name that are counted as unread; a summary may claim any number."""


class Vulnerability(msgspec.Struct):
    """``vulnerability_details`` of a package."""

    id: str
    package_name: str
    package_version: str = ""
    severity: str | None = None
    cvss: float | None = None
    vector: str | None = None
    description: str | None = None
    link: str | None = None
    published_date: str | None = None
    lowest_fixed_version: str | None = None


class Check(msgspec.Struct):
    """One failed check."""

    check_id: str
    check_name: str
    file_path: str | None = None
    file_line_range: list[int] | None = None
    resource: str | None = None
    severity: str | None = None
    guideline: str | None = None
    description: str | None = None
    vulnerability_details: Vulnerability | None = None


class Results(msgspec.Struct):
    """The lists; ``--quiet`` keeps the failed ones only."""

    failed_checks: list[msgspec.Raw] = []
    skipped_checks: list[msgspec.Raw] = []
    parsing_errors: list[str] = []


class Summary(msgspec.Struct, frozen=True):
    """The numbers."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0
    parsing_errors: int = 0
    resource_count: int | None = None
    checkov_version: str = ""


class Framework(msgspec.Struct):
    """One framework's report."""

    check_type: str
    results: Results
    summary: Summary = Summary()


class Counts:
    """What all frameworks of a report say they looked at."""

    def __init__(self) -> None:
        self.examined = 0
        self.unread: list[str] = []

    def add(self, results: Results, summary: Summary) -> None:
        """Add one framework; files without a name count as ""."""
        resources = summary.resource_count
        self.examined += summary.passed + summary.failed if resources is None else resources
        nameless = min(max(0, summary.parsing_errors - len(results.parsing_errors)), MAX_NAMELESS)
        self.unread += [path.lstrip("/") for path in results.parsing_errors] + [""] * nameless


@parser(
    "checkov",
    title="Checkov",
    category=Category.IAC,
    homepage="https://www.checkov.io",
    signatures=(
        JsonObject(("check_type", "results", "summary")),
        JsonArray(("check_type", "results", "summary")),
        JsonObject(("passed", "failed", "skipped", "parsing_errors", "checkov_version")),
    ),
)
def parse(report: Report) -> Iterator[Finding]:
    """Yield one finding a failed check."""
    counts = Counts()
    for place, framework in _frameworks(report, counts):
        counts.add(framework.results, framework.summary)
        report.made_by("checkov", framework.summary.checkov_version)
        report.suppressed += max(len(framework.results.skipped_checks), framework.summary.skipped)
        checks = report.rows(framework.results.failed_checks, Check, f"{place}.failed_checks")
        for where, check in checks:
            yield _finding(report, check, framework.check_type, where)
    report.examined(counts.examined, "resource", counts.unread)


def _frameworks(report: Report, counts: Counts) -> Iterator[tuple[str, Framework]]:
    document: Any = report.json(msgspec.Raw)
    rows = report.json(list[msgspec.Raw]) if report.data.lstrip().startswith(b"[") else [document]
    if len(rows) == 1 and b'"check_type"' not in bytes(rows[0]):
        empty = report.json(Summary)
        if not empty.checkov_version:
            raise refuse("This is not a report of Checkov", "it has neither a framework nor a version")
        report.made_by("checkov", empty.checkov_version)
        counts.add(Results(), empty)
        return
    yield from report.rows(rows, Framework, "report")


def _finding(report: Report, check: Check, framework: str, place: str) -> Finding:
    category = CATEGORIES.get("sast" if framework.startswith("sast") else framework, Category.IAC)
    if check.vulnerability_details:
        return _vulnerability(report, check, check.vulnerability_details, category, place)
    severity, cwe = rating(check.check_id, check.check_name)
    if check.severity:
        severity = report.severity(SEVERITIES, check.severity, place)
    if category is Category.SECRETS:
        severity, cwe = Severity.HIGH, 798
    return Finding(
        tool="checkov",
        rule=check.check_id,
        title=check.check_name,
        severity=severity,
        category=category,
        location=_location(check, is_secret=category is Category.SECRETS),
        cwe=(cwe,) if cwe else (),
        description=check.description or check.check_name,
        references=(check.guideline,) if check.guideline else (),
        # The resource of a secret is its SHA-1.
        secret=report.hashed_secret(check.resource)
        if category is Category.SECRETS and check.resource
        else None,
    )


def rating(check_id: str, check_name: str) -> tuple[Severity, int]:
    """Our severity and CWE of a check; 0 for no CWE."""
    if check_id in CHECKS:
        return CHECKS[check_id]
    return next(
        ((severity, cwe) for pattern, severity, cwe in FAMILIES if pattern.search(check_name)), UNRATED
    )


def _location(check: Check, *, is_secret: bool = False) -> Location:
    lines = [line for line in check.file_line_range or () if line > 0]
    return Location(
        path=(check.file_path or "").lstrip("/"),
        line=lines[0] if lines else None,
        end_line=lines[-1] if lines else None,
        resource=None if is_secret else check.resource,
    )


def _vulnerability(
    report: Report, check: Check, found: Vulnerability, category: Category, place: str
) -> Finding:
    return Finding(
        tool="checkov",
        rule=found.id,
        title=f"{found.id} in {found.package_name}",
        severity=report.severity(SEVERITIES, (found.severity or check.severity or "").upper(), place),
        category=category,
        location=Location(path=(check.file_path or "").lstrip("/")),
        component=Component(
            name=found.package_name,
            version=found.package_version,
            fixed_in=(found.lowest_fixed_version,) if found.lowest_fixed_version else (),
        ),
        ids=canonical_order((found.id,)),
        description=found.description or "",
        references=(found.link,) if found.link else (),
        cvss=cvss(found.cvss, found.vector),
        published=day(found.published_date),
    )
