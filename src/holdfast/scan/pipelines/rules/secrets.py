"""Rules on how pipelines handle secrets, and on what they tell the world."""

import re
from collections.abc import Iterator

from holdfast.model.severity import Severity
from holdfast.scan.pipelines.commands import Command
from holdfast.scan.pipelines.containers import container_run
from holdfast.scan.pipelines.documents import Node
from holdfast.scan.pipelines.linting import Hit, rule
from holdfast.scan.pipelines.project import Pipeline, Project, System

_MARKS = (
    r"(?:PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|API_?KEY|PRIVATE_?KEY|ACCESS_?KEY|CREDENTIALS?"
    r"|_PWD|_PASS|_PAT|_KEY)"
)
_EXCEPT = (
    r"(?!\w*(?:_FILE|_PATH|_DIR|_NAME|_ARN|_ID|_URL|_HOST|_LENGTH|_EXPIRY|_COUNT|_TYPE|_USER|_VERSION|_HASH))"
)
_VARIABLE = re.compile(
    rf"(?<![\\$])\$(?:\{{\{{\s*secrets\.[\w-]+\s*\}}\}}|\{{?(?!#|!){_EXCEPT}(?P<name>\w*{_MARKS})(?![\w])"
    r"(?!:?\+)[^}\s]*\}?)"
)
_CACHE_KEY = re.compile(r"^(?:CACHE|PUBLIC|SSH_PUBLIC|SORT|PRIMARY|FOREIGN|GPG_PUBLIC|PARTITION)_?\w*KEY$")
_OPTION = re.compile(
    r"^(?:--?|-D|/)[\w.-]*(?:password|passwd|secret|token|api-?key|apikey|login|private-?key|access-?key|passphrase)"
    r"[\w.-]*$",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(r"account[\w-]*[\"']?\s*[:=]\s*[\"']?(\d{12})(?!\d)", re.IGNORECASE)
_ACCOUNT_IN_NAME = re.compile(r"arn:aws[\w-]*:[\w-]+:[\w-]*:(\d{12}):|\b(\d{12})\.dkr\.ecr\.")
_SAMPLE_ACCOUNTS = frozenset({"123456789012", "000000000000"})
_PUBLIC_REGISTRIES = frozenset(
    # Accounts in which AWS itself publishes images, named in its documentation: EKS add-ons, deep learning
    # containers, CodeBuild's own cache.
    {"602401143452", "763104351884", "877085696533", "840364872350"}
)
_SECRET_ARN = re.compile(
    r"arn:aws[\w-]*:(?:secretsmanager:[\w-]*:\d{12}:secret:|ssm:[\w-]*:\d{12}:parameter/)"
)
_DUMPS = frozenset({("env",), ("printenv",), ("export", "-p"), ("set",)})


def is_secret_used(text: str) -> bool:
    """Whether a variable that is named like a secret is expanded in a word."""
    return any(not _CACHE_KEY.match(found["name"] or "") for found in _VARIABLE.finditer(text))


@rule(
    "secret-echoed",
    title="A secret is printed into the log of the build",
    why="Logs are kept, copied and read by more people than may know the secret; masking misses every "
    "changed form.",
    fix="Do not print it. Pipe it to the program that needs it, or print only whether it is set: "
    "${TOKEN:+set}.",
    severity=Severity.HIGH,
    cwe=532,
)
def secret_echoed(project: Project) -> Iterator[Hit]:
    """``echo $TOKEN`` whose output goes neither into a pipe nor into a file."""
    for pipeline, command in project.commands:
        is_shown = command.after != "|" and not command.is_written_to_file
        is_print = command.program in {"echo", "printf"} and not any(
            "add-mask" in word for word in command.words
        )
        if is_shown and is_print and any(map(is_secret_used, command.arguments)):
            yield Hit(pipeline.path, command.line, command.end_line)


@rule(
    "environment-printed",
    title="All variables of the build are printed into its log",
    why="Among them are its secrets and temporary credentials.",
    fix="Print the variables that you need by name.",
    severity=Severity.MEDIUM,
    cwe=532,
)
def environment_printed(project: Project) -> Iterator[Hit]:
    """``env`` or ``printenv`` alone."""
    for pipeline, command in project.commands:
        words = tuple(word for word in command.words if word != "sudo")
        is_shown = command.after != "|" and not command.is_written_to_file
        if words in _DUMPS and is_shown:
            yield Hit(pipeline.path, command.line, command.end_line)


@rule(
    "secret-traced",
    title="The script prints every command, those with secrets too",
    why="set -x writes each command with its variables replaced into the log.",
    fix="Remove set -x, or switch it off (set +x) around what uses a secret.",
    severity=Severity.MEDIUM,
    cwe=532,
)
def secret_traced(project: Project) -> Iterator[Hit]:
    """``set -x`` before a command that uses a secret."""
    for pipeline, commands in _shells(project):
        tracing: Command | None = None
        for command in commands:
            if command.program == "set":
                options = [
                    word for word in command.arguments if word[:1] in "-+" and not word.startswith("--")
                ]
                if any(word.startswith("-") and "x" in word for word in options) or "xtrace" in command.words:
                    tracing = None if "+o" in command.words else command
                elif any(word.startswith("+") and "x" in word for word in options):
                    tracing = None
            elif tracing and any(map(is_secret_used, command.words)):
                yield Hit(pipeline.path, tracing.line, tracing.end_line, f"{command.program} gets a secret.")
                tracing = None


def _shells(project: Project) -> Iterator[tuple[Pipeline, list[Command]]]:
    """Commands that one shell runs: options stay set between the entries of a phase of CodeBuild."""
    for pipeline in project.pipelines:
        for job in pipeline.jobs:
            if pipeline.system is System.CODEBUILD:
                yield pipeline, [command for step in job.steps for command in step.commands]
            else:
                yield from ((pipeline, list(step.commands)) for step in job.steps)


@rule(
    "secret-on-command-line",
    title="A secret stands on a command line",
    why="Every process of the machine can read it there, and error messages and crash reports repeat it.",
    fix="Give it by standard input (--password-stdin), by a file, or by the environment variable that "
    "the program "
    "reads.",
    severity=Severity.MEDIUM,
    cwe=214,
)
def secret_on_command_line(project: Project) -> Iterator[Hit]:
    """Options named like a secret whose value is one."""
    for pipeline, command in project.commands:
        if command.program in {"echo", "printf", "export", "test", "[", "[["}:
            continue
        option = _secret_option(command)
        if option:
            yield Hit(pipeline.path, command.line, command.end_line, f"The option is {option}.")


def _secret_option(command: Command) -> str:
    words = command.effective
    for position, word in enumerate(words[1:], start=1):
        name, equals, value = word.partition("=")
        if equals and _OPTION.match(name) and is_secret_used(value):
            return name
        following = words[position + 1] if position + 1 < len(words) else ""
        if _OPTION.match(word) and is_secret_used(following):
            return word
        is_login = command.program in {
            "docker",
            "podman",
            "mysql",
            "psql",
            "sshpass",
            "redis-cli",
            "curl",
            "mysqldump",
        }
        if is_login and word in {"-p", "-u", "--user", "-a"} and is_secret_used(following):
            return word
        if is_login and re.match(r"-p\$", word) and is_secret_used(word):
            return "-p"
    return ""


@rule(
    "secret-as-build-argument",
    title="A secret becomes part of an image's history",
    why="Whoever may pull the image reads it with docker history.",
    fix="Use a secret mount: docker build --secret id=token,env=TOKEN, and RUN --mount=type=secret,id=token.",
    severity=Severity.HIGH,
    cwe=538,
)
def secret_as_build_argument(project: Project) -> Iterator[Hit]:
    """``docker build --build-arg NAME=$SECRET``; compose files and actions too."""
    for pipeline, command in project.commands:
        words = command.words
        for position, word in enumerate(words):
            is_argument = word.startswith("--build-arg=") or (
                position and words[position - 1] == "--build-arg"
            )
            if is_argument and (
                is_secret_used(word) or (is_secret_used(f"${word.rpartition('=')[2]}") and "=" not in word)
            ):
                yield Hit(pipeline.path, command.line, command.end_line)
    for place in project.places:
        arguments = place.step.inputs.get("build-args")
        if place.step.action == "docker/build-push-action" and "secrets." in arguments.text:
            yield Hit(place.path, arguments.line, arguments.end_line)


def _plain_variables(pipeline: Pipeline) -> Iterator[tuple[str, Node]]:
    """Variables that a pipeline's file sets to a text."""
    root = pipeline.root
    if pipeline.system is System.CODEBUILD:
        yield from root.get("env", "variables").entries.items()
    for key in ("env", "variables"):
        if pipeline.system in {System.GITHUB, System.GITLAB}:
            yield from root.get(key).entries.items()
    for job in pipeline.jobs:
        keys = ("environment",) if pipeline.system is System.COMPOSE else ("env", "variables")
        for key in keys:
            node = job.node.get(key)
            yield from node.entries.items()
            yield from (
                (item.text.partition("=")[0], Node(item.line, item.end_line, item.text.partition("=")[2]))
                for item in node.items
            )


_SECRET_NAME = re.compile(rf"^{_EXCEPT}\w*{_MARKS}$", re.IGNORECASE)
_PLACEHOLDER = re.compile(
    r"^(?:postgres|password|test\w*|root|dummy|example|none|secret|changeme|true|false|\d{0,4}|ci|dev|x+|admin)$",
    re.IGNORECASE,
)


@rule(
    "secret-in-variables",
    title="A secret is written among the variables of a pipeline",
    why="Everybody who reads the repository has it, for as long as its history is kept.",
    fix="Change it, and let the pipeline fetch the new one from the secret store of the platform.",
    severity=Severity.HIGH,
    cwe=798,
)
def secret_in_variables(project: Project) -> Iterator[Hit]:
    """Variables named like a secret with a text as their value."""
    for pipeline in project.pipelines:
        for name, value in _plain_variables(pipeline):
            text = value.get("value").text or value.text
            is_text = (
                bool(text)
                and not re.search(r"[$!<{/]|\s", text)
                and not value.tag
                and not text.startswith("arn:")
            )
            if (
                _SECRET_NAME.match(name)
                and not _CACHE_KEY.match(name)
                and is_text
                and not _PLACEHOLDER.match(text)
            ):
                yield Hit(pipeline.path, value.line, value.end_line, f"The variable is {name}.")


@rule(
    "account-number-in-file",
    title="The number of an AWS account is written in a file",
    why="It is not a secret, and yet half of what is needed to try roles and buckets by name; copies of "
    "the file "
    "point at the wrong account.",
    fix="Ask for it when it is needed: aws sts get-caller-identity, ${AWS::AccountId}, or a variable of "
    "the project.",
    severity=Severity.LOW,
    cwe=540,
)
def account_number(project: Project) -> Iterator[Hit]:
    """Twelve digits named as an account, or in the name of a resource; once for each file and account."""
    for pipeline in project.pipelines:
        seen: set[str] = set()
        for number, line in enumerate(pipeline.text.splitlines(), start=1):
            for account in _accounts(line):
                if account not in seen:
                    seen.add(account)
                    yield Hit(pipeline.path, number)
    for path, root in project.templates.items():
        found = {account: text.line for text in root.texts() for account in _accounts(text.text)}
        yield from (Hit(path, line) for line in found.values())


def _accounts(line: str) -> Iterator[str]:
    if line.lstrip().startswith(("#", "//")):
        return
    for found in _ACCOUNT_IN_NAME.finditer(line):
        account = found[1] or found[2]
        if not (found[2] and account in _PUBLIC_REGISTRIES) and account not in _SAMPLE_ACCOUNTS:
            yield account
    yield from (found[1] for found in _ACCOUNT.finditer(line) if found[1] not in _SAMPLE_ACCOUNTS)


@rule(
    "secret-arn-in-file",
    title="The full name of a secret is written in a file",
    why="It tells account, region and name of the secret to everybody who reads the repository.",
    fix="Name the secret without account and region: service/token:key in a buildspec, a parameter in a "
    "template.",
    severity=Severity.LOW,
    cwe=540,
)
def secret_arn(project: Project) -> Iterator[Hit]:
    """ARNs of secrets and parameters with an account number."""
    for pipeline in project.pipelines:
        for number, line in enumerate(pipeline.text.splitlines(), start=1):
            if _SECRET_ARN.search(line) and not line.lstrip().startswith(("#", "//")):
                yield Hit(pipeline.path, number)


@rule(
    "secret-passed-to-container",
    title="A secret stands on the command line that starts a container",
    why="The list of processes shows it, and docker inspect does for as long as the container exists.",
    fix="Name the variable without its value (--env TOKEN), or use --env-file.",
    severity=Severity.LOW,
    cwe=214,
)
def secret_passed_to_container(project: Project) -> Iterator[Hit]:
    """``docker run -e TOKEN=$TOKEN``."""
    for pipeline, command in project.commands:
        run = container_run(command)
        if run is not None and any(is_secret_used(value) for value in run.values("-e", "--env")):
            yield Hit(pipeline.path, command.line, command.end_line)
