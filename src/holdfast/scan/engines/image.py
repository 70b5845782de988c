"""The program of ``image``: the packages of an image saved as a file, compared with advisories."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from msgspec import structs

from holdfast.dependencies.images.contents import ImageContents, read_image
from holdfast.dependencies.images.plan import Plan
from holdfast.errors import ReportError
from holdfast.model.category import Category
from holdfast.model.finding import Finding, Location
from holdfast.model.report import Inputs, ParsedReport
from holdfast.model.severity import Severity
from holdfast.scan.composition import compared
from holdfast.scan.engine import Assignment, answer

TOOL = "image"
OPTIONS = ("platform", "tag")

_ROOT = {"", "root", "0"}
_KINDS = ("pkg:deb/", "pkg:apk/", "pkg:rpm/")


def examine(assignment: Assignment) -> ParsedReport:
    """What an image holds, and what is known of it."""
    unknown = sorted(assignment.options.keys() - {*OPTIONS})
    if unknown:
        return _failed(f"there is no option {unknown[0]!r}; known are {', '.join(OPTIONS)}")
    options = {name: assignment.options.get(name, "") for name in OPTIONS}
    try:
        image = read_image(Path(assignment.image), **options)
    except ReportError as error:
        return _failed(f"{error.what}: {error.why}; {error.todo}")
    report = compared(image.dependencies, assignment.advisories, assignment.max_age, Category.CONTAINER)
    found = (*(structs.replace(one, tool=TOOL) for one in report.findings), *_of_start(image.plan))
    return replace(
        report,
        findings=found,
        inputs=Inputs(
            examined=report.inputs.examined if report.inputs else 0,
            unit="package",
            unread=tuple(one.path for one in image.unread),
        ),
        failures=(*_lost(image), *report.failures),
        problems=(*image.problems, *report.problems),
    )


def _lost(image: ImageContents) -> Iterator[str]:
    """Why nothing is known of a part of the image."""
    yield from image.failures
    for one in image.unread:
        yield f"{one.path}: {one.why}"
    if not image.dependencies:
        yield "no record of any package was found in it"
    elif image.distribution.name and not any(one.purl.startswith(_KINDS) for one in image.dependencies):
        yield f"it was made from {image.distribution}, but has no database of its packages"


def _of_start(plan: Plan) -> Iterator[Finding]:
    """What is wrong with how a container of the image starts."""
    user = (plan.start.user or "").partition(":")[0]
    if user in _ROOT:
        yield Finding(
            tool=TOOL,
            rule="image-runs-as-root",
            title="The image runs as root",
            severity=Severity.MEDIUM,
            category=Category.CONTAINER,
            location=Location(resource="User"),
            cwe=(250,),
            description="Whoever breaks into the application is root in its container, and one fault of the "
            "kernel or one mount away from the machine.",
            fix="Make a user in the Dockerfile, and end it with USER and its number.",
        )
    health = plan.start.health
    if plan.is_docker and (health is None or health.test in (None, [], ["NONE"])):
        yield Finding(
            tool=TOOL,
            rule="image-without-health-check",
            title="The image has no health check",
            severity=Severity.INFO,
            category=Category.CONTAINER,
            location=Location(resource="Healthcheck"),
            description="Docker and Compose take a container that hangs for one that works.",
            fix="Add HEALTHCHECK to the Dockerfile, or leave it to the probes of the orchestrator.",
        )


def _failed(why: str) -> ParsedReport:
    return ParsedReport(
        parser="holdfast", tool=TOOL, inputs=Inputs(examined=0, unit="package"), failures=(why,)
    )


if __name__ == "__main__":
    sys.exit(answer(TOOL, examine, sys.argv[1:]))
