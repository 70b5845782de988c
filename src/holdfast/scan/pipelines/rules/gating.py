"""Rules on scanners and tests whose result does not count."""

import re
from collections.abc import Iterator, Sequence

from holdfast.model.severity import Severity
from holdfast.scan.pipelines.commands import Command
from holdfast.scan.pipelines.documents import Node
from holdfast.scan.pipelines.linting import Hit, rule
from holdfast.scan.pipelines.outcomes import is_failure_ignored, is_lost_in_pipe, is_read_later
from holdfast.scan.pipelines.project import Place, Project, Step, System
from holdfast.scan.pipelines.tools import ACTIONS, Scan, is_test, scan_of, words_run

_UNREAD = "Findings end up in a report that nobody has to read, and the build is green whatever they are."
_GATE_STEP = re.compile(
    r"waitForQualityGate(?![^\n]*abortPipeline:\s*false)|sonar\.qualitygate\.wait|quality-?gate-action|api/qualitygates"
)


def _scans(project: Project) -> Iterator[tuple[Place, int, Command, Scan]]:
    """Every call of a scanner, with its position in the step."""
    for place in project.places:
        for position, command in enumerate(place.step.commands):
            scan = scan_of(command)
            if scan is not None:
                yield place, position, command, scan


@rule(
    "scanner-without-threshold",
    title="A scanner runs, and none of its findings can fail the build",
    why=_UNREAD,
    fix="Give the option that fails the call from a severity on (--failOnCVSS 7, --exit-code 1 --severity "
    "HIGH,CRITICAL, --fail-on high, --error, --fail), or hand the report to a gate in the same pipeline.",
    severity=Severity.HIGH,
    cwe=390,
)
def scanner_without_threshold(project: Project) -> Iterator[Hit]:
    """Calls of scanners that always end well, unless something reads their report later."""
    for place, position, command, scan in _scans(project):
        if scan.is_gated or is_failure_ignored(place.step.commands, position):
            continue
        if not is_read_later(place, command):
            needed = " or ".join(scan.tool.needs)
            yield Hit(
                place.path, command.line, command.end_line, f"{scan.tool.title} is called without {needed}."
            )
    yield from _ungated_actions(project)


_ACTION_NEEDS = {
    "aquasecurity/trivy-action": ("exit-code", "0"),
    "docker/scout-action": ("exit-code", "false"),
    "zaproxy/action-baseline": ("fail_action", "false"),
    "zaproxy/action-full-scan": ("fail_action", "false"),
    "zaproxy/action-api-scan": ("fail_action", "false"),
}
"""Inputs without which an action never fails, with the value that means the same as none."""


def _ungated_actions(project: Project) -> Iterator[Hit]:
    for place in project.places:
        step = place.step
        needed = _ACTION_NEEDS.get(step.action)
        if needed and not _is_uploaded(place) and step.inputs.get(needed[0]).text.lower() in {"", needed[1]}:
            title = ACTIONS[step.action][0]
            yield Hit(place.path, step.line, 0, f"{title} is used without {needed[0]}.")
        is_check = step.action == "dependency-check/dependency-check_action"
        if is_check and not _is_uploaded(place) and "--failOnCVSS" not in step.inputs.get("args").text:
            yield Hit(place.path, step.line, 0, "OWASP Dependency-Check is used without --failOnCVSS.")
        if step.action == "anchore/scan-action" and step.inputs.get("fail-build").text == "false":
            yield Hit(place.path, step.line, 0, "Grype is used with fail-build: false.")


def _is_uploaded(place: Place) -> bool:
    """Whether the job gives a SARIF file to code scanning, where rules may block a merge."""
    return any(step.action == "github/codeql-action/upload-sarif" for step in place.job.steps)


@rule(
    "sonar-without-quality-gate",
    title="SonarQube is told the source, and nobody waits for its answer",
    why="The analysis is judged on the server after the build has ended: a red quality gate stops nothing.",
    fix="Set -Dsonar.qualitygate.wait=true, or add the step that waits: waitForQualityGate "
    "abortPipeline: true in "
    "Jenkins, SonarSource/sonarqube-quality-gate-action in GitHub.",
    severity=Severity.HIGH,
    cwe=390,
)
def sonar_without_quality_gate(project: Project) -> Iterator[Hit]:
    """Calls of a SonarQube scanner in a project where nothing waits for the quality gate."""
    texts = (pipeline.text for pipeline in project.pipelines)
    settings = (
        data.decode("utf-8", "replace")
        for path, data in project.texts.items()
        if path.endswith(("sonar-project.properties", "pom.xml", "build.gradle", "build.gradle.kts"))
    )
    if any(_GATE_STEP.search(_without_comments(text)) for text in (*texts, *settings)):
        return
    for place, _, command, scan in _scans(project):
        if scan.tool.title == "SonarQube":
            yield Hit(place.path, command.line, command.end_line)
    for place in project.places:
        if ACTIONS.get(place.step.action, ("",))[0] == "SonarQube":
            yield Hit(place.path, place.step.line)


def _without_comments(text: str) -> str:
    return re.sub(r"^\s*(?:#|//).*$", "", text, flags=re.MULTILINE)


@rule(
    "scanner-failure-ignored",
    title="A scanner fails, and the build goes on",
    why="Whatever it finds, and even when it does not start at all, the step succeeds.",
    fix="Let its exit code end the build. Take single findings back by its own list of exceptions, with "
    "reasons.",
    severity=Severity.HIGH,
    cwe=390,
)
def scanner_failure_ignored(project: Project) -> Iterator[Hit]:
    """Scanners behind ``|| true``, told to end well, or before a pipe that swallows their exit code."""
    for place, position, command, scan in _scans(project):
        if is_read_later(place, command):
            continue
        if is_failure_ignored(place.step.commands, position):
            yield Hit(
                place.path,
                command.line,
                command.end_line,
                f"The exit code of {scan.tool.title} is discarded.",
            )
        elif scan.pardon:
            detail = f"{scan.tool.title} is called with {scan.pardon}."
            yield Hit(place.path, command.line, command.end_line, detail)
        elif is_lost_in_pipe(place.step, position):
            detail = f"Without pipefail the exit code of {scan.tool.title} is lost before the pipe."
            yield Hit(place.path, command.line, command.end_line, detail)


@rule(
    "security-job-may-fail",
    title="A security job may fail without consequence",
    why="The pipeline is told to go on when the job fails, so that its findings, and its being broken, "
    "go unnoticed.",
    fix="Remove allow_failure, continue-on-error or on-failure: CONTINUE; limit what the scanner reports "
    "instead.",
    severity=Severity.HIGH,
    cwe=390,
)
def security_job_may_fail(project: Project) -> Iterator[Hit]:
    """Jobs and steps that scan and whose failure is tolerated."""
    for pipeline in project.pipelines:
        for job in pipeline.jobs:
            scanning = [step for step in job.steps if _scanner_of(step)]
            if job.tolerated_line and scanning:
                yield Hit(pipeline.path, job.tolerated_line, 0, f"{_scanner_of(scanning[0])} runs here.")
            for step in scanning:
                if step.tolerated_line and not _is_outcome_read(job.steps, job.node):
                    yield Hit(pipeline.path, step.tolerated_line, 0, f"{_scanner_of(step)} runs here.")


def _is_outcome_read(steps: Sequence[Step], job: Node) -> bool:
    """Whether a later step looks at how an earlier one ended."""
    written = " ".join((*(step.condition for step in steps), *(step.text for step in steps)))
    return ".outcome" in written or any(".outcome" in text.text for text in job.get("outputs").texts())


def _scanner_of(step: Step) -> str:
    """The scanner that a step runs; empty when it runs none."""
    if step.action in ACTIONS:
        return ACTIONS[step.action][0]
    return next((scan.tool.title for command in step.commands if (scan := scan_of(command))), "")


@rule(
    "security-job-is-manual",
    title="A security job waits for somebody to start it",
    why="In GitLab a manual job does not hold the pipeline up: the scan runs when somebody remembers it.",
    fix="Let it run by itself; remove when: manual.",
    severity=Severity.MEDIUM,
    cwe=693,
)
def security_job_is_manual(project: Project) -> Iterator[Hit]:
    """GitLab jobs that scan, and are started by hand."""
    for pipeline in project.of(System.GITLAB):
        for job in pipeline.jobs:
            name = next(filter(None, map(_scanner_of, job.steps)), "")
            if job.condition == "manual" and name and "deploy" not in job.name:
                yield Hit(pipeline.path, job.condition_line, 0, f"{name} runs here.")


@rule(
    "test-result-ignored",
    title="Failed tests do not end the build",
    why="Tests whose result does not count are noise; what they would have caught is deployed.",
    fix="Let the exit code of the tests end the build; mark single tests as expected to fail, with the "
    "reason.",
    severity=Severity.MEDIUM,
    cwe=390,
)
def test_result_ignored(project: Project) -> Iterator[Hit]:
    """Tests behind ``|| true``, before a pipe without pipefail, or in a step whose failure is tolerated."""
    for place in project.places:
        for position, command in enumerate(place.step.commands):
            if not is_test(command):
                continue
            step = place.step
            if is_failure_ignored(step.commands, position) or is_lost_in_pipe(step, position):
                yield Hit(place.path, command.line, command.end_line)
            elif place.step.tolerated_line and not _is_outcome_read(place.job.steps, place.job.node):
                yield Hit(place.path, place.step.tolerated_line)


@rule(
    "audit-hides-production-findings",
    title="An audit of dependencies is told to leave most findings out",
    why="At level critical, known weaknesses of high severity in what is deployed pass.",
    fix="Use --audit-level=high, and take single advisories back by name, with a day on which they return.",
    severity=Severity.LOW,
    cwe=1395,
)
def audit_hides_findings(project: Project) -> Iterator[Hit]:
    """``npm audit`` and its like at level critical."""
    for pipeline, command in project.commands:
        words = words_run(command)
        is_audit = words[:1] in {("npm",), ("pnpm",), ("yarn",)} and "audit" in words[1:]
        if is_audit and command.value_of("--audit-level", "--level", "--severity") == "critical":
            yield Hit(pipeline.path, command.line, command.end_line)
