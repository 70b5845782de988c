"""Runs as files: the exact form that Holdfast keeps, and the JSON of ``holdfast scan`` read back.

``scan --format json`` is made for readers: of a secret it holds the mask only, and of the baseline whether
each finding is new. That is enough to decide on, so a scan in one job can be gated in another.
"""

from typing import Any

import msgspec

from holdfast.errors import ReportError
from holdfast.kit.bounded import read_json
from holdfast.model.scan import RUN_SCHEMA_VERSION, Run

_MASK = "…"


def format_run(run: Run) -> bytes:
    """A run as JSON with nothing left out; equal runs give equal bytes."""
    return msgspec.json.encode(run, order="deterministic")


def parse_run(data: bytes, name: str) -> Run:
    """The run in a file that Holdfast keeps, or that ``holdfast scan --format json`` wrote.

    Args:
        data: What the file holds.
        name: What the file is called, for messages.

    Raises:
        ReportError: It is neither.
    """
    try:
        document: dict[str, Any] = read_json(data, dict[str, Any])
    except ReportError as error:
        raise _not_a_run(name, error.why) from None
    version = document.get("schema_version")
    if not isinstance(version, str) or version.split(".")[0] != RUN_SCHEMA_VERSION.split(".")[0]:
        raise ReportError(
            f"{name} is not a run of a version that is known here",
            f"its schema_version is {version!r}, and {RUN_SCHEMA_VERSION} is read",
            "write it with: holdfast scan --format json=FILE",
        )
    try:
        if "summary" in document:
            document = _from_printed(document)
        return msgspec.convert(document, Run)
    except (msgspec.ValidationError, KeyError, TypeError, AttributeError) as error:
        raise _not_a_run(name, str(error)) from None


def _not_a_run(name: str, why: str) -> ReportError:
    return ReportError(f"{name} is not a run", why, "write it with: holdfast scan --format json=FILE")


def _from_printed(document: dict[str, Any]) -> dict[str, Any]:
    """A printed document in the form of a run."""
    findings = document["findings"]
    known = None
    if document["summary"]["known"] is not None:
        known = [finding["fingerprint"] for finding in findings if not finding["is_new"]]
    return document | {"known": known, "findings": [_with_secret(finding) for finding in findings]}


def _with_secret(finding: dict[str, Any]) -> dict[str, Any]:
    secret = finding["secret"]
    if secret is None:
        return finding
    return finding | {"secret": {"digest": "", "hint": secret["mask"].removeprefix(_MASK)}}
