"""GitLab CI: jobs with their scripts, ``extends`` and ``default`` followed within the file."""

from collections.abc import Sequence

from holdfast.scan.pipelines.commands import Command
from holdfast.scan.pipelines.documents import NOTHING, Node
from holdfast.scan.pipelines.project import Job, Pipeline, Step, System
from holdfast.scan.pipelines.shell import read_shell

_SCRIPTS = ("before_script", "script", "after_script")
_MOST_PARENTS = 10
_NOT_JOBS = frozenset(
    {"default", "include", "stages", "variables", "workflow", "image", "services", "cache", "spec"}
)


def read_gitlab(path: str, documents: Sequence[Node], text: str) -> Pipeline:
    """The jobs of the last document: a first one may describe inputs."""
    root = documents[-1]
    jobs = tuple(
        _job(name, node, root)
        for name, node in root.entries.items()
        if name not in _NOT_JOBS and not name.startswith(".") and node.entries
    )
    return Pipeline(System.GITLAB, path, jobs, root, text)


def inherited(job: Node, root: Node, key: str) -> Node:
    """A setting of a job: its own, that of what it extends, else the default of the file."""
    seen = 0
    queue = [job]
    while queue and seen < _MOST_PARENTS:
        node = queue.pop(0)
        seen += 1
        if key in node.entries:
            return node.entries[key]
        extended = node.get("extends")
        # The last one named wins.
        names = reversed(extended.items or [extended])
        queue.extend(root.get(name.text) for name in names if name.text)
    return root.get("default").entries.get(key) or root.entries.get(key, NOTHING)


def _job(name: str, job: Node, root: Node) -> Job:
    image = inherited(job, root, "image")
    image = image.get("name") or image
    allowed = inherited(job, root, "allow_failure")
    condition = inherited(job, root, "when")
    return Job(
        name=name,
        line=root.line_of(name),
        steps=(_step(name, job, root),),
        image=(image.text, image.line),
        tolerated_line=allowed.line if allowed.is_true else 0,
        condition=condition.text,
        condition_line=condition.line,
        node=job,
    )


def _step(name: str, job: Node, root: Node) -> Step:
    lines = [line for key in _SCRIPTS for line in inherited(job, root, key).texts()]
    commands: list[Command] = []
    for line in lines:
        commands.extend(read_shell(line.text, line.first_text_line))
    # The runner sets errexit, and pipefail where the shell has it.
    return Step(
        name=name,
        line=root.line_of(name),
        commands=tuple(commands),
        is_pipefail=True,
        text="\n".join(line.text for line in lines),
    )
