"""Where a finding is, in the shape that each of GitLab's schemas demands."""

from typing import Any
from urllib.parse import urlsplit

from holdfast.model.finding import Finding
from holdfast.model.scan import Run
from holdfast.render.cleaning import block

UNKNOWN = "unknown"
"""What stands where a schema demands a text and the tool gave none."""


def in_file(finding: Finding, run: Run) -> dict[str, Any]:
    """For SAST: a file and lines."""
    del run
    place = finding.location
    location: dict[str, Any] = {"file": block(place.path or ".")}
    if place.line:
        location |= {"start_line": place.line, "end_line": max(place.line, place.end_line or 0)}
    return location


def in_commit(finding: Finding, run: Run) -> dict[str, Any]:
    """For secret detection: a file and lines in a commit."""
    return in_file(finding, run) | {"commit": {"sha": run.target.commit or "0" * 40}}


def in_manifest(finding: Finding, run: Run) -> dict[str, Any]:
    """For dependency scanning: a package and the file that asks for it."""
    del run
    return {"file": block(finding.location.path or UNKNOWN), "dependency": _dependency(finding)}


def in_image(finding: Finding, run: Run) -> dict[str, Any]:
    """For container scanning: a package in an image, or the file that describes the image."""
    image = run.target.image or finding.location.path or finding.location.resource
    return {
        "dependency": _dependency(finding),
        "operating_system": UNKNOWN,
        "image": block(image or UNKNOWN),
    }


def at_address(finding: Finding, run: Run) -> dict[str, Any]:
    """For DAST: a request."""
    place = finding.location
    host, path = _split(place.url or run.target.url)
    location = {"hostname": host, "path": path, "method": place.method or "", "param": place.parameter or ""}
    return {name: block(value) for name, value in location.items() if value}


def _dependency(finding: Finding) -> dict[str, Any]:
    component = finding.component
    if component is None:
        return {"package": {"name": UNKNOWN}, "version": UNKNOWN}
    made: dict[str, Any] = {
        "package": {"name": block(component.name) or UNKNOWN},
        "version": block(component.version) or UNKNOWN,
    }
    if component.is_direct is not None:
        made["direct"] = component.is_direct
    return made


def _split(url: str) -> tuple[str, str]:
    """Scheme and host, and path; a text that is no URL is a path."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "", url
    if not parts.netloc:
        return "", url
    return f"{parts.scheme}://{parts.netloc}", parts.path or "/"
