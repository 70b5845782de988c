"""yarn's audit reports: one JSON value a line.

* yarn 1 (``yarn audit --json``): ``auditAdvisory`` once for each path to a package, then ``auditSummary``.
* yarn 4 (``yarn npm audit --json``): one package and advisory a line; it does not say what it looked at.
"""

from collections.abc import Iterator

import msgspec

from holdfast.findings.npm_advisories import SEVERITIES, Advisory, advisory_findings
from holdfast.findings.parsing import Report, parser
from holdfast.findings.signatures import JsonLines
from holdfast.kit.packages import package_url
from holdfast.kit.vulnerability_ids import ids_in
from holdfast.model.category import Category
from holdfast.model.finding import Component, Finding, Location

LOCK_FILE = "yarn.lock"


class Detail(msgspec.Struct):
    """The ``children`` of a line of yarn 4."""

    severity: str = msgspec.field(name="Severity")
    id: int | str = msgspec.field(default="", name="ID")
    title: str = msgspec.field(default="", name="Issue")
    url: str = msgspec.field(default="", name="URL")
    range: str = msgspec.field(default="", name="Vulnerable Versions")
    versions: list[str] = msgspec.field(default_factory=list, name="Tree Versions")
    dependents: list[str] = msgspec.field(default_factory=list, name="Dependents")


class Resolved(msgspec.Struct):
    """The ``data`` of an ``auditAdvisory`` line."""

    advisory: Advisory


class Summary(msgspec.Struct):
    """The ``data`` of an ``auditSummary`` line."""

    total: int | None = msgspec.field(default=None, name="totalDependencies")


class Line(msgspec.Struct):
    """One line, of yarn 1 (``type``) or yarn 4 (``value``)."""

    type: str = ""
    data: msgspec.Raw = msgspec.Raw(b"null")
    value: str = ""
    children: Detail | None = None


@parser(
    "yarn-audit",
    title="yarn audit",
    category=Category.SCA,
    homepage="https://github.com/yarnpkg/berry",
    signatures=(
        JsonLines(("type", "data"), {"type": "auditAdvisory"}),
        JsonLines(("type", "data"), {"type": "auditSummary"}),
        JsonLines(("value", "children")),
    ),
)
def parse(report: Report) -> Iterator[Finding]:
    """Yield one finding an advisory and installed version."""
    advisories: dict[tuple[str, str], tuple[str, Advisory]] = {}
    for place, line in report.json_lines(Line):
        if line.children is not None:
            yield from _of_yarn_4(report, place, line.value, line.children)
        elif line.type == "auditAdvisory":
            for _, row in report.rows([line.data], Resolved, place):
                _collect(advisories, place, row.advisory)
        elif line.type == "auditSummary":
            for _, summary in report.rows([line.data], Summary, place):
                if summary.total is not None:
                    report.examined(summary.total, "package")
        elif line.type == "error":
            words = [str(told) for _, told in report.rows([line.data], object, place) if told]
            report.failed("".join(words) or "the audit failed and gave no reason")
    yield from advisory_findings(report, advisories.values(), tool="yarn-audit", lock_file=LOCK_FILE)


def _collect(advisories: dict[tuple[str, str], tuple[str, Advisory]], place: str, advisory: Advisory) -> None:
    """Keep an advisory once: yarn repeats it for each path, with all its paths each time."""
    versions = " ".join(sorted(installed.version for installed in advisory.findings))
    advisories.setdefault((str(advisory.id), versions), (place, advisory))


def _of_yarn_4(report: Report, place: str, name: str, detail: Detail) -> Iterator[Finding]:
    ids = ids_in(detail.url)
    severity = report.severity(SEVERITIES, detail.severity.lower(), place)
    for version in detail.versions or [""]:
        yield Finding(
            tool="yarn-audit",
            rule=ids[0] if ids else str(detail.id),
            title=f"{name}: {detail.title}",
            severity=severity,
            category=Category.SCA,
            location=Location(path=LOCK_FILE),
            component=Component(
                name=name,
                version=version,
                purl=package_url("npm", name, version),
                is_direct=any("@workspace:" in dependent for dependent in detail.dependents),
            ),
            ids=ids,
            description=f"Vulnerable versions: {detail.range}",
            references=tuple(filter(None, (detail.url,))),
            tags=("deprecation" if str(detail.id).endswith("(deprecation)") else "vulnerability",),
        )
