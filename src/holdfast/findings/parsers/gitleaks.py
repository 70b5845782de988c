"""Gitleaks' JSON report (``gitleaks detect -f json``): version 8, and the older version 7 shape. Secrets.

Gitleaks gives no severity: a secret in the code is high until someone shows that it opens nothing. A
redacted report (``--redact``) leaves nothing to recognise the secret by, so the finding has no mark. Of
the commit only its hash is kept: messages and lines may repeat the secret, authors are nobody's business
here. Gitleaks' own fingerprint holds the line number and is no identity. No secrets give ``[]``, which
says nothing of the tool.
"""

from collections.abc import Iterator

import msgspec

from holdfast.findings import credentials
from holdfast.findings.parsing import Report, parser
from holdfast.findings.signatures import JsonArray
from holdfast.model.category import Category
from holdfast.model.finding import Finding, Location, SecretMark
from holdfast.model.severity import Severity


class Leak(msgspec.Struct, rename="pascal"):
    """One item since version 8."""

    rule_id: str = msgspec.field(name="RuleID")
    file: str
    description: str = ""
    secret: str = ""
    start_line: int | None = None
    end_line: int | None = None
    start_column: int | None = None
    end_column: int | None = None
    commit: str = ""
    link: str = ""
    tags: list[str] | None = None


class OldLeak(msgspec.Struct):
    """One item up to version 7."""

    rule: str
    file: str
    offender: str = ""
    line_number: int | None = msgspec.field(default=None, name="lineNumber")
    commit: str = ""
    leak_url: str = msgspec.field(default="", name="leakURL")
    tags: str = ""


@parser(
    "gitleaks",
    title="Gitleaks",
    category=Category.SECRETS,
    homepage="https://gitleaks.io",
    signatures=(
        JsonArray(("RuleID", "Secret", "Match", "File")),
        JsonArray(("rule", "offender", "file", "lineNumber")),
    ),
    holds_secrets=True,
)
def parse(report: Report) -> Iterator[Finding]:
    """Yield one finding a leak."""
    rows = report.json(list[msgspec.Raw])
    report.made_by("gitleaks")
    if rows and b'"offender"' in bytes(rows[0]):
        for _, old in report.rows(rows, OldLeak, "report"):
            yield _from_old(report, old)
    else:
        for _, leak in report.rows(rows, Leak, "report"):
            yield _from_current(report, leak)


def _from_current(report: Report, leak: Leak) -> Finding:
    return Finding(
        tool="gitleaks",
        rule=leak.rule_id,
        title=_without(leak.description or leak.rule_id, leak.secret),
        severity=Severity.HIGH,
        category=Category.SECRETS,
        location=Location(
            path=leak.file,
            line=leak.start_line,
            end_line=leak.end_line,
            column=leak.start_column,
            end_column=leak.end_column,
        ),
        cwe=(credentials.HARD_CODED,),
        description=_without(leak.description, leak.secret),
        fix=credentials.REVOKE,
        references=(_without(leak.link, leak.secret),) if leak.link else (),
        secret=_mark(report, leak.secret),
        tags=(*(leak.tags or ()), *((f"commit:{leak.commit}",) if leak.commit else ())),
    )


def _from_old(report: Report, leak: OldLeak) -> Finding:
    tags = (tag.strip() for tag in leak.tags.split(","))
    return Finding(
        tool="gitleaks",
        rule=leak.rule,
        title=f"{leak.rule} in the code",
        severity=Severity.HIGH,
        category=Category.SECRETS,
        location=Location(path=leak.file, line=leak.line_number),
        cwe=(credentials.HARD_CODED,),
        fix=credentials.REVOKE,
        references=(_without(leak.leak_url, leak.offender),) if leak.leak_url else (),
        secret=_mark(report, leak.offender),
        tags=(*filter(None, tags), *((f"commit:{leak.commit}",) if leak.commit else ())),
    )


def _mark(report: Report, secret: str) -> SecretMark | None:
    return None if credentials.is_masked(secret) else report.secret(secret)


def _without(text: str, secret: str) -> str:
    return text.replace(secret, "***") if secret else text
