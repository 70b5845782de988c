"""Rules on when scanners run. Absence is claimed only where the file itself says when it runs."""

import re
from collections.abc import Iterator

from holdfast.model.severity import Severity
from holdfast.scan.pipelines.documents import Node
from holdfast.scan.pipelines.linting import Hit, rule
from holdfast.scan.pipelines.project import Pipeline, Project, Step, System
from holdfast.scan.pipelines.systems.gitlab import inherited
from holdfast.scan.pipelines.tools import ACTIONS, Kind, scan_of

_AGEING = {Kind.DEPENDENCIES, Kind.IMAGE}
_CI = (System.GITHUB, System.GITLAB, System.CODEBUILD, System.JENKINS)
_MERGE_REQUEST = re.compile(r"merge_request|CI_MERGE_REQUEST|external_pull_request|\bbranches\b")
_NOT_ON_BRANCHES = re.compile(
    r"CI_DEFAULT_BRANCH|CI_COMMIT_TAG|\"schedule\"|'schedule'|\b(?:main|master|tags|schedules)\b"
)
_CRON = re.compile(r"^(?!\s*//).*\bcron\s*[(\s]|parameterizedCron", re.MULTILINE)


def _kinds(step: Step) -> set[Kind]:
    """What the scanners of a step look at."""
    found = {scan.tool.kind for command in step.commands if (scan := scan_of(command))}
    return found | ({ACTIONS[step.action][1]} if step.action in ACTIONS else set())


def _scanning(project: Project, kinds: set[Kind]) -> list[Pipeline]:
    """The pipelines that run scanners of these kinds."""
    pipelines = project.of(*_CI)
    return [one for one in pipelines if any(_kinds(step) & kinds for step in one.steps)]


@rule(
    "no-scan-on-pull-requests",
    title="Scanners run only after a change is merged",
    why="What they find is in the main branch already, and the author has moved on.",
    fix="Run them for pull requests too: on: pull_request in GitHub, a rule for merge_request_event in "
    "GitLab.",
    severity=Severity.MEDIUM,
)
def no_scan_on_pull_requests(project: Project) -> Iterator[Hit]:
    """Projects whose scanning pipelines are all started by something else than a change under review."""
    scanning = _scanning(project, set(Kind) - {Kind.RUNNING})
    if not scanning or any(pipeline.system not in {System.GITHUB, System.GITLAB} for pipeline in scanning):
        return
    if any(_is_run_on_changes(pipeline) for pipeline in scanning):
        return
    first = scanning[0]
    line = first.root.line_of("on") if first.system is System.GITHUB else _first_scan(first)
    yield Hit(first.path, line)


def _is_run_on_changes(pipeline: Pipeline) -> bool:
    if pipeline.system is System.GITLAB:
        return any(
            _is_in_merge_requests(job.node, pipeline.root)
            for job in pipeline.jobs
            if any(_kinds(step) for step in job.steps)
        )
    on = _triggers(pipeline)
    # A workflow that others call runs when they do; a push to any branch is a change under review too.
    push = on.get("push")
    is_any_push = "push" in on and not any(
        push.get(key) for key in ("branches", "tags", "branches-ignore") if push is not None
    )
    return is_any_push or bool(
        on.keys() & {"pull_request", "pull_request_target", "merge_group", "workflow_call"}
    )


def _triggers(pipeline: Pipeline) -> dict[str, Node]:
    on = pipeline.root.get("on")
    if on.text:
        return {on.text: on}
    return on.entries or {item.text: item for item in on.items}


def _is_in_merge_requests(job: Node, root: Node) -> bool:
    """Whether a GitLab job runs for merge requests or branches; without rules it runs for every branch."""
    rules = [
        text for key in ("rules", "only") for node in inherited(job, root, key).texts() if (text := node.text)
    ]
    if not rules:
        return True
    return any(_MERGE_REQUEST.search(text) or not _NOT_ON_BRANCHES.search(text) for text in rules)


def _first_scan(pipeline: Pipeline) -> int:
    return next((job.line for job in pipeline.jobs for step in job.steps if _kinds(step)), 1)


@rule(
    "no-nightly-scan",
    title="Dependencies are scanned only when somebody changes something",
    why="New weaknesses become known every day, for code that nobody touches too.",
    fix="Add a schedule to the pipeline that scans: on: schedule in GitHub, triggers { cron(...) } in "
    "Jenkins.",
    severity=Severity.LOW,
    cwe=1395,
)
def no_nightly_scan(project: Project) -> Iterator[Hit]:
    """Projects that scan dependencies or images, and by their own files never on a schedule."""
    scanning = _scanning(project, _AGEING)
    # Schedules of GitLab and CodeBuild stand outside the repository: nothing can be said about them.
    if not scanning or any(one.system not in {System.GITHUB, System.JENKINS} for one in scanning):
        return
    if any(_is_scheduled(pipeline) for pipeline in scanning):
        return
    first = scanning[0]
    yield Hit(first.path, first.root.line_of("on") if first.system is System.GITHUB else _first_scan(first))


def _is_scheduled(pipeline: Pipeline) -> bool:
    if pipeline.system is System.JENKINS:
        return bool(_CRON.search(pipeline.text))
    return bool(_triggers(pipeline).keys() & {"schedule", "workflow_call", "repository_dispatch"})


@rule(
    "security-scan-skips-changes",
    title="A scan is skipped by a word in the message of the commit",
    why="Whoever writes the change decides whether it is scanned.",
    fix="Remove the condition.",
    severity=Severity.MEDIUM,
    cwe=693,
)
def scan_skipped_by_message(project: Project) -> Iterator[Hit]:
    """Scanning jobs and steps whose condition looks at the text of the commit or the pull request."""
    by_author = re.compile(
        r"head_commit\.message|pull_request\.(?:title|body|labels)|CI_COMMIT_(?:MESSAGE|TITLE)"
    )
    for pipeline in project.of(System.GITHUB, System.GITLAB):
        for job in pipeline.jobs:
            if not any(_kinds(step) for step in job.steps):
                continue
            rules = [] if pipeline.system is System.GITHUB else list(job.node.get("rules").texts())
            for line, condition in [
                (job.condition_line, job.condition),
                *((one.line, one.text) for one in rules),
            ]:
                if by_author.search(condition):
                    yield Hit(pipeline.path, line)
            for step in job.steps:
                if _kinds(step) and by_author.search(step.condition):
                    yield Hit(pipeline.path, step.line)
