"""Rules on shell scripts that pipelines call, and on longer scripts within pipelines."""

from collections.abc import Iterator, Sequence

from holdfast.model.severity import Severity
from holdfast.scan.pipelines.commands import Command
from holdfast.scan.pipelines.linting import Hit, rule
from holdfast.scan.pipelines.project import Pipeline, Place, Project, System
from holdfast.scan.pipelines.reading import called

_CANNOT_FAIL = frozenset(
    {
        "", "echo", "printf", "export", "set", "exit", "return", "local", "readonly", "declare", "true", ":",
        "for", "shift", "trap", "sleep", "umask", "unset", "case", "date", "[", "[[", "test", "function",
        "alias",
        "wait", "kill", "pkill", "killall", "fi", "break", "continue",
    }
)  # fmt: skip
_INCLUDING = frozenset({"source", "."})

_MANAGERS = {
    "apt-get": "Debian and Ubuntu",
    "apt": "Debian and Ubuntu",
    "dpkg": "Debian and Ubuntu",
    "yum": "Amazon Linux and Red Hat",
    "dnf": "Amazon Linux and Red Hat",
    "rpm": "Amazon Linux and Red Hat",
    "apk": "Alpine",
}
_OWNERS = {
    "ec2-user": "Amazon Linux and Red Hat",
    "ubuntu": "Debian and Ubuntu",
    "admin": "Debian and Ubuntu",
}
_IMAGES = (
    ("alpine", "Alpine"),
    ("amazonlinux", "Amazon Linux and Red Hat"),
    ("fedora", "Amazon Linux and Red Hat"),
    ("rockylinux", "Amazon Linux and Red Hat"),
    ("almalinux", "Amazon Linux and Red Hat"),
    ("/ubi", "Amazon Linux and Red Hat"),
    ("bookworm", "Debian and Ubuntu"),
    ("bullseye", "Debian and Ubuntu"),
    ("debian", "Debian and Ubuntu"),
    ("ubuntu", "Debian and Ubuntu"),
)


@rule(
    "script-goes-on-after-errors",
    title="A failed command does not end the script",
    why="The exit code is that of the last command: whatever failed before it, the step succeeds.",
    fix="Begin the script with set -euo pipefail; say so where a command may fail: command || true.",
    severity=Severity.MEDIUM,
    cwe=390,
)
def script_goes_on(project: Project) -> Iterator[Hit]:
    """Scripts without ``set -e`` that go on after a command that may fail."""
    included = _included(project)
    for place in project.places:
        if (
            place.step.stops_on_error
            or place.path in included
            or _is_called_with_errexit(project, place.path)
        ):
            continue
        commands = [command for command in place.step.commands if not command.function]
        if place.pipeline.system is System.CODEBUILD and _sets_errexit(place.step.commands):
            continue
        risky = [at for at in range(len(commands)) if _goes_on(commands, at)]
        if risky and not _has_trap(commands):
            detail = f"{commands[risky[0]].program} may fail here unseen."
            yield Hit(place.path, commands[risky[0]].line, commands[-1].end_line, detail)


def _goes_on(commands: Sequence[Command], position: int) -> bool:
    """Whether a command may fail, nothing looks at it, and another one follows."""
    command = commands[position]
    is_last = position == len(commands) - 1
    if (
        is_last
        or command.is_condition
        or command.program in _CANNOT_FAIL
        or command.after in {"||", "&&", "|"}
    ):
        return False
    following = commands[position + 1]
    is_looked_at = any("$?" in word for word in following.words)
    return not is_looked_at and command.program not in _INCLUDING


def _sets_errexit(commands: Sequence[Command]) -> bool:
    options = (word for command in commands if command.program == "set" for word in command.arguments)
    return any(word == "errexit" or (word.startswith("-") and "e" in word) for word in options)


def _has_trap(commands: Sequence[Command]) -> bool:
    return any(command.program == "trap" and "ERR" in command.words for command in commands)


def _included(project: Project) -> set[str]:
    """Scripts that others read with ``source``: they run under the options of those."""
    known = {pipeline.path: "" for pipeline in project.pipelines if pipeline.system is System.SCRIPT}
    found: set[str] = set()
    for pipeline in project.pipelines:
        including = [command for command in pipeline.commands if command.program in _INCLUDING]
        names = {word.rsplit("/", 1)[-1] for command in including for word in command.arguments[:1]}
        found.update(path for path in known if path.rsplit("/", 1)[-1] in names)
    return found


def _is_called_with_errexit(project: Project, path: str) -> bool:
    """Whether a script is called as ``bash -e script``."""
    name = path.rsplit("/", 1)[-1]
    for _, command in project.commands:
        words = command.effective
        if command.program in {"bash", "sh"} and any(word.endswith(name) for word in words[1:]):
            return any(
                word.startswith("-") and "e" in word and not word.startswith("--") for word in words[1:]
            )
    return False


@rule(
    "wrong-package-manager",
    title="A script calls the package manager of another operating system",
    why="The command does not exist on the machine: the step fails, or goes on without what it should "
    "install.",
    fix="Use the machine's own package manager (dnf or yum for Amazon Linux, apt-get for Debian and "
    "Ubuntu, apk for "
    "Alpine), or change the user and the image to those of the system that is meant.",
    severity=Severity.MEDIUM,
)
def wrong_package_manager(project: Project) -> Iterator[Hit]:
    """Scripts of a deployment against the owner of its files, and jobs against their image."""
    scripts = {pipeline.path: pipeline for pipeline in project.of(System.SCRIPT)}
    for deployment in project.of(System.CODEDEPLOY):
        for path in dict.fromkeys(called(deployment, scripts)):
            owners = _owners(deployment, scripts[path])
            if len(owners) == 1:
                user = next(iter(owners))
                yield from _mismatches(
                    path, list(scripts[path].commands), _OWNERS[user], f"The user is {user}"
                )
    for place in project.places:
        system = next((system for word, system in _IMAGES if word in place.job.image[0].lower()), "")
        if system:
            commands = list(place.step.commands)
            yield from _mismatches(place.path, commands, system, f"The image is {place.job.image[0]}")


def _owners(deployment: Pipeline, script: Pipeline) -> set[str]:
    """The users of known systems that the deployment or the script names."""
    named = {text.text for node in deployment.root.get("permissions").items for text in node.texts()}
    named |= {text.text for hook in deployment.root.get("hooks").walk() for text in [hook.get("runas")]}
    words = {word.partition(":")[0] for command in script.commands for word in command.words}
    homes = {
        word.split("/")[2]
        for command in script.commands
        for word in command.words
        if word.startswith("/home/")
    }
    return (named | words | homes) & _OWNERS.keys()


def _mismatches(path: str, commands: list[Command], system: str, why: str) -> Iterator[Hit]:
    """The first command of a foreign package manager, unless the script looks at which there is."""
    used = [command for command in commands if command.program in _MANAGERS]
    systems = {_MANAGERS[command.program] for command in used}
    asks = any(
        command.is_condition or (command.before in {"&&", "||"} and command.after == "||") for command in used
    )
    probes = any(
        {"command", "which", "/etc/os-release"}.intersection(command.words[:3]) for command in commands
    )
    if len(systems) == 1 and system not in systems and not asks and not probes:
        yield Hit(
            path, used[0].line, used[0].end_line, f"{why}, and {used[0].program} is of {systems.pop()}."
        )


@rule(
    "world-writable-mode",
    title="Every user of the machine may change what is deployed",
    why="Any program on the machine, however little it may do, can replace the application or its settings.",
    fix="Let root own the files and the service's user read them: mode 750 for folders, 640 for files.",
    severity=Severity.HIGH,
    cwe=732,
)
def world_writable(project: Project) -> Iterator[Hit]:
    """Modes in appspec files, and ``chmod`` in scripts, that let others write."""
    for pipeline in project.of(System.CODEDEPLOY):
        for permission in pipeline.root.get("permissions").items:
            mode = permission.get("mode")
            if _is_world_writable(mode.text):
                yield Hit(pipeline.path, mode.line, 0, f"The mode is {mode.text}.")
    for place in project.places:
        yield from _chmods(place)


def _chmods(place: Place) -> Iterator[Hit]:
    for command in place.step.commands:
        modes = [word for word in command.arguments if not word.startswith("--") and word != "-R"]
        if command.program == "chmod" and modes and _is_world_writable(modes[0]):
            yield Hit(place.path, command.line, command.end_line, f"The mode is {modes[0]}.")


def _is_world_writable(mode: str) -> bool:
    """Whether others may write; a sticky folder such as /tmp is meant to be so."""
    if mode.isdigit() and len(mode) in {3, 4}:
        is_sticky = len(mode) == 4 and mode[0] in "1357"
        return mode[-1] in "2367" and not is_sticky
    return mode in {"a+w", "o+w", "a+rw", "o+rw", "a+rwx", "o+rwx", "ugo+rwx", "ugo+w", "a=rwx", "+rwx"}
