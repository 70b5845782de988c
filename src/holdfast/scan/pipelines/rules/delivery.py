"""Rules on what is delivered: whether it is what was scanned, and who may fetch it."""

import re
from collections.abc import Iterator, Sequence

from holdfast.model.severity import Severity
from holdfast.scan.pipelines.commands import Command
from holdfast.scan.pipelines.containers import container_run
from holdfast.scan.pipelines.linting import Hit, rule
from holdfast.scan.pipelines.project import Pipeline, Project, Step, System
from holdfast.scan.pipelines.tools import ACTIONS, Kind, is_test, scan_of

_PUBLIC_ACLS = frozenset({"public-read", "public-read-write", "publicRead", "public"})
_SITE = re.compile(
    r"\b(?:dist|build|public|site|www|static|assets|html|docs|web|frontend|out)\b", re.IGNORECASE
)
_DEPLOYING = (
    ("docker", "push"), ("podman", "push"), ("kubectl", "apply"), ("kubectl", "set"), ("kubectl", "rollout"),
    ("helm", "upgrade"), ("helm", "install"), ("terraform", "apply"), ("aws", "deploy"), ("aws", "ecs"),
    ("aws", "cloudformation"), ("aws", "lambda"), ("aws", "elasticbeanstalk"), ("sam", "deploy"),
    ("cdk", "deploy"), ("serverless", "deploy"), ("sls", "deploy"), ("eb", "deploy"), ("npm", "publish"),
    ("twine", "upload"), ("gcloud", "run"), ("gcloud", "app"), ("flyctl", "deploy"), ("vercel",),
    ("netlify", "deploy"), ("firebase", "deploy"), ("ansible-playbook",),
)  # fmt: skip
_ASKING = frozenset(
    {"describe", "wait", "get", "list", "status", "validate-template", "describe-services", "login"}
)
_ALWAYS = re.compile(r"\balways\(\)|!\s*cancelled\(\)|\bfailure\(\)")


def deploys(command: Command) -> bool:
    """Whether a command delivers something."""
    words = tuple(word for word in command.effective if not word.startswith("-"))
    if not words:
        return False
    words = (command.program, *words[1:])
    asks = any(
        word in _ASKING or word.startswith(("describe-", "list-", "get-", "wait")) for word in words[1:4]
    )
    if words[:3] in {("aws", "s3", "sync"), ("aws", "s3", "website")}:
        return not _is_report(command)
    return any(words[: len(known)] == known for known in _DEPLOYING) and not asks


def _is_report(command: Command) -> bool:
    return bool(re.search(r"report|coverage|result|logs?\b", command.text, re.IGNORECASE))


@rule(
    "public-upload",
    title="What the pipeline uploads may be read by everybody",
    why="Reports list the weaknesses of the service; artifacts hold its code and settings.",
    fix="Remove the public ACL, and let those who need the file fetch it by a role or a signed address.",
    severity=Severity.HIGH,
    cwe=732,
)
def public_upload(project: Project) -> Iterator[Hit]:
    """Uploads with a public access list, those of a web site's files left out."""
    for pipeline, command in project.commands:
        acl = command.value_of("--acl", "--canned-acl", "--predefined-acl", "-a")
        is_site = bool(_SITE.search(" ".join(command.arguments[2:4]))) and not _is_report(command)
        is_upload = command.program in {"aws", "s3cmd", "gsutil", "gcloud", "az"} and acl in _PUBLIC_ACLS
        is_opened = "AllUsers" in command.text and command.program in {"gsutil", "gcloud"}
        is_azure = command.program == "az" and command.value_of("--public-access") in {"blob", "container"}
        if (is_upload or is_opened or is_azure or "--acl-public" in command.words) and not is_site:
            yield Hit(pipeline.path, command.line, command.end_line)


@rule(
    "deploys-after-failure",
    title="Something is delivered though the build has failed",
    why="In CodeBuild post_build runs after a failed build too, as always() does in GitHub: what a "
    "scanner or a test "
    "has refused is published all the same.",
    fix='Ask first: [ "$CODEBUILD_BUILD_SUCCEEDING" = 1 ] || exit 1, or set on-failure: ABORT for the build '
    "phase; in GitHub, remove always().",
    severity=Severity.HIGH,
    cwe=390,
)
def deploys_after_failure(project: Project) -> Iterator[Hit]:
    """Deliveries in post_build, and in jobs and steps that run whatever happened."""
    for pipeline in project.of(System.CODEBUILD):
        yield from _after_failed_build(pipeline)
    for pipeline in project.of(System.GITHUB):
        for job in pipeline.jobs:
            is_always = bool(_ALWAYS.search(job.condition)) and not re.search(
                r"result\s*==|success\(\)", job.condition
            )
            if is_always and any(deploys(command) for step in job.steps for command in step.commands):
                yield Hit(pipeline.path, job.condition_line)
            for step in job.steps:
                if (
                    _ALWAYS.search(step.condition)
                    and "success" not in step.condition
                    and any(map(deploys, step.commands))
                ):
                    yield Hit(pipeline.path, step.line)
    for pipeline in project.of(System.GITLAB):
        for job in pipeline.jobs:
            if job.condition == "always" and any(
                deploys(command) for step in job.steps for command in step.commands
            ):
                yield Hit(pipeline.path, job.condition_line)


def _after_failed_build(pipeline: Pipeline) -> Iterator[Hit]:
    build = next((job for job in pipeline.jobs if job.name == "build"), None)
    after = next((job for job in pipeline.jobs if job.name == "post_build"), None)
    if build is None or after is None or "CODEBUILD_BUILD_SUCCEEDING" in pipeline.text:
        return
    aborts = build.node.get("on-failure").text.upper().startswith("ABORT")
    checks = any(scan_of(command) or is_test(command) for step in build.steps for command in step.commands)
    if aborts or not checks:
        return
    for step in after.steps:
        for command in step.commands:
            if deploys(command):
                yield Hit(pipeline.path, command.line, command.end_line)
                return


@rule(
    "pushed-image-not-scanned",
    title="The image that is pushed is not the one that was scanned",
    why="The scan says nothing about what is deployed.",
    fix="Build once, scan that image, and push the same one: by its digest, or with docker tag in between.",
    severity=Severity.MEDIUM,
)
def pushed_not_scanned(project: Project) -> Iterator[Hit]:
    """Pushes of images in pipelines that scan others, or that build again after the scan."""
    for pipeline in project.pipelines:
        commands = list(pipeline.commands)
        scanned = {word for command in commands for word in _scanned_images(command)}
        if not scanned or _scans_by_action(pipeline):
            continue
        for command in commands:
            if command.words[:2] == ("docker", "push") and not command.has("--all-tags", "-a"):
                image = command.words[-1]
                if not _is_same(image, scanned, commands):
                    yield Hit(pipeline.path, command.line, command.end_line, f"{image} is pushed.")


def _scanned_images(command: Command) -> list[str]:
    scan = scan_of(command)
    run = container_run(command)
    if scan is None or scan.tool.kind is not Kind.IMAGE:
        return []
    if scan.tool.title == "Trivy" and not {"image", "i"}.intersection(scan.arguments):
        return []
    words = run.words if run else scan.arguments
    return [
        word for word in words if not word.startswith(("-", "dir:", "sbom:")) and re.search(r"[:/$]", word)
    ]


def _scans_by_action(pipeline: Pipeline) -> bool:
    steps: Iterator[Step] = pipeline.steps
    return any(ACTIONS.get(step.action, ("", Kind.CODE))[1] is Kind.IMAGE for step in steps)


def _is_same(image: str, scanned: set[str], commands: Sequence[Command]) -> bool:
    """Whether an image was scanned, or is another name of one that was."""
    if image in scanned:
        return True
    names = {
        word
        for command in commands
        if command.words[:2] == ("docker", "tag") and image in command.words
        for word in command.words
    }
    builds = {
        word
        for command in commands
        if "build" in command.words[:3] and image in command.words
        for word in command.words
    }
    return bool((names | builds) & scanned)


@rule(
    "everything-is-artifact",
    title="The artifact of the build is the whole working folder",
    why="What scanners and tests left there, and secrets that a step wrote, travel to the machines too.",
    fix="Name the files that are deployed, or a base-directory that holds only them.",
    severity=Severity.LOW,
    cwe=552,
)
def everything_is_artifact(project: Project) -> Iterator[Hit]:
    """Buildspecs and GitLab jobs whose artifact is every file."""
    for pipeline in project.of(System.CODEBUILD):
        artifacts = pipeline.root.get("artifacts")
        for file in artifacts.get("files").texts():
            is_narrowed = artifacts.get("base-directory") or artifacts.get("exclude-paths")
            if file.text in {"**/*", "**", "./**/*"} and not is_narrowed:
                yield Hit(pipeline.path, file.line)
    for pipeline in project.of(System.GITLAB):
        for job in pipeline.jobs:
            for file in job.node.get("artifacts", "paths").texts():
                if file.text in {".", "./", "*", "**/*", "**", "$CI_PROJECT_DIR"} and not job.node.get(
                    "artifacts", "exclude"
                ):
                    yield Hit(pipeline.path, file.line)


@rule(
    "applies-unreviewed-plan",
    title="Infrastructure is changed by a plan that nobody has seen",
    why="Between review and this step the world may have changed; terraform apply makes its own plan and "
    "applies it.",
    fix="Write the plan to a file (terraform plan -out=plan), look at it, and apply that file.",
    severity=Severity.LOW,
)
def applies_unreviewed(project: Project) -> Iterator[Hit]:
    """``terraform apply -auto-approve`` without the file of a plan."""
    for pipeline, command in project.commands:
        words = command.arguments
        is_apply = command.program in {"terraform", "tofu", "terragrunt"} and "apply" in words
        approves = any(word.lstrip("-").startswith("auto-approve") for word in words)
        plans = (
            [word for word in words[words.index("apply") + 1 :] if not word.startswith("-")]
            if is_apply
            else []
        )
        if is_apply and approves and not plans:
            yield Hit(pipeline.path, command.line, command.end_line)
