"""Any SARIF 2.1.0 log. Tools whose results mean something special have a parser of their own.

Scanners of packages and images write SARIF too, with the package only in words: the ``PACKAGES`` patterns
take it out of the message. The raw log may hold code, and from a scanner of secrets the secret itself.
"""

import re
from collections.abc import Iterator

from msgspec.structs import replace

from holdfast.findings import credentials, sarif
from holdfast.findings.parsing import Report, parser
from holdfast.findings.signatures import JsonObject
from holdfast.kit.packages import package_url
from holdfast.kit.vulnerability_ids import ids_in
from holdfast.model.category import Category
from holdfast.model.finding import Component, Finding
from holdfast.model.severity import Severity

DRIVERS = {
    "gitleaks": Category.SECRETS,
    "trufflehog": Category.SECRETS,
    "detect-secrets": Category.SECRETS,
    "noseyparker": Category.SECRETS,
    "kingfisher": Category.SECRETS,
    "ggshield": Category.SECRETS,
    "secretlint": Category.SECRETS,
    "credscan": Category.SECRETS,
    "trivy": Category.SCA,
    "grype": Category.SCA,
    "osv-scanner": Category.SCA,
    "dependency-check": Category.SCA,
    "snyk-open-source": Category.SCA,
    "snyk-container": Category.CONTAINER,
    "docker-scout": Category.CONTAINER,
    "dockle": Category.CONTAINER,
    "checkov": Category.IAC,
    "tfsec": Category.IAC,
    "kics": Category.IAC,
    "terrascan": Category.IAC,
    "kube-linter": Category.IAC,
    "cfn-lint": Category.IAC,
    "snyk-iac": Category.IAC,
    "actionlint": Category.PIPELINE,
    "poutine": Category.PIPELINE,
    "scorecard": Category.PIPELINE,
    "zap": Category.DAST,
    "nuclei": Category.DAST,
}
"""What kind of scan a driver makes, where it is not code."""

TAGS = {
    "secret": Category.SECRETS,
    "secrets": Category.SECRETS,
    "misconfiguration": Category.IAC,
}
"""What a rule's tag says of one result, over what the driver says: Trivy reports all kinds in one log."""

WITH_PACKAGES = frozenset({Category.SCA, Category.CONTAINER})

PACKAGES = (
    re.compile(
        r"Package: (?P<name>\S+)\nInstalled Version: (?P<version>\S+)\n"
        r"(?:.*\n){0,5}?Fixed Version: (?P<fixed>.*)"
    ),
    re.compile(
        r"vulnerability in (?P<kind>\S+) package: (?P<name>[^\s,]+), version (?P<version>\S+) was found"
    ),
    re.compile(r"Package '(?P<name>@?[^'@]+)@(?P<version>[^']+)' is vulnerable"),
)
"""How Trivy, Grype and OSV-Scanner name a package in a message."""

ECOSYSTEMS = {
    "package-lock.json": "npm",
    "yarn.lock": "npm",
    "pnpm-lock.yaml": "npm",
    "requirements.txt": "pypi",
    "poetry.lock": "pypi",
    "Pipfile.lock": "pypi",
    "uv.lock": "pypi",
    "go.mod": "golang",
    "Cargo.lock": "cargo",
    "Gemfile.lock": "gem",
    "composer.lock": "composer",
    "pom.xml": "maven",
    "gradle.lockfile": "maven",
    "packages.lock.json": "nuget",
}
"""The ecosystem of a lock file's packages, where the message does not name it."""

_ALIASES = re.compile(r"\(also known as ([^)]{1,300})\)")


@parser(
    "sarif",
    title="SARIF 2.1.0",
    category=Category.SAST,
    homepage="https://docs.oasis-open.org/sarif/sarif/v2.1.0/",
    signatures=(JsonObject(("runs", "version")), JsonObject(("runs", "$schema"))),
    holds_secrets=True,
)
def parse(report: Report) -> Iterator[Finding]:
    """Yield one finding a result that is neither passed nor suppressed."""
    for result, finding in sarif.read(report, category_of):
        if finding.category is Category.SECRETS:
            yield _secret(report, result, finding)
        elif finding.category in WITH_PACKAGES and (ids := ids_in(finding.rule)):
            aliases = ids_in(*_ALIASES.findall(finding.description))
            yield replace(finding, ids=(*ids, *aliases), component=_component(finding))
        else:
            yield finding


def _secret(report: Report, result: sarif.Result, finding: Finding) -> Finding:
    """A detected secret: high, unless the tool rates it; its snippet is the secret, if not masked."""
    is_rated = result.level is not None or finding.severity is not Severity.MEDIUM
    return replace(
        finding,
        severity=finding.severity if is_rated else Severity.HIGH,
        cwe=finding.cwe or (credentials.HARD_CODED,),
        secret=None if credentials.is_masked(result.snippet) else report.secret(result.snippet),
    )


def category_of(tool: str, rule: sarif.Rule) -> Category:
    """What the rule's tags say, else what its id shows, else what the tool is known for."""
    tagged = next((TAGS[tag.lower()] for tag in rule.tags if tag.lower() in TAGS), None)
    if tagged:
        return tagged
    known = DRIVERS.get(tool, Category.SAST)
    return Category.SCA if known not in WITH_PACKAGES and ids_in(rule.id) else known


def _component(finding: Finding) -> Component | None:
    """The package that the message names."""
    for pattern in PACKAGES:
        found = pattern.search(finding.description)
        if found:
            parts = found.groupdict(default="")
            lock_file = (finding.location.path or "").rsplit("/", 1)[-1]
            ecosystem = parts.get("kind") or ECOSYSTEMS.get(lock_file, "")
            return Component(
                name=parts["name"],
                version=parts["version"],
                purl=package_url(ecosystem, parts["name"], parts["version"]),
                fixed_in=tuple(filter(None, re.split(r"[,\s]+", parts.get("fixed", "")))),
            )
    return None
