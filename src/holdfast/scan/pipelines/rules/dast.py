"""Rules on what a dynamic scanner is aimed at."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from holdfast.model.severity import Severity
from holdfast.scan.pipelines.commands import Command
from holdfast.scan.pipelines.containers import ContainerRun, container_run, repository_of
from holdfast.scan.pipelines.linting import Hit, rule
from holdfast.scan.pipelines.project import Job, Pipeline, Project, System
from holdfast.scan.pipelines.tools import Kind, is_scanner_image, scan_of

_ADDRESS = re.compile(r"https?://([\w.-]+)(?::\d+)?")
_LOCAL = frozenset({"localhost", "127.0.0.1", "0.0.0.0"})  # noqa: S104 - an address to look for.


@dataclass(frozen=True, slots=True)
class _Attack:
    """A call of a dynamic scanner: the host that it is aimed at, and the container that it runs in."""

    command: Command
    host: str
    run: ContainerRun | None


@dataclass(frozen=True, slots=True)
class _Started:
    """A container that is started: under which names others reach it."""

    line: int
    end_line: int
    names: frozenset[str]
    repository: str


def _groups(project: Project) -> Iterator[tuple[Pipeline, list[Command]]]:
    """Commands that run on one machine: those of a job, and all phases of a buildspec together."""
    for pipeline in project.pipelines:
        if pipeline.system in {System.CODEBUILD, System.SCRIPT}:
            yield pipeline, list(pipeline.commands)
        else:
            for job in pipeline.jobs:
                yield pipeline, [command for step in job.steps for command in step.commands]


def _attacks(commands: Sequence[Command]) -> Iterator[_Attack]:
    for command in commands:
        scan = scan_of(command)
        if scan is None or scan.tool.kind is not Kind.RUNNING:
            continue
        address = next((found for word in scan.arguments if (found := _ADDRESS.match(word))), None)
        if address:
            yield _Attack(command, address[1], container_run(command))


def _started(commands: Sequence[Command]) -> list[_Started]:
    found = []
    for command in commands:
        run = container_run(command)
        if run is not None:
            names = frozenset(run.values("--name", "--network-alias", "--net-alias", "-h", "--hostname"))
            found.append(_Started(command.line, command.end_line, names, run.repository))
    return found


def _services(job: Job) -> Iterator[_Started]:
    """GitLab's services, which stand beside a job under their alias."""
    for service in job.node.get("services").items:
        name = service.get("name").text or service.text
        aliases = service.get("alias").text.replace(",", " ").split()
        own = repository_of(name).rsplit("/", 1)[-1]
        yield _Started(service.line, service.end_line, frozenset(aliases or [own]), repository_of(name))


@rule(
    "dast-scans-scanner",
    title="The dynamic scanner tests a container of itself instead of the application",
    why="The report is about the scanner: it is short, and it looks clean.",
    fix="Give the name to the application's own container, and ask it for something that only the "
    "application "
    "knows, such as its build number, before the scan starts.",
    severity=Severity.HIGH,
)
def dast_scans_scanner(project: Project) -> Iterator[Hit]:
    """Targets whose name belongs to a container that is started from a scanner's image."""
    for pipeline, commands in _groups(project):
        started = _started(commands)
        for attack in _attacks(commands):
            for one in started:
                if attack.host in one.names and is_scanner_image(one.repository):
                    yield Hit(
                        pipeline.path, one.line, one.end_line, f"{attack.host} is a container of the scanner."
                    )
    for pipeline in project.of(System.GITLAB):
        for job in pipeline.jobs:
            commands = [command for step in job.steps for command in step.commands]
            for attack in _attacks(commands):
                for one in _services(job):
                    if attack.host in one.names and is_scanner_image(one.repository):
                        yield Hit(
                            pipeline.path, one.line, one.end_line, f"{attack.host} is the scanner's service."
                        )


@rule(
    "dast-target-is-own-container",
    title="The dynamic scanner looks for the application inside its own container",
    why="In a container localhost is the container itself: nothing answers there, and nothing is tested.",
    fix="Start the application in a network of its own and name it, or run the scanner with --network host.",
    severity=Severity.HIGH,
)
def dast_target_is_own_container(project: Project) -> Iterator[Hit]:
    """Scanners in a container of their own that are aimed at localhost."""
    for pipeline, commands in _groups(project):
        for attack in _attacks(commands):
            if attack.run is None or attack.host not in _LOCAL:
                continue
            networks = attack.run.values("--network", "--net")
            if not any(network == "host" or network.startswith("container:") for network in networks):
                yield Hit(pipeline.path, attack.command.line, attack.command.end_line)


@rule(
    "dast-target-not-started",
    title="The dynamic scanner is aimed at a name that no container in its network has",
    why="The scan sees an address that does not answer, or somebody else's.",
    fix="Start the application in the same network, under that name.",
    severity=Severity.MEDIUM,
)
def dast_target_not_started(project: Project) -> Iterator[Hit]:
    """Targets in a network that the same script makes, where nothing that it starts has the name."""
    for pipeline, commands in _groups(project):
        made = {
            command.words[-1] for command in commands if command.words[:3] == ("docker", "network", "create")
        }
        is_composed = any(
            "compose" in command.words or command.program == "docker-compose" for command in commands
        )
        known = {name for one in _started(commands) for name in one.names}
        known |= {
            word for c in commands if c.words[:3] == ("docker", "network", "connect") for word in c.words[3:]
        }
        for attack in _attacks(commands):
            networks = set(attack.run.values("--network", "--net")) if attack.run else set()
            is_outside = "." in attack.host or "$" in attack.host or attack.host in _LOCAL
            if networks & made and not is_outside and not is_composed and attack.host not in known:
                yield Hit(pipeline.path, attack.command.line, attack.command.end_line)
