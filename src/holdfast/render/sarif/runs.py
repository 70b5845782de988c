"""SARIF runs: one for each tool, and Holdfast's own, which says what did not answer.

GitHub closes a tool's alerts when an upload of that tool does not show them any more. A scan without verdict
and without findings therefore has no run of its own: its alerts stay open, and Holdfast's run tells why.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from holdfast.model.scan import Scan
from holdfast.model.verdict import Verdict
from holdfast.render import wording
from holdfast.render.cleaning import block, line, percent_encoded
from holdfast.render.headline import headline
from holdfast.render.listing import Entry, Shelf
from holdfast.render.outcome import Outcome, of_scan
from holdfast.render.rendering import Document
from holdfast.render.sarif.results import SOURCE_ROOT, result_of
from holdfast.render.sarif.rules import rules_of

DRIVER = "Holdfast"
MAX_RESULTS = 25_000
"""GitHub's limit for a run."""
SHOWN_RESULTS = 5_000
"""How many of those GitHub keeps, by severity."""
_ROOT_MEANING = "The top of the repository; outside of one, the folder that was scanned."


def has_own_run(shelf: Shelf) -> bool:
    """Whether a tool answered, or left findings behind although it did not."""
    return bool(shelf.entries) or any(scan.verdict is not Verdict.NO_VERDICT for scan in shelf.scans)


def tool_run(document: Document, shelf: Shelf) -> dict[str, Any]:
    """The run of one tool: its findings, worst first, and how it ended."""
    driver = {"name": line(shelf.name)}
    version = next((scan.evidence.tool_version for scan in shelf.scans if scan.evidence.tool_version), "")
    if version:
        driver["version"] = line(version)
    return _run(document, driver, shelf.entries, [_invocation(scan) for scan in shelf.scans])


def own_run(document: Document, silent: Sequence[Scan], entries: Sequence[Entry]) -> dict[str, Any]:
    """Holdfast's run: the verdict, the scans without one, and findings of tools that have no run."""
    driver = {"name": DRIVER}
    if document.run.holdfast_version:
        driver |= {"version": document.run.holdfast_version, "semanticVersion": document.run.holdfast_version}
    run = _run(document, driver, entries, [_invocation(scan) for scan in silent])
    says, decision = headline(document), document.decision
    run["properties"] = {"verdict": says.word.lower(), "summary": block(says.sentence)}
    if decision:
        run["properties"] |= {"decision": decision.id, "policySha256": decision.policy_sha256}
    return run


def _run(
    document: Document, driver: dict[str, Any], entries: Sequence[Entry], invocations: list[dict[str, Any]]
) -> dict[str, Any]:
    kept = entries[:MAX_RESULTS]
    rules = rules_of(kept, driver["name"])
    indexes = {name: index for index, name in enumerate(rules)}
    run: dict[str, Any] = {
        "tool": {"driver": driver | {"rules": list(rules.values())}},
        "automationDetails": {"id": f"holdfast/{percent_encoded(document.run.service, safe='')}/"},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {SOURCE_ROOT: {"description": {"text": _ROOT_MEANING}}},
        "results": [result_of(entry, driver["name"], indexes) for entry in kept],
    }
    noted = _cut_notes(len(entries))
    if noted and not invocations:
        invocations = [{"executionSuccessful": True, "toolExecutionNotifications": []}]
    if noted:
        invocations[0]["toolExecutionNotifications"] += noted
    if invocations:
        run["invocations"] = invocations
    return run | _provenance(document)


def _invocation(scan: Scan) -> dict[str, Any]:
    """How a scan ended; one that nobody asked for, or with nothing to look at, did not fail."""
    evidence, outcome = scan.evidence, of_scan(scan)
    call: dict[str, Any] = {
        "executionSuccessful": outcome is not Outcome.NO_VERDICT,
        "toolExecutionNotifications": _notes(scan, outcome),
        "properties": {
            "scanner": scan.scanner,
            "verdict": scan.verdict.value,
            "coverage": wording.coverage(scan.coverage),
            "isCached": evidence.is_cached,
            "reportSha256": evidence.report_sha256,
        },
    }
    if evidence.exit_code is not None:
        call["exitCode"] = evidence.exit_code
    if evidence.command:
        call["commandLine"] = line(" ".join(evidence.command), 2_000)
    if evidence.started:
        call["startTimeUtc"] = _moment(evidence.started)
        call["endTimeUtc"] = _moment(evidence.started + timedelta(seconds=evidence.duration_seconds))
    return call


def _notes(scan: Scan, outcome: Outcome) -> list[dict[str, Any]]:
    if outcome in {Outcome.NOT_RUN, Outcome.NOT_APPLICABLE}:
        return [_note("note", f"{scan.title}: {outcome.word}: {wording.why(scan)}")]
    if outcome is Outcome.NO_VERDICT:
        return [_note("error", f"{scan.title} gave no verdict: {wording.why(scan)}")]
    notes = [_note("warning", f"{scan.title}: {reason}") for reason in scan.reasons]
    if scan.coverage.is_partial:
        notes.append(_note("warning", f"{scan.title} read {wording.coverage(scan.coverage)}"))
    # An error at a file says that the file was not read, and how our own reader takes it.
    notes += [_note("error", f"{scan.title} did not read it", name) for name in scan.coverage.unread if name]
    return notes


def _note(level: str, text: str, path: str = "") -> dict[str, Any]:
    note: dict[str, Any] = {"level": level, "message": {"text": block(text, 5_000)}}
    if path:
        address = {"uri": percent_encoded(path, safe="/"), "uriBaseId": SOURCE_ROOT}
        note["locations"] = [{"physicalLocation": {"artifactLocation": address}}]
    return note


def _cut_notes(total: int) -> list[dict[str, Any]]:
    """What a reader on GitHub does not see."""
    if total > MAX_RESULTS:
        text = f"{total - MAX_RESULTS:,} of {total:,} results are left out, none worse than those given"
        return [_note("warning", text)]
    if total > SHOWN_RESULTS:
        return [_note("note", f"GitHub shows the worst {SHOWN_RESULTS:,} of {total:,} results")]
    return []


def _provenance(document: Document) -> dict[str, Any]:
    target = document.run.target
    if "://" not in target.repository:  # The specification wants a URI; people write other things too.
        return {}
    details: dict[str, Any] = {"repositoryUri": target.repository, "mappedTo": {"uriBaseId": SOURCE_ROOT}}
    if target.commit:
        details["revisionId"] = target.commit
    if target.branch:
        details["branch"] = block(target.branch)
    return {"versionControlProvenance": [details]}


def _moment(when: datetime) -> str:
    return f"{when:%Y-%m-%dT%H:%M:%SZ}"
