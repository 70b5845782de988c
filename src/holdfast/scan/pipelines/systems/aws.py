"""AWS: buildspec files, appspec files, and the resources of CloudFormation templates."""

from collections.abc import Iterator

from holdfast.scan.pipelines.documents import NOTHING, Node
from holdfast.scan.pipelines.project import Job, Pipeline, Step, System
from holdfast.scan.pipelines.shell import read_shell

_LISTS = ("commands", "finally")


def read_buildspec(path: str, root: Node, text: str) -> Pipeline:
    """A buildspec: each phase is a job, and each entry of its commands a step."""
    jobs = tuple(
        _phase(name, phase, root.get("phases").line_of(name))
        for name, phase in root.get("phases").entries.items()
        if phase.entries
    )
    return Pipeline(System.CODEBUILD, path, jobs, root, text)


def _phase(name: str, phase: Node, line: int) -> Job:
    continues = phase.get("on-failure").text.upper() == "CONTINUE"
    entries = [entry for key in _LISTS for entry in phase.get(key).texts()]
    return Job(
        name=name,
        line=line,
        steps=tuple(_entry(name, entry) for entry in entries),
        tolerated_line=phase.line_of("on-failure") if continues else 0,
        node=phase,
    )


def _entry(name: str, entry: Node) -> Step:
    commands = read_shell(entry.text, entry.first_text_line)
    # The exit code of an entry is that of its last line: CodeBuild adds no errexit.
    is_one_line = "\n" not in entry.text.strip()
    return Step(name=name, line=entry.line, commands=commands, stops_on_error=is_one_line, text=entry.text)


def read_appspec(path: str, root: Node, text: str) -> Pipeline:
    """An appspec: each hook is a job, and each script a step that calls it."""
    hooks = root.get("hooks")
    jobs = tuple(
        Job(name, hooks.line_of(name), tuple(_hook(name, call) for call in hook.items), node=hook)
        for name, hook in hooks.entries.items()
    )
    return Pipeline(System.CODEDEPLOY, path, jobs, root, text)


def _hook(name: str, call: Node) -> Step:
    location = call.get("location")
    return Step(name=name, line=location.line, commands=read_shell(location.text, location.line))


def resources(root: Node, *kinds: str) -> Iterator[tuple[str, Node, Node]]:
    """Resources of a template of these types: name, the whole, and its properties."""
    for name, resource in root.get("Resources").entries.items():
        if resource.get("Type").text in kinds:
            yield name, resource, resource.get("Properties")


def stages(root: Node) -> Iterator[tuple[Node, Node]]:
    """The CodePipelines of a document: the pipeline and its stages; a template's, or the API's own JSON."""
    for _, resource, properties in resources(root, "AWS::CodePipeline::Pipeline"):
        yield resource, properties.get("Stages")
    pipeline = root.get("pipeline") if root.get("pipeline", "stages").items else root
    if pipeline.get("stages").items and (pipeline.get("artifactStore") or pipeline.get("roleArn")):
        yield pipeline, pipeline.get("stages")


def either(node: Node, key: str) -> Node:
    """A value by its key as templates write it (``Actions``), or as the API does (``actions``)."""
    return node.entries.get(key) or node.entries.get(key[:1].lower() + key[1:], NOTHING)
