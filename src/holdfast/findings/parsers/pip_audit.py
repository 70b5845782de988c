"""pip-audit's JSON report (``pip-audit -f json``).

pip-audit rates nothing: every severity is unknown. It exits with 0 when it skipped every dependency, so the
skipped ones are stated as unread: a report that only skipped has examined nothing.
"""

from collections.abc import Iterator

import msgspec

from holdfast.findings.parsing import Report, parser
from holdfast.findings.signatures import JsonArray, JsonObject
from holdfast.kit.packages import package_url
from holdfast.kit.vulnerability_ids import canonical_order
from holdfast.model.category import Category
from holdfast.model.finding import Component, Finding, Location
from holdfast.model.severity import Severity


class Vulnerability(msgspec.Struct):
    """One item of ``vulns``."""

    id: str
    fix_versions: list[str] = []
    aliases: list[str] = []
    description: str = ""


class Dependency(msgspec.Struct):
    """One item of ``dependencies``; one that was skipped has a reason and no version."""

    name: str
    version: str = ""
    vulns: list[msgspec.Raw] = []
    skip_reason: str | None = None


class Document(msgspec.Struct):
    """The whole report; older versions wrote the bare list."""

    dependencies: list[msgspec.Raw]


@parser(
    "pip-audit",
    title="pip-audit",
    category=Category.SCA,
    homepage="https://github.com/pypa/pip-audit",
    signatures=(
        JsonObject(("dependencies", "fixes")),
        JsonObject(("dependencies",), lacks=("metadata", "packages", "vulnerabilities")),
        JsonArray(("name", "version", "vulns")),
        JsonArray(("name", "skip_reason")),
    ),
)
def parse(report: Report) -> Iterator[Finding]:
    """Yield one finding a dependency and vulnerability."""
    is_list = report.data.lstrip().startswith(b"[")
    rows = report.json(list[msgspec.Raw]) if is_list else report.json(Document).dependencies
    audited, skipped = 0, []
    for place, dependency in report.rows(rows, Dependency, "dependencies"):
        if dependency.skip_reason is not None:
            skipped.append(f"{dependency.name}: {dependency.skip_reason}")
            continue
        audited += 1
        for _, bug in report.rows(dependency.vulns, Vulnerability, f"{place}.vulns"):
            yield _finding(dependency, bug)
    report.examined(audited, "package", unread=skipped)


def _finding(dependency: Dependency, bug: Vulnerability) -> Finding:
    return Finding(
        tool="pip-audit",
        rule=bug.id,
        title=f"{bug.id} in {dependency.name} {dependency.version}",
        severity=Severity.UNKNOWN,
        category=Category.SCA,
        location=Location(),
        component=Component(
            name=dependency.name,
            version=dependency.version,
            purl=package_url("pypi", dependency.name, dependency.version),
            fixed_in=tuple(bug.fix_versions),
        ),
        ids=canonical_order((bug.id, *bug.aliases)),
        description=bug.description,
        tags=("vulnerability",),
    )
