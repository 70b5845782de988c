"""The program of ``dependencies``: takes the inventory of a folder and compares it with advisories."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from holdfast.dependencies.inventory import Inventory, all_readers, take_inventory
from holdfast.dependencies.reading import MAX_MANIFEST_BYTES
from holdfast.errors import StorageError, TreeError
from holdfast.intel.database import FILE, open_database
from holdfast.kit.clock import SystemClock
from holdfast.kit.files import read_bounded
from holdfast.model.dependency import Dependency
from holdfast.model.report import Inputs, ParsedReport
from holdfast.scan.composition import TOOL, examine_dependencies, without_database
from holdfast.scan.engine import Assignment, answer


def examine(assignment: Assignment) -> ParsedReport:
    """What the manifests of a folder name, and what is known of it."""
    inventory = take_inventory(assignment.files, all_readers(), content_of(assignment.root))
    report = compared(assignment, inventory.dependencies)
    return replace(
        report,
        inputs=_inputs(inventory),
        failures=(*report.failures, *(f"{one.path}: {one.why}" for one in inventory.unread)),
        problems=(*inventory.problems, *report.problems),
    )


def compared(assignment: Assignment, dependencies: Sequence[Dependency]) -> ParsedReport:
    """What the database knows of dependencies; where there is none, that there is none."""
    if not dependencies:
        return ParsedReport(parser="holdfast", tool=TOOL)
    if assignment.advisories is None:
        return without_database(dependencies, "no database of advisories was named")
    try:
        with open_database(assignment.advisories / FILE) as database:
            return examine_dependencies(
                dependencies, database, now=SystemClock().now(), max_age=assignment.max_age
            )
    except StorageError as error:
        return without_database(dependencies, f"{error.what}; {error.todo}")


def content_of(root: Path) -> Callable[[str], bytes | None]:
    """Reads files by their path relative to a root, and nothing outside of it."""
    home = root.resolve()

    def content(path: str) -> bytes | None:
        place = (root / path).resolve()
        if not place.is_relative_to(home) or not place.is_file():
            return None
        try:
            return read_bounded(place, MAX_MANIFEST_BYTES)
        except StorageError as error:
            raise TreeError(error.what, error.why, error.todo) from None

    return content


def _inputs(inventory: Inventory) -> Inputs:
    """Manifests that were read, or passed over for a lock that says more, and those that were not."""
    unread = tuple(one.path for one in inventory.unread)
    read = {*inventory.read, *inventory.locked}
    return Inputs(examined=len(read - {*unread}), unread=unread)


if __name__ == "__main__":
    sys.exit(answer(TOOL, examine, sys.argv[1:]))
