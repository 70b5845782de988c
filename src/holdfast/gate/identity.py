"""The name of a decision: a hash over what was decided and everything that it rests on."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import msgspec

from holdfast.kit.digest import digest
from holdfast.model.decision import Decision
from holdfast.model.scan import Evidence, Run, Scan
from holdfast.model.waiver import Waiver


def identity(decision: Decision, run: Run, waivers: Iterable[Waiver]) -> str:
    """The hash that ``Decision.id`` describes; the order of findings, scans and waivers does not show."""
    baseline = ["no baseline"] if run.known is None else sorted(run.known)
    parts = (
        [_text(decision), _text(run.target)],
        sorted(_text(_timeless(scan)) for scan in run.scans),
        sorted(_text(finding) for finding in run.findings),
        sorted(_text(dependency) for dependency in run.dependencies),
        sorted(_text(waiver) for waiver in waivers),
        baseline,
    )
    return digest(digest(part) for part in parts)


def _timeless(scan: Scan) -> Scan:
    """The scan without what differs from run to run although nothing changed."""
    kept = Evidence(tool_version=scan.evidence.tool_version, rules_version=scan.evidence.rules_version)
    return replace(scan, evidence=kept)


def _text(value: Any) -> str:
    return msgspec.json.encode(value, order="deterministic").decode()
