"""What becomes of the exit code of a command, and of the report that it writes."""

import re
from collections.abc import Sequence

from holdfast.scan.pipelines.commands import Command
from holdfast.scan.pipelines.project import Place, Step

_HARMLESS = frozenset({"true", ":", "echo", "printf", "sleep", "/bin/true", "cat", "ls", "date"})
_REPORT = re.compile(r"[\w./\-]*[\w\-]+\.(?:json|sarif|xml|html|csv|txt|md|log)\b")
_CARRIERS = frozenset(
    {
        "aws", "cp", "mv", "cat", "echo", "printf", "tar", "ls", "gsutil", "az", "curl", "zip", "mkdir",
        "head", "tail", "rm", "scp", "rsync", "touch", "chmod", "less", "gcloud", "tee", "gzip", "sed",
    }
)  # fmt: skip
"""Programs that move or show a report; they do not judge it."""


def is_failure_ignored(commands: Sequence[Command], position: int) -> bool:
    """Whether the list that a command stands in goes on after its failure as if nothing were."""
    end = position
    while end < len(commands) and commands[end].after in {"|", "&&"}:
        end += 1
    if end >= len(commands) - 1:
        return False
    if commands[end].after == "||":
        return _is_harmless(commands, end + 1)
    following = commands[end + 1]
    is_last = end + 2 == len(commands)
    on_same_line = following.line == commands[end].end_line
    return commands[end].after == ";" and is_last and on_same_line and _ends_well(following)


def _ends_well(command: Command) -> bool:
    return command.program in {"true", ":"} or command.words[:2] in {("exit", "0"), ("exit",)}


def _is_harmless(commands: Sequence[Command], position: int) -> bool:
    """Whether what stands behind ``||`` succeeds without having looked at anything."""
    depth = 0
    for command in commands[position:]:
        depth += command.opens - command.closes
        if not (command.program in _HARMLESS or _ends_well(command)):
            return False
        is_open = depth > 0 or command.after in {"&&", "||"}
        if not is_open:
            return True
    return True


def is_lost_in_pipe(step: Step, position: int) -> bool:
    """Whether a command's exit code is lost before a pipe."""
    command = step.commands[position]
    has_status = "PIPESTATUS" in step.text
    has_option = any(one.program == "set" and "pipefail" in one.words for one in step.commands[:position])
    return command.after == "|" and not (step.is_pipefail or has_option or has_status)


def is_read_later(place: Place, command: Command) -> bool:
    """Whether something that may judge it reads the report of a command, later in the same pipeline."""
    names = {match[0].rsplit("/", 1)[-1] for word in _written(command) for match in _REPORT.finditer(word)}
    if not names:
        return False
    is_behind = False
    for step in place.pipeline.steps:
        for other in step.commands:
            if is_behind and _judges(other, names):
                return True
            is_behind = is_behind or other is command
        if is_behind and any(name in text.text for text in step.inputs.texts() for name in names):
            return "upload-artifact" not in step.action
    reports = place.job.node.get("artifacts", "reports")
    return any(name in text.text for text in reports.texts() for name in names)


def _written(command: Command) -> tuple[str, ...]:
    return (*command.words, *(redirect.target for redirect in command.redirects))


def _judges(command: Command, names: set[str]) -> bool:
    if not command.program or command.program in _CARRIERS:
        return False
    return any(name in word for word in command.words for name in names)
