"""Docker Compose: services, each a job without steps unless it sets a command."""

from holdfast.scan.pipelines.documents import Node
from holdfast.scan.pipelines.project import Job, Pipeline, System


def read_compose(path: str, root: Node, text: str) -> Pipeline:
    """A compose file."""
    services = root.get("services")
    jobs = tuple(_service(name, node, services.line_of(name)) for name, node in services.entries.items())
    return Pipeline(System.COMPOSE, path, jobs, root, text)


def _service(name: str, service: Node, line: int) -> Job:
    image = service.get("image")
    return Job(name=name, line=line, image=(image.text, image.line), node=service)
