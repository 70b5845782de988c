"""Paths from the top of the repository, as CI systems count them, whatever folder of it was scanned."""

from dataclasses import replace

import msgspec

from holdfast.model.category import Category
from holdfast.model.finding import Finding
from holdfast.model.scan import Scan
from holdfast.render.rendering import Document


def from_repository(document: Document) -> Document:
    """The document with its findings' paths from the top of the repository; their identity stays."""
    place = document.run.target.place
    if not place:
        return document
    found = tuple(_moved(finding, place) for finding in document.run.findings)
    scans = tuple(_placed(scan, place) for scan in document.run.scans)
    return replace(document, run=replace(document.run, findings=found, scans=scans))


def _placed(scan: Scan, place: str) -> Scan:
    coverage = scan.coverage
    if coverage.unit != "file":
        return scan
    return replace(scan, coverage=replace(coverage, unread=tuple(place + name for name in coverage.unread)))


def _moved(finding: Finding, place: str) -> Finding:
    path = finding.location.path
    is_in_image = finding.category is Category.CONTAINER and finding.component is not None
    if not path or path.startswith(("/", "../")) or is_in_image:
        return finding
    location = msgspec.structs.replace(finding.location, path=place + path)
    return msgspec.structs.replace(finding, location=location)
