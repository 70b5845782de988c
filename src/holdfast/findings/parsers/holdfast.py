"""Reports of the scanners of ours: a ``ParsedReport`` as JSON, written by ``scan/engine.py``.

A secret's digest in it is the SHA-1 of the secret, as detect-secrets writes it; what leaves here is keyed.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from holdfast.findings.parsing import Report, parser
from holdfast.findings.signatures import JsonObject
from holdfast.model.category import Category
from holdfast.model.finding import Finding
from holdfast.model.report import ParsedReport


@parser(
    "holdfast",
    title="Holdfast's own scanners",
    category=Category.SCA,
    signatures=(
        JsonObject(("parser", "tool", "findings", "dependencies", "feeds"), equal={"parser": "holdfast"}),
    ),
    holds_secrets=True,
)
def parse(report: Report) -> Iterator[Finding]:
    """Yield the findings as they were written, their secrets keyed."""
    said = report.json(ParsedReport)
    report.made_by(said.tool, said.tool_version)
    report.inputs = said.inputs
    report.suppressed = said.suppressed
    report.remarks = tuple(said.remarks)
    report.dependencies, report.feeds = said.dependencies, said.feeds
    for failure in said.failures:
        report.failed(failure)
    for problem in said.problems:
        report.problem(problem.place, problem.why)
    for finding in said.findings:
        if finding.secret is None:
            yield finding
        else:
            yield replace(finding, secret=report.hashed_secret(finding.secret.digest, finding.secret.hint))
