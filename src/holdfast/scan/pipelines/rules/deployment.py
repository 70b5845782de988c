"""Rules on deployments: whether anything looks at the service afterwards, and what happens when it fails."""

import ast
import re
import warnings
from collections.abc import Iterator, Sequence

from holdfast.model.severity import Severity
from holdfast.scan.pipelines.commands import Command
from holdfast.scan.pipelines.documents import Node
from holdfast.scan.pipelines.linting import Hit, rule
from holdfast.scan.pipelines.project import Pipeline, Project, System
from holdfast.scan.pipelines.reading import called
from holdfast.scan.pipelines.systems.aws import either, resources, stages
from holdfast.scan.pipelines.terraform import read_terraform
from holdfast.scan.pipelines.terraform import resources as terraform_resources

_VALIDATING = frozenset(
    {"ValidateService", "AfterAllowTraffic", "AfterAllowTestTraffic", "BeforeAllowTraffic"}
)
_REPORTS_SUCCESS = re.compile(rb"put_?job_?success_?result", re.IGNORECASE)
_MOST_SOURCE = 200_000
_CATCH = re.compile(r"\bcatch\s*(?:\([^)]*\))?\s*\{")
_FAILS_JOB = re.compile(r"put_?job_?failure_?result", re.IGNORECASE)
_SUCCEEDS = re.compile(r"put_?job_?success_?result", re.IGNORECASE)
_CHECKING = frozenset({"Test", "Invoke", "Approval"})


@rule(
    "deployment-not-validated",
    title="No hook looks at the service after a deployment",
    why="A deployment is a success as soon as its scripts have ended, whether the service answers or "
    "not; automatic "
    "rollback has nothing to go by.",
    fix="Add a ValidateService hook whose script asks the service's health endpoint, and fails when it "
    "gets no good "
    "answer within a minute.",
    severity=Severity.HIGH,
)
def deployment_not_validated(project: Project) -> Iterator[Hit]:
    """Appspecs without a hook that validates."""
    for pipeline in project.of(System.CODEDEPLOY):
        hooks = pipeline.root.get("hooks")
        names = set(hooks.entries) | {key for item in hooks.items for key in item.entries}
        if names & _VALIDATING:
            continue
        last = max(hooks.keys.values(), default=pipeline.root.line_of("hooks"))
        yield Hit(pipeline.path, last, max(hooks.end_line, last))


@rule(
    "validation-cannot-fail",
    title="The check of a deployment cannot fail",
    why="It succeeds whether the service answers or not: curl without --fail takes an error page for an "
    "answer.",
    fix="Use curl --fail (or compare the status), and let the script end with an error when it does not "
    "answer.",
    severity=Severity.HIGH,
    cwe=390,
)
def validation_cannot_fail(project: Project) -> Iterator[Hit]:
    """Scripts of ValidateService that only look as if they checked."""
    scripts = {pipeline.path: pipeline for pipeline in project.of(System.SCRIPT)}
    for deployment in project.of(System.CODEDEPLOY):
        hooks = [job for job in deployment.jobs if job.name == "ValidateService"]
        paths = called(Pipeline(System.CODEDEPLOY, deployment.path, tuple(hooks)), scripts)
        for path in dict.fromkeys(paths):
            commands = list(scripts[path].commands)
            asking = [command for command in commands if command.program in {"curl", "wget", "nc", "ncat"}]
            for command in asking:
                if _cannot_fail(command, commands):
                    yield Hit(path, command.line, command.end_line)
                    break
            if not asking and all(
                command.program in {"echo", "exit", "sleep", "set", ""} for command in commands
            ):
                yield Hit(path, 1, 0, "The script asks nothing.")


def _cannot_fail(command: Command, commands: Sequence[Command]) -> bool:
    if command.program != "curl":
        return False
    letters = "".join(word for word in command.words if re.fullmatch(r"-[a-zA-Z]+", word))
    options = " ".join(command.words)
    is_failing = "f" in letters or "--fail" in options or "http_code" in options or "response_code" in options
    # Its answer may be looked at: piped on, or kept in a variable.
    is_read = command.after == "|" or any("$(curl" in word for other in commands for word in other.words)
    return not (is_failing or is_read)


@rule(
    "health-check-not-called",
    title="A health check exists, and no pipeline calls it",
    why="The deployment is the last thing that happens; the function that would have found it broken "
    "never runs.",
    fix="Call it in an action after the deployment: Category: Invoke, Provider: Lambda.",
    severity=Severity.HIGH,
)
def health_check_not_called(project: Project) -> Iterator[Hit]:
    """CodePipelines that end with a deployment, in a tree with a function that answers its jobs."""
    functions = [path for path, data in project.texts.items() if _REPORTS_SUCCESS.search(data)]
    if not functions:
        return
    for path, root in project.templates.items():
        for _, found in stages(root):
            actions = [action for stage in found.items for action in either(stage, "Actions").items]
            deploying = [at for at, action in enumerate(actions) if _category(action) == "Deploy"]
            if not deploying or any(
                _category(action) in {"Test", "Invoke"} for action in actions[deploying[-1] :]
            ):
                continue
            action = actions[deploying[-1]]
            yield Hit(path, action.line, action.end_line, f"{min(functions)} answers jobs of CodePipeline.")


def _category(action: Node) -> str:
    return either(either(action, "ActionTypeId"), "Category").text


@rule(
    "failed-check-is-success",
    title="A check that did not work is reported to the pipeline as a success",
    why="The exception is caught and the job succeeds: a broken deployment goes on.",
    fix="Call put_job_failure_result with the reason when the check raises, and success only after it "
    "has passed.",
    severity=Severity.HIGH,
    cwe=390,
)
def failed_check_is_success(project: Project) -> Iterator[Hit]:
    """Functions for CodePipeline that report success in, or after, a handler that swallows the exception."""
    for path, data in project.texts.items():
        if len(data) > _MOST_SOURCE or not _REPORTS_SUCCESS.search(data):
            continue
        text = data.decode("utf-8", "replace")
        if path.endswith(".py"):
            yield from (Hit(path, line, end) for line, end in _swallowing_handlers(text))
        elif path.endswith((".js", ".mjs", ".cjs", ".ts")):
            yield from (Hit(path, line, end) for line, end in _swallowing_catches(text))


def _swallowing_handlers(text: str) -> Iterator[tuple[int, int]]:
    """First and last lines of handlers after which success is reported."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            successes = [getattr(node, "lineno", 0) for node in ast.walk(function) if _calls(node, _SUCCEEDS)]
            for node in ast.walk(function):
                if isinstance(node, ast.Try):
                    yield from _swallowed(node, successes)


def _swallowed(attempt: ast.Try, successes: list[int]) -> Iterator[tuple[int, int]]:
    guarded = range(attempt.lineno, attempt.body[-1].end_lineno or attempt.lineno)
    for handler in attempt.handlers:
        end = handler.end_lineno or handler.lineno
        own = any(handler.lineno <= line <= end for line in successes)
        # Success that stands within the try is not reached after the exception.
        follows = any(line > (attempt.end_lineno or end) for line in successes if line not in guarded)
        leaves = any(isinstance(node, ast.Raise | ast.Return | ast.Continue) for node in ast.walk(handler))
        answers = any(_calls(node, _FAILS_JOB) for node in ast.walk(handler))
        remembers = any(
            isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign) for node in ast.walk(handler)
        )
        if own or (follows and not (leaves or answers or remembers)):
            yield handler.lineno, end


def _calls(node: ast.AST, name: re.Pattern[str]) -> bool:
    if not isinstance(node, ast.Call):
        return False
    called_name = getattr(node.func, "attr", getattr(node.func, "id", ""))
    return bool(name.fullmatch(str(called_name)))


def _swallowing_catches(text: str) -> Iterator[tuple[int, int]]:
    for found in _CATCH.finditer(text):
        end = _closing(text, found.end())
        body = text[found.end() : end]
        if _SUCCEEDS.search(body) and not _FAILS_JOB.search(body):
            yield text.count("\n", 0, found.start()) + 1, text.count("\n", 0, end) + 1


def _closing(text: str, position: int) -> int:
    depth = 1
    for found in re.compile(r"[{}]").finditer(text, position):
        depth += 1 if found[0] == "{" else -1
        if depth == 0:
            return found.start()
    return len(text)


@rule(
    "deployment-without-rollback",
    title="A failed deployment is not rolled back",
    why="The service stays broken until somebody notices and deploys again.",
    fix="Enable AutoRollbackConfiguration for DEPLOYMENT_FAILURE and DEPLOYMENT_STOP_ON_ALARM "
    "(auto_rollback_configuration in Terraform), or helm upgrade --atomic.",
    severity=Severity.MEDIUM,
)
def without_rollback(project: Project) -> Iterator[Hit]:
    """Deployment groups of CodeDeploy without rollback, and ``helm upgrade`` without ``--atomic``."""
    for path, root in project.templates.items():
        for _, resource, properties in resources(root, "AWS::CodeDeploy::DeploymentGroup"):
            if not properties.get("AutoRollbackConfiguration", "Enabled").is_true:
                yield Hit(path, resource.line, resource.end_line)
    yield from _groups_without_rollback(project)
    yield from _upgrades_without_rollback(project)


def _groups_without_rollback(project: Project) -> Iterator[Hit]:
    for path, data in project.texts.items():
        if path.endswith(".tf") and b"aws_codedeploy_deployment_group" in data:
            for block in terraform_resources(
                read_terraform(data.decode("utf-8", "replace")), "aws_codedeploy_deployment_group"
            ):
                rollback = next(block.children("auto_rollback_configuration"), None)
                if rollback is None or rollback.value("enabled") == "false":
                    yield Hit(path, block.line, block.end_line)


def _upgrades_without_rollback(project: Project) -> Iterator[Hit]:
    for pipeline, command in project.commands:
        is_upgrade = command.program == "helm" and "upgrade" in command.arguments
        is_safe = command.has("--atomic", "--rollback-on-failure", "--dry-run")
        if is_upgrade and not is_safe and not _goes_back(pipeline):
            yield Hit(pipeline.path, command.line, command.end_line)


def _goes_back(pipeline: Pipeline) -> bool:
    return any(command.words[:2] == ("helm", "rollback") for command in pipeline.commands)


_AWAITED = (
    (
        ("aws", "ecs", "update-service"),
        re.compile(r"services-stable|aws ecs describe|wait-for-service-stability"),
    ),
    (("aws", "deploy", "create-deployment"), re.compile(r"deployment-successful|get-deployment")),
    (("kubectl", "set", "image"), re.compile(r"rollout status|kubectl wait")),
    (("kubectl", "apply"), re.compile(r"rollout status|kubectl wait|helm|argocd|--dry-run")),
)


@rule(
    "deployment-not-awaited",
    title="A deployment is started, and nobody waits for its end",
    why="The pipeline is green as soon as the request is accepted; new containers that crash go unnoticed.",
    fix="Wait for it: aws ecs wait services-stable, aws deploy wait deployment-successful, kubectl "
    "rollout status.",
    severity=Severity.MEDIUM,
)
def not_awaited(project: Project) -> Iterator[Hit]:
    """Deployments that are only asked for, in pipelines that never ask for their end."""
    for pipeline in project.pipelines:
        for command in pipeline.commands:
            words = tuple(word for word in command.effective if not word.startswith("-"))
            for known, waiting in _AWAITED:
                if words[: len(known)] == known and not _waits(project, pipeline, waiting):
                    yield Hit(pipeline.path, command.line, command.end_line)


def _waits(project: Project, pipeline: Pipeline, waiting: re.Pattern[str]) -> bool:
    """Whether the pipeline, or a script that it shares a tree with, waits."""
    texts = [pipeline.text, *(script.text for script in project.of(System.SCRIPT))]
    return any(waiting.search(text) for text in texts)
