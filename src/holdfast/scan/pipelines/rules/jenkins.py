"""Rules on Jenkinsfiles."""

import re
from collections.abc import Iterator

from holdfast.model.severity import Severity
from holdfast.scan.pipelines.linting import Hit, rule
from holdfast.scan.pipelines.project import Project, System
from holdfast.scan.pipelines.systems.jenkins import Call, read_calls

_UNTRUSTED = re.compile(
    r"\$\{?\s*(?:params\.\w+|env\.(?:CHANGE_(?:TITLE|BRANCH|AUTHOR\w*|URL|TARGET)|BRANCH_NAME|GIT_BRANCH|TAG_NAME)|"
    r"(?:CHANGE_(?:TITLE|BRANCH|AUTHOR\w*)))"
)
_CREDENTIAL = re.compile(
    r"(?:passwordVariable|usernameVariable|variable|keyFileVariable|passphraseVariable)\s*:\s*['\"](\w+)['\"]"
)
_BOUND = re.compile(r"^\s*(\w+)\s*=\s*credentials\s*\(", re.MULTILINE)
_SHELLS = frozenset({"sh", "bat", "powershell", "pwsh"})


def _interpolated(project: Project) -> Iterator[tuple[str, str, Call, int, str]]:
    """Texts between double quotes that a step hands to a shell: Groovy fills them in first."""
    for pipeline in project.of(System.JENKINS):
        for call in read_calls(pipeline.text):
            script = call.script if call.name in _SHELLS else None
            if script is not None and script.is_interpolated:
                yield pipeline.path, pipeline.text, call, script.line, script.raw


@rule(
    "jenkins-untrusted-text-in-shell",
    title="Text of others becomes part of a shell command",
    why="Groovy puts the value of a parameter, or the name of a branch, into the command before the "
    "shell reads it: "
    "whoever chooses it runs commands on the agent.",
    fix="Use single quotes, and let the shell read the variable: sh 'deploy \"$TARGET\"'.",
    severity=Severity.HIGH,
    cwe=78,
)
def untrusted_text(project: Project) -> Iterator[Hit]:
    """``sh "... ${params.X} ..."``."""
    for path, _, _, line, text in _interpolated(project):
        for offset, part in enumerate(text.splitlines() or [text]):
            if _UNTRUSTED.search(part):
                yield Hit(path, line + offset)


@rule(
    "jenkins-secret-interpolated",
    title="Groovy writes a credential into a command",
    why="Between double quotes the secret stands in the command itself: in the list of processes, and in "
    "the log.",
    fix="Use single quotes, so that the shell reads it from its environment: sh 'curl -H \"$HEADER\" ...'.",
    severity=Severity.HIGH,
    cwe=214,
)
def secret_interpolated(project: Project) -> Iterator[Hit]:
    """Variables of withCredentials and credentials() in texts between double quotes."""
    for path, whole, _, line, text in _interpolated(project):
        names = set(_CREDENTIAL.findall(whole)) | set(_BOUND.findall(whole))
        for offset, part in enumerate(text.splitlines() or [text]):
            used = {found[1] for found in re.finditer(r"(?<!\\)\$\{?(?:env\.)?(\w+)", part)}
            if hits := used & names:
                yield Hit(path, line + offset, 0, f"The credential is {min(hits)}.")


@rule(
    "jenkins-failure-caught",
    title="A stage fails, and the build stays green",
    why="catchError with buildResult: 'SUCCESS' takes the failure back: nobody hears of it.",
    fix="Leave buildResult out, or set it to FAILURE; then later stages still run.",
    severity=Severity.MEDIUM,
    cwe=390,
)
def failure_caught(project: Project) -> Iterator[Hit]:
    """``catchError(buildResult: 'SUCCESS')`` around steps."""
    for pipeline in project.of(System.JENKINS):
        for call in read_calls(pipeline.text):
            if call.name == "catchError" and call.is_given("buildResult", "SUCCESS"):
                yield Hit(pipeline.path, call.line)
