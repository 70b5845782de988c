"""TruffleHog's JSON lines: version 3 (``trufflehog … --json``), and the older version 2. Secrets.

Version 3 tries each secret at its service. One that works is critical; one that was refused may be revoked
and is medium; where the try itself failed nothing is known, and the secret counts as high. Version 2 only
matched patterns and entropy, and gives one finding for each text it found. Of a commit only the hash is
kept: diffs and messages hold the secret.
"""

from collections.abc import Iterator
from typing import Any

import msgspec

from holdfast.findings import credentials
from holdfast.findings.parsing import Report, parser
from holdfast.findings.signatures import JsonLines
from holdfast.model.category import Category
from holdfast.model.finding import Finding, Location
from holdfast.model.severity import Severity

ENTROPY = "High Entropy"
"""The reason of version 2 that is a guess by looks."""


class Metadata(msgspec.Struct, rename="pascal"):
    """Where a secret was found: one object for the kind of source."""

    data: dict[str, dict[str, Any] | None] = {}


class Secret(msgspec.Struct, rename="pascal"):
    """One line of version 3."""

    detector_name: str
    raw: str = ""
    raw_v2: str = msgspec.field(default="", name="RawV2")
    verified: bool = False
    verification_error: str = ""
    source_metadata: Metadata | None = None
    decoder_name: str = ""


class OldSecret(msgspec.Struct):
    """One line of version 2."""

    path: str
    reason: str
    found: list[str] = msgspec.field(name="stringsFound")
    commit: str = msgspec.field(default="", name="commitHash")


@parser(
    "trufflehog",
    title="TruffleHog",
    category=Category.SECRETS,
    homepage="https://trufflesecurity.com/trufflehog",
    signatures=(
        JsonLines(("SourceMetadata", "DetectorName", "Verified")),
        JsonLines(("path", "reason", "stringsFound")),
    ),
    holds_secrets=True,
)
def parse(report: Report) -> Iterator[Finding]:
    """Yield one finding a secret; lines of the program's log between them are passed over."""
    report.made_by("trufflehog")
    for place, raw in report.json_lines(msgspec.Raw):
        line = bytes(raw)
        if b'"stringsFound"' in line:
            for _, old in report.rows([raw], OldSecret, place):
                yield from _from_old(report, old)
        elif not _is_log(line):
            for _, secret in report.rows([raw], Secret, place):
                yield _from_current(report, secret)


def _is_log(line: bytes) -> bool:
    """Whether a line is of the program's own log, which some pipelines mix into the report."""
    return b'"DetectorName"' not in line and b'"level"' in line and b'"msg"' in line


def _from_current(report: Report, secret: Secret) -> Finding:
    data = secret.source_metadata.data if secret.source_metadata else {}
    source = next((found for found in data.values() if found), {})
    severity = Severity.HIGH if secret.verification_error else Severity.MEDIUM
    path, line = source.get("file"), source.get("line")
    commit, image = source.get("commit"), source.get("image")
    return Finding(
        tool="trufflehog",
        rule=secret.detector_name,
        title=f"{secret.detector_name} secret in the code",
        severity=Severity.CRITICAL if secret.verified else severity,
        category=Category.SECRETS,
        location=Location(
            path=path if isinstance(path, str) else None,
            line=line if isinstance(line, int) and not isinstance(line, bool) else None,
            resource=image if isinstance(image, str) else None,
        ),
        cwe=(credentials.HARD_CODED,),
        description=_outcome(secret),
        fix=credentials.REVOKE,
        confidence="high" if secret.verified else "",
        secret=report.secret(secret.raw) if secret.raw else None,
        tags=(f"commit:{commit}",) if isinstance(commit, str) and commit else (),
    )


def _outcome(secret: Secret) -> str:
    if secret.verified:
        return "The service accepted the secret."
    if secret.verification_error:
        return "The secret could not be tried at its service."
    return "The service did not accept the secret: it may be revoked, or need a second part."


def _from_old(report: Report, old: OldSecret) -> Iterator[Finding]:
    for text in dict.fromkeys(old.found):
        yield Finding(
            tool="trufflehog",
            rule=old.reason,
            title=f"{old.reason} in the code",
            severity=Severity.MEDIUM if old.reason == ENTROPY else Severity.HIGH,
            category=Category.SECRETS,
            location=Location(path=old.path),
            cwe=(credentials.HARD_CODED,),
            fix=credentials.REVOKE,
            confidence="low" if old.reason == ENTROPY else "medium",
            secret=report.secret(text),
            tags=(f"commit:{old.commit}",) if old.commit else (),
        )
