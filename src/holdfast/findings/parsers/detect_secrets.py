"""Detect-secrets' baseline (``detect-secrets scan``). Secrets, by their SHA-1.

Severity is ours. A secret that was tried and works is critical. A key of a known service or a private key
is high. What only looks like a secret, by a nearby word or by entropy, is medium. What people marked as no
secret in ``detect-secrets audit`` is counted as suppressed. The report does not name files without
secrets.
"""

from collections.abc import Iterator

import msgspec

from holdfast.findings import credentials
from holdfast.findings.parsing import Report, parser
from holdfast.findings.signatures import JsonObject
from holdfast.model.category import Category
from holdfast.model.finding import Finding, Location
from holdfast.model.severity import Severity

GUESSES = frozenset(
    {
        "Base64 High Entropy String",
        "Hex High Entropy String",
        "Secret Keyword",
        "Public IP (ipv4)",
    }
)
"""Detectors that judge by looks; the others know the format of one service's keys."""


class Row(msgspec.Struct):
    """One secret in a file."""

    type: str
    hashed_secret: str
    line_number: int | None = None
    is_verified: bool = False
    is_secret: bool | None = None


class Document(msgspec.Struct):
    """The whole baseline."""

    results: dict[str, list[msgspec.Raw]]
    version: str | None = None


@parser(
    "detect-secrets",
    title="detect-secrets",
    category=Category.SECRETS,
    homepage="https://github.com/Yelp/detect-secrets",
    signatures=(
        JsonObject(("results", "plugins_used")),
        JsonObject(("results", "plugins_used", "filters_used", "generated_at")),
    ),
)
def parse(report: Report) -> Iterator[Finding]:
    """Yield one finding a secret and detector."""
    document = report.json(Document)
    report.made_by("detect-secrets", document.version)
    for path, rows in document.results.items():
        for place, row in report.rows(rows, Row, f"results[{path!r}]"):
            if row.is_secret is False:
                report.suppressed += 1
            else:
                yield _finding(report, path, row, place)


def _finding(report: Report, path: str, row: Row, place: str) -> Finding:
    is_guess = row.type in GUESSES
    if not row.hashed_secret:
        report.problem(place, "it has no hash of the secret")
    severity = Severity.MEDIUM if is_guess else Severity.HIGH
    return Finding(
        tool="detect-secrets",
        rule=row.type,
        title=f"{row.type} in the code",
        severity=Severity.CRITICAL if row.is_verified else severity,
        category=Category.SECRETS,
        location=Location(path=path, line=row.line_number),
        cwe=(credentials.HARD_CODED,),
        fix=credentials.REVOKE,
        confidence="high" if row.is_verified or row.is_secret else "low" if is_guess else "medium",
        secret=report.hashed_secret(row.hashed_secret) if row.hashed_secret else None,
        tags=("verified",) if row.is_verified else (),
    )
