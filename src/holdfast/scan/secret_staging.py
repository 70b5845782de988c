"""Secrets that the next commit would add: in the added lines only, read as the whole file reads."""

from collections.abc import Iterable

from holdfast.kit.staging import Staged
from holdfast.kit.text import as_plain, has_binary_head
from holdfast.model.finding import Finding
from holdfast.model.report import Inputs, ParsedReport
from holdfast.scan.secret_search import Passing, Search, finding_of

TOOL = "secrets"


def search_staged(files: Iterable[Staged], passing: Passing) -> ParsedReport:
    """The secrets in what is staged; one that was committed before stays untold."""
    search = Search(passing)
    findings: list[Finding] = []
    examined = 0
    for file in files:
        examined += 1
        if has_binary_head(file.content):
            continue
        findings += (
            finding_of(TOOL, file.path, secret)
            for secret in search.secrets(file.path, as_plain(file.content))
            if file.is_added(secret.hit.line, secret.hit.end_line)
        )
    return ParsedReport(
        parser="holdfast",
        tool=TOOL,
        findings=tuple(findings),
        inputs=Inputs(examined=examined),
        problems=passing.problems if findings else (),
        suppressed=search.suppressed,
    )
