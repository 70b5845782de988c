"""Runs, decisions and findings as plain data: what JSON and JSON lines carry.

The shape is public: ``docs/reference/json.md`` states it, ``schema_version`` counts it. Fields are added in
minor versions and removed in major ones. Unknown is ``null``; no field is ever left out.
"""

from typing import Any

import msgspec

from holdfast.model.finding import Finding
from holdfast.model.scan import Run, Scan
from holdfast.render.listing import Entry, counts
from holdfast.render.rendering import Document
from holdfast.render.wording import mask


def document_data(document: Document, entries: tuple[Entry, ...]) -> dict[str, Any]:
    """The whole of a document."""
    run, decision = document.run, document.decision
    return {
        "schema_version": run.schema_version,
        "holdfast_version": run.holdfast_version,
        "service": run.service,
        "target": msgspec.to_builtins(run.target),
        "started": msgspec.to_builtins(run.started),
        "duration_seconds": run.duration_seconds,
        "verdict": (decision.verdict if decision else run.verdict).value,
        "summary": _summary(run),
        "scans": [scan_data(scan) for scan in run.scans],
        "findings": [entry_data(entry) for entry in entries],
        "dependencies": [msgspec.to_builtins(one) for one in run.dependencies],
        "decision": msgspec.to_builtins(decision),
    }


def scan_data(scan: Scan) -> dict[str, Any]:
    """One scan with its verdict and coverage."""
    data = msgspec.to_builtins(scan)
    data["verdict"] = scan.verdict.value
    data["coverage"] |= {"ratio": round(scan.coverage.ratio, 4), "is_partial": scan.coverage.is_partial}
    return dict(data)


def entry_data(entry: Entry) -> dict[str, Any]:
    """One finding with what the baseline and the gate say about it."""
    return finding_data(entry.finding) | {"is_new": entry.is_new, "gate": entry.standing.value or None}


def finding_data(finding: Finding) -> dict[str, Any]:
    """One finding; of a secret no more than its mask, and no line of code that may hold it."""
    data = msgspec.to_builtins(finding)
    data["tools"] = list(finding.tools)
    data["place"] = finding.place
    data["has_fix"] = finding.has_fix
    if finding.secret is not None:
        data["secret"] = {"mask": mask(finding.secret)}
        data["location"]["context"] = None
    return dict(data)


def _summary(run: Run) -> dict[str, Any]:
    return {
        "findings": len(run.findings),
        "by_severity": {severity.value: number for severity, number in counts(run.findings).items()},
        "scans": len(run.scans),
        "undecided": [scan.scanner for scan in run.undecided],
        "known": None if run.known is None else len(run.known),
    }
