"""pnpm's audit report (``pnpm audit --json``): the advisories of npm 6, its paths start at a project."""

from collections.abc import Iterator

import msgspec

from holdfast.findings.npm_advisories import Advisory, Error, advisory_findings
from holdfast.findings.parsing import Report, parser, refuse
from holdfast.findings.signatures import JsonObject
from holdfast.model.category import Category
from holdfast.model.finding import Finding


class Metadata(msgspec.Struct):
    """What pnpm looked at."""

    total: int | None = msgspec.field(default=None, name="totalDependencies")


class Document(msgspec.Struct):
    """The whole report."""

    advisories: dict[str, msgspec.Raw] | None = None
    metadata: Metadata = msgspec.field(default_factory=Metadata)
    error: Error | None = None


@parser(
    "pnpm-audit",
    title="pnpm audit",
    category=Category.SCA,
    homepage="https://pnpm.io/cli/audit",
    signatures=(JsonObject(("advisories", "metadata")),),
)
def parse(report: Report) -> Iterator[Finding]:
    """Yield one finding an advisory and installed version."""
    document = report.json(Document)
    if document.error is not None:
        report.failed(str(document.error) or "the audit failed and gave no reason")
    elif document.advisories is None:
        raise refuse("The JSON is no pnpm audit report", "it holds neither advisories nor an error")
    if document.metadata.total is not None:
        report.examined(document.metadata.total, "package")
    advisories = report.rows((document.advisories or {}).values(), Advisory, "advisories")
    yield from advisory_findings(report, advisories, tool="pnpm-audit", lock_file="pnpm-lock.yaml")
