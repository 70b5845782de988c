"""Rules on what a pipeline may do."""

import re
from collections.abc import Iterator

from holdfast.model.severity import Severity
from holdfast.scan.pipelines.commands import Command
from holdfast.scan.pipelines.documents import Node
from holdfast.scan.pipelines.linting import Hit, rule
from holdfast.scan.pipelines.project import Project, System
from holdfast.scan.pipelines.systems.aws import resources

_BUILDERS = ("codebuild.amazonaws.com", "codepipeline.amazonaws.com", "codedeploy.amazonaws.com")
_ADMINISTRATOR = "policy/AdministratorAccess"
_OIDC = "token.actions.githubusercontent.com"
_ANY_SUBJECT = re.compile(r"^(?:\*|repo:\*.*|repo:[\w.*-]+/\*.*)$")
_REMOTE_BRANCH = frozenset({"main", "master", "develop", "HEAD"})


@rule(
    "pipeline-role-may-do-everything",
    title="The role of a pipeline may do everything in the account",
    why="Whoever changes a build file, or takes over one dependency of the build, owns the account.",
    fix="Grant the actions that the pipeline needs, on its own resources.",
    severity=Severity.HIGH,
    cwe=250,
)
def pipeline_role(project: Project) -> Iterator[Hit]:
    """Roles that CodeBuild, CodePipeline or CodeDeploy assume, with every action or AdministratorAccess."""
    for path, root in project.templates.items():
        for _, resource, properties in resources(root, "AWS::IAM::Role"):
            trusted = {text.text for text in properties.get("AssumeRolePolicyDocument").texts()}
            if not trusted.intersection(_BUILDERS):
                continue
            for managed in properties.get("ManagedPolicyArns").texts():
                if managed.text.endswith(_ADMINISTRATOR):
                    yield Hit(path, managed.line, 0, "AdministratorAccess is attached.")
            for statement in properties.get("Policies").walk():
                if _allows_everything(statement):
                    yield Hit(path, statement.line, max(statement.end_line, resource.line))


def _allows_everything(statement: Node) -> bool:
    is_allowed = statement.get("Effect").text == "Allow"
    return is_allowed and any(action.text in {"*", "*:*"} for action in statement.get("Action").texts())


@rule(
    "oidc-trust-too-wide",
    title="Any repository may take on the role of the pipeline",
    why="The role trusts GitHub's tokens without asking which repository they are for.",
    fix="Add a condition on token.actions.githubusercontent.com:sub with the repository and the branch or "
    "environment: repo:owner/name:environment:production.",
    severity=Severity.CRITICAL,
    cwe=863,
)
def oidc_trust(project: Project) -> Iterator[Hit]:
    """Roles that trust GitHub's identity provider without a subject, or with a star for it."""
    for path, root in project.templates.items():
        for statement in root.walk():
            if not _trusts_github(statement):
                continue
            subjects = [
                text.text
                for operator in statement.get("Condition").entries.values()
                for key, value in operator.entries.items()
                if key.endswith(":sub") and _OIDC in key
                for text in value.texts()
            ]
            if not subjects or any(_is_any(subject) for subject in subjects):
                yield Hit(path, statement.line, statement.end_line)


def _trusts_github(statement: Node) -> bool:
    if statement.get("Effect").text != "Allow":
        return False
    federated = [text.text for text in statement.get("Principal", "Federated").texts()]
    return any(f"oidc-provider/{_OIDC}" in text or _OIDC in text for text in federated)


def _is_any(subject: str) -> bool:
    owner = subject.removeprefix("repo:").partition("/")[0]
    return bool(_ANY_SUBJECT.match(subject)) and "*" in (subject if subject == "*" else owner)


@rule(
    "long-lived-cloud-keys",
    title="The workflow signs in to a cloud with keys that do not expire",
    why="Stored keys work from anywhere until somebody changes them; one leaked log is enough.",
    fix="Let the job prove who it is by OpenID Connect: permissions: id-token: write, and role-to-assume "
    "(workload_identity_provider for Google, client-id with federated credentials for Azure).",
    severity=Severity.MEDIUM,
    cwe=798,
)
def long_lived_keys(project: Project) -> Iterator[Hit]:
    """Sign-in actions that are given stored keys."""
    keys = {
        "aws-actions/configure-aws-credentials": "aws-secret-access-key",
        "google-github-actions/auth": "credentials_json",
        "azure/login": "creds",
    }
    for place in project.places:
        given = place.step.inputs.get(keys.get(place.step.action, "-"))
        if "secrets." in given.text:
            yield Hit(place.path, given.line)


@rule(
    "include-not-pinned",
    title="Part of the pipeline is fetched from elsewhere, whatever it is today",
    why="Whoever changes the other place changes this pipeline, and gets its secrets.",
    fix="Name a tag or a commit (ref:, @1.2.3), or add integrity: to a remote include.",
    severity=Severity.MEDIUM,
    cwe=829,
)
def include_not_pinned(project: Project) -> Iterator[Hit]:
    """GitLab includes of branches and addresses, and Jenkins libraries of branches."""
    for pipeline in project.of(System.GITLAB):
        include = pipeline.root.get("include")
        for item in include.items or [include]:
            if why := _is_moving_include(item):
                yield Hit(pipeline.path, item.line, item.end_line, why)
    library = re.compile(
        r"@Library\(\s*\[?\s*['\"][\w./-]+?(?:@(main|master|develop))?['\"]|\blibrary\s*\(?\s*['\"][\w./-]+@(main|master)"
    )
    for pipeline in project.of(System.JENKINS):
        for number, line in enumerate(pipeline.text.splitlines(), start=1):
            found = library.search(line)
            if found and (found[1] or found[2]):
                yield Hit(
                    pipeline.path, number, 0, f"The library is that of the branch {found[1] or found[2]}."
                )


def _is_moving_include(item: Node) -> str:
    remote = item.get("remote").text or (item.text if item.text.startswith("http") else "")
    if remote and not item.get("integrity"):
        return "A remote file is included without integrity."
    if item.get("project") and item.get("ref").text in {"", *_REMOTE_BRANCH}:
        return "A file of another project is included without a fixed ref."
    component, at, version = item.get("component").text.rpartition("@")
    if component and at and version in {"~latest", *_REMOTE_BRANCH}:
        return f"The component is at {version}."
    return ""


@rule(
    "ssh-host-key-unchecked",
    title="The pipeline does not check which machine it logs in to",
    why="Anybody on the way can take the deployment, and the credentials with it.",
    fix="Keep the host's key in the repository or a variable, and write it to known_hosts.",
    severity=Severity.MEDIUM,
    cwe=295,
)
def ssh_host_key(project: Project) -> Iterator[Hit]:
    """``StrictHostKeyChecking=no``, and keys that are fetched on the spot."""
    unchecked = re.compile(
        r"StrictHostKeyChecking[= ]\s*(?:no|off|false)|UserKnownHostsFile[= ]\s*/dev/null", re.IGNORECASE
    )
    for pipeline, command in project.commands:
        if command.program == "ssh-keyscan" and any("known_hosts" in one.target for one in command.redirects):
            yield Hit(
                pipeline.path, command.line, command.end_line, "The key is whatever the network answers."
            )
        elif unchecked.search(command.text):
            yield Hit(pipeline.path, command.line, command.end_line)


@rule(
    "login-to-root",
    title="The deployment logs in as root",
    why="Every step of the deployment, and every mistake in it, has all rights on the machine.",
    fix="Use an account of its own with sudo for the commands that it needs.",
    severity=Severity.LOW,
    cwe=250,
)
def login_to_root(project: Project) -> Iterator[Hit]:
    """``ssh root@host``, ``scp`` and ``rsync`` to it."""
    for pipeline, command in project.commands:
        if command.program in {"ssh", "scp", "rsync"} and any(_is_root(word) for word in _hosts(command)):
            yield Hit(pipeline.path, command.line, command.end_line)


def _hosts(command: Command) -> list[str]:
    return [word for word in command.arguments if not word.startswith("-")]


def _is_root(word: str) -> bool:
    return bool(re.match(r"root@[\w.$\{-]", word))
