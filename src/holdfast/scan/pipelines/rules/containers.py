"""Rules on containers in compose files and pipelines."""

import re
from collections.abc import Iterator

from holdfast.model.severity import Severity
from holdfast.scan.pipelines.containers import container_run, is_moving, repository_of
from holdfast.scan.pipelines.documents import Node
from holdfast.scan.pipelines.linting import Hit, rule
from holdfast.scan.pipelines.project import Job, Pipeline, Project, System
from holdfast.scan.pipelines.systems.jenkins import read_calls
from holdfast.scan.pipelines.tools import is_scanner_image

_NEEDS_PRIVILEGE = (
    "docker",
    "tonistiigi/binfmt",
    "multiarch/qemu-user-static",
    "moby/buildkit",
    "linuxkit/binfmt",
)
_SOCKET = re.compile(r"docker\.sock|podman\.sock|containerd\.sock")
_READ_ONLY_PROXIES = ("tecnativa/docker-socket-proxy", "wollomatic/socket-proxy", "linuxserver/socket-proxy")
_DATABASES = {
    "postgres": "5432", "postgis/postgis": "5432", "mysql": "3306", "mariadb": "3306", "mongo": "27017",
    "redis": "6379", "valkey/valkey": "6379", "memcached": "11211", "elasticsearch": "9200",
    "opensearchproject/opensearch": "9200", "cassandra": "9042", "couchdb": "5984", "influxdb": "8086",
    "neo4j": "7687", "clickhouse/clickhouse-server": "9000", "rabbitmq": "5672",
    "mcr.microsoft.com/mssql/server": "1433", "gvenzl/oracle-xe": "1521",
}  # fmt: skip
_PORTS = frozenset(_DATABASES.values())
_CAPABILITIES = frozenset({"ALL", "SYS_ADMIN", "SYS_PTRACE", "SYS_MODULE", "DAC_READ_SEARCH", "NET_ADMIN"})
_LOCAL = ("127.", "localhost:", "[::1]:", "::1:")


def _services(project: Project) -> Iterator[tuple[Pipeline, Job]]:
    for pipeline in project.of(System.COMPOSE):
        for job in pipeline.jobs:
            yield pipeline, job


@rule(
    "image-latest",
    title="A container image is whatever is newest on the day",
    why="Two runs of the same commit use different software, and a tag that was taken over runs at once.",
    fix="Name a version, better with its digest: postgres:17.6@sha256:...",
    severity=Severity.MEDIUM,
    cwe=1357,
)
def image_latest(project: Project) -> Iterator[Hit]:
    """Images with the tag latest, or without one, of services, jobs and ``docker run``."""
    built = _built(project)
    for pipeline in project.pipelines:
        # zizmor says it of containers of GitHub's jobs.
        jobs = pipeline.jobs if pipeline.system is not System.GITHUB else ()
        for job in jobs:
            image, line = job.image
            is_own = bool(job.node.get("build")) or repository_of(image) in built
            if is_moving(image) and not is_own:
                yield Hit(pipeline.path, line, 0, f"The image is {image}.")
        for service in _gitlab_services(pipeline):
            if is_moving(service.text):
                yield Hit(pipeline.path, service.line, 0, f"The image is {service.text}.")
        yield from _images_of_jenkins(pipeline)
        for command in pipeline.commands:
            run = container_run(command)
            pulled = command.arguments[-1:] if command.words[:2] == ("docker", "pull") else ()
            for image in (run.image,) if run else pulled:
                if is_moving(image) and repository_of(image) not in built:
                    yield Hit(pipeline.path, command.line, command.end_line, f"The image is {image}.")


def _built(project: Project) -> set[str]:
    """Images that the project's own pipelines build."""
    found: set[str] = set()
    for _, command in project.commands:
        if (
            "build" in command.words[:3]
            or "tag" in command.words[:2]
            or command.program in {"buildah", "kaniko"}
        ):
            found.update(repository_of(word) for word in command.words[1:])
    for pipeline, job in _services(project):
        if job.node.get("build"):
            found.add(repository_of(job.node.get("image").text))
            # Compose names images after the folder and the service.
            found.add(f"{pipeline.path.rpartition('/')[0]}-{job.name}")
    return found - {""}


def _gitlab_services(pipeline: Pipeline) -> Iterator[Node]:
    if pipeline.system is System.GITLAB:
        for node in (pipeline.root, *(job.node for job in pipeline.jobs)):
            for service in node.get("services").items:
                yield service.get("name") or service


def _images_of_jenkins(pipeline: Pipeline) -> Iterator[Hit]:
    if pipeline.system is not System.JENKINS:
        return
    for call in read_calls(pipeline.text):
        if (
            call.name == "image"
            and "docker" in call.blocks
            and call.strings
            and is_moving(call.strings[0].text)
        ):
            yield Hit(pipeline.path, call.line, 0, f"The image is {call.strings[0].text}.")


@rule(
    "privileged-container",
    title="A container may do everything that the machine may",
    why="Who takes the container takes the machine.",
    fix="Remove privileged, and add the one capability that is needed.",
    severity=Severity.HIGH,
    cwe=250,
)
def privileged_container(project: Project) -> Iterator[Hit]:
    """``privileged: true`` of services, and ``docker run --privileged``."""
    for pipeline, job in _services(project):
        if job.node.get("privileged").is_true and not _may_be_privileged(job.image[0]):
            yield Hit(pipeline.path, job.node.line_of("privileged"), 0, f"The service is {job.name}.")
    for pipeline, command in project.commands:
        run = container_run(command)
        if run is not None and run.has("--privileged") and not _may_be_privileged(run.image):
            yield Hit(pipeline.path, command.line, command.end_line)
    for pipeline in project.of(System.GITHUB):
        for job in pipeline.jobs:
            options = job.node.get("container", "options")
            if "--privileged" in options.text:
                yield Hit(pipeline.path, options.line)


def _may_be_privileged(image: str) -> bool:
    """Whether an image is made to run containers or to set the machine up for them."""
    return repository_of(image) in _NEEDS_PRIVILEGE


@rule(
    "docker-socket-mounted",
    title="A container gets the socket of Docker",
    why="By the socket it starts containers with all rights: who takes the container takes the machine.",
    fix="Remove the mount. To build images use BuildKit, kaniko or buildah; to watch containers use a "
    "proxy that "
    "only reads.",
    severity=Severity.HIGH,
    cwe=250,
)
def docker_socket(project: Project) -> Iterator[Hit]:
    """Mounts of the socket, those of scanners that look at images left out."""
    for pipeline, job in _services(project):
        if repository_of(job.image[0]) in _READ_ONLY_PROXIES:
            continue
        for volume in job.node.get("volumes").texts():
            if _SOCKET.search(volume.text.partition(":")[0]):
                yield Hit(pipeline.path, volume.line, 0, f"The service is {job.name}.")
    for pipeline, command in project.commands:
        run = container_run(command)
        if (
            run is not None
            and not is_scanner_image(run.repository)
            and any(
                _SOCKET.search(value.partition(":")[0]) for value in run.values("-v", "--volume", "--mount")
            )
        ):
            yield Hit(pipeline.path, command.line, command.end_line)
    for pipeline in project.of(System.JENKINS):
        for call in read_calls(pipeline.text):
            if call.name == "args" and any(_SOCKET.search(text.text) for text in call.strings):
                yield Hit(pipeline.path, call.line)


@rule(
    "database-port-published",
    title="A database listens on all addresses of the machine",
    why="Docker opens the port past the machine's firewall; everybody in the network reaches the database.",
    fix="Remove ports: containers of the same network reach each other without. For a developer's machine: "
    '"127.0.0.1:5432:5432".',
    severity=Severity.MEDIUM,
    cwe=668,
)
def database_port(project: Project) -> Iterator[Hit]:
    """Published ports of services that are databases, by image or by port."""
    for pipeline, job in _services(project):
        is_database = repository_of(job.image[0]).removeprefix("bitnami/") in _DATABASES
        for port in job.node.get("ports").items:
            published, target = _published(port)
            # A port that is a variable is the database's own.
            is_known = target.partition("/")[0] in {*_PORTS, "0"}
            is_local = published.startswith(_LOCAL)
            if published and not is_local and is_known and (is_database or not job.image[0]):
                yield Hit(pipeline.path, port.line, port.end_line, f"The service is {job.name}.")


def _published(port: Node) -> tuple[str, str]:
    """Where a port is reached from outside, and the port within; nothing outside when it is not published."""
    if port.entries:
        address = port.get("host_ip").text
        published = port.get("published").text
        return (f"{address}:{published}" if address else published), port.get("target").text
    text = re.sub(r"\$\{[^}]*\}", "0", port.text)
    outside, colon, inside = text.rpartition(":")
    return (outside, inside) if colon else (text, text)


@rule(
    "container-shares-host",
    title="A container shares the machine's processes or network, or gains its rights",
    why="The wall between the container and the machine is gone: it sees other services' traffic or "
    "processes.",
    fix="Publish the ports that are needed instead of network_mode: host; remove pid: host and the "
    "capability.",
    severity=Severity.MEDIUM,
    cwe=653,
)
def shares_host(project: Project) -> Iterator[Hit]:
    """Host namespaces and strong capabilities of services."""
    for pipeline, job in _services(project):
        for key in ("network_mode", "pid", "ipc", "userns_mode"):
            if job.node.get(key).text == "host":
                yield Hit(
                    pipeline.path, job.node.line_of(key), 0, f"The service is {job.name}, with {key}: host."
                )
        for capability in job.node.get("cap_add").texts():
            if capability.text.removeprefix("CAP_").upper() in _CAPABILITIES:
                yield Hit(
                    pipeline.path, capability.line, 0, f"The service is {job.name}, with {capability.text}."
                )
