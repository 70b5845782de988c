"""GitHub Actions: workflows and composite actions."""

from holdfast.scan.pipelines.documents import Node
from holdfast.scan.pipelines.project import Job, Pipeline, Step, System
from holdfast.scan.pipelines.shell import read_shell

_OTHER_SHELLS = ("pwsh", "powershell", "cmd", "python")


def read_workflow(path: str, root: Node, text: str) -> Pipeline:
    """A workflow, or a composite action as a workflow of one job."""
    default = root.get("defaults", "run", "shell").text
    jobs = root.get("jobs").entries or {"action": root.get("runs")}
    read = tuple(_job(name, job, default) for name, job in jobs.items() if job.entries)
    return Pipeline(System.GITHUB, path, read, root, text)


def _job(name: str, job: Node, default: str) -> Job:
    shell = job.get("defaults", "run", "shell").text or default
    image = job.get("container", "image") or job.get("container")
    return Job(
        name=name,
        line=job.line,
        steps=tuple(_step(step, shell) for step in job.get("steps").items if step.entries),
        image=(image.text, image.line),
        tolerated_line=_tolerated(job),
        condition=job.get("if").text,
        condition_line=job.line_of("if"),
        node=job,
    )


def _step(step: Node, default: str) -> Step:
    run = step.get("run")
    shell = step.get("shell").text or default
    is_shell = not shell.startswith(_OTHER_SHELLS)
    return Step(
        name=step.get("name").text,
        line=step.line,
        commands=read_shell(run.text, run.first_text_line) if is_shell else (),
        uses=step.get("uses").text,
        inputs=step.get("with"),
        tolerated_line=_tolerated(step),
        condition=step.get("if").text,
        # Without a word about the shell GitHub calls `bash -e`; by its name, `bash -eo pipefail`.
        is_pipefail=shell == "bash" or "pipefail" in shell,
        text=run.text,
    )


def _tolerated(node: Node) -> int:
    return node.line_of("continue-on-error") if node.get("continue-on-error").is_true else 0
