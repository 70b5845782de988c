"""What the linter knows of a project: its pipelines, the scripts that they call, and its other files.

Every system is read into the same jobs and steps, so that one rule on commands holds for all of them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from holdfast.scan.pipelines.commands import Command
from holdfast.scan.pipelines.documents import NOTHING, Node


class System(StrEnum):
    """Where a file of a pipeline is carried out."""

    GITHUB = "GitHub Actions"
    GITLAB = "GitLab CI"
    CODEBUILD = "AWS CodeBuild"
    CODEDEPLOY = "AWS CodeDeploy"
    JENKINS = "Jenkins"
    COMPOSE = "Docker Compose"
    TEMPLATE = "AWS CloudFormation"
    SCRIPT = "script"


@dataclass(frozen=True, slots=True)
class Step:
    """Commands that succeed or fail together, or one action that somebody else wrote.

    Attributes:
        name: What it is called.
        line: First line.
        commands: What it runs, in order.
        uses: The action that it is, with its version (``owner/name@v1``).
        inputs: What the action is given.
        tolerated_line: The line that says that its failure does not count; 0 when it counts.
        condition: When it runs, as written.
        stops_on_error: Whether a failed command ends it.
        is_pipefail: Whether a failure before a pipe counts.
        text: Its script as written, for what is not a command.
    """

    name: str
    line: int
    commands: tuple[Command, ...] = ()
    uses: str = ""
    inputs: Node = NOTHING
    tolerated_line: int = 0
    condition: str = ""
    stops_on_error: bool = True
    is_pipefail: bool = False
    text: str = ""

    @property
    def action(self) -> str:
        """The action without its version, lower case."""
        return self.uses.partition("@")[0].lower()


@dataclass(frozen=True, slots=True)
class Job:
    """Steps that run one after another on one machine.

    Attributes:
        name: What it is called; for CodeBuild the phase.
        line: First line.
        steps: In order.
        image: Container image that it runs in, with its line.
        tolerated_line: The line that says that its failure does not count; 0 when it counts.
        condition: When it runs, as written.
        condition_line: Where that is said.
        node: All of it.
    """

    name: str
    line: int
    steps: tuple[Step, ...] = ()
    image: tuple[str, int] = ("", 0)
    tolerated_line: int = 0
    condition: str = ""
    condition_line: int = 0
    node: Node = NOTHING


@dataclass(frozen=True, slots=True)
class Pipeline:
    """One file that says what is run.

    Attributes:
        system: What carries it out.
        path: Relative to the root.
        jobs: In the order of the file.
        root: The document, for systems whose files are YAML or JSON.
        text: The file.
    """

    system: System
    path: str
    jobs: tuple[Job, ...] = ()
    root: Node = NOTHING
    text: str = ""

    @property
    def steps(self) -> Iterator[Step]:
        """Every step of every job."""
        return (step for job in self.jobs for step in job.steps)

    @property
    def commands(self) -> Iterator[Command]:
        """Every command of every job."""
        return (command for step in self.steps for command in step.commands)


@dataclass(frozen=True, slots=True)
class Place:
    """A step with the job and the pipeline that it stands in."""

    pipeline: Pipeline
    job: Job
    step: Step

    @property
    def path(self) -> str:
        """The file."""
        return self.pipeline.path


@dataclass(slots=True, kw_only=True)
class Project:
    """All that rules may look at.

    Attributes:
        pipelines: Files of pipelines, scripts that they call among them, by path.
        templates: CloudFormation templates and other JSON or YAML of AWS, by path.
        texts: Every other file that was handed over, by path, unread.
        unread: Files that could not be read, each with the reason.
    """

    pipelines: tuple[Pipeline, ...] = ()
    templates: Mapping[str, Node] = field(default_factory=dict)
    texts: Mapping[str, bytes] = field(default_factory=dict)
    unread: Mapping[str, str] = field(default_factory=dict)

    def of(self, *systems: System) -> Iterator[Pipeline]:
        """The pipelines of these systems."""
        return (pipeline for pipeline in self.pipelines if pipeline.system in systems)

    @property
    def places(self) -> Iterator[Place]:
        """Every step of every pipeline."""
        for pipeline in self.pipelines:
            for job in pipeline.jobs:
                for step in job.steps:
                    yield Place(pipeline, job, step)

    @property
    def commands(self) -> Iterator[tuple[Pipeline, Command]]:
        """Every command, with the file that it stands in."""
        return ((pipeline, command) for pipeline in self.pipelines for command in pipeline.commands)

    @property
    def is_empty(self) -> bool:
        """Whether nothing here is a pipeline, so that there is nothing to say about what it lacks."""
        return not self.pipelines and not self.templates
