"""The program of ``dependencies``: takes the inventory of a folder and compares it with advisories."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from holdfast.dependencies.inventory import Inventory, all_readers, take_inventory
from holdfast.dependencies.reading import MAX_MANIFEST_BYTES
from holdfast.kit.confined import ConfinedFolder
from holdfast.model.report import Inputs, ParsedReport
from holdfast.scan.composition import TOOL, compared
from holdfast.scan.engine import Assignment, answer

_NAMED = 3


def examine(assignment: Assignment) -> ParsedReport:
    """What the manifests of a folder name, and what is known of it."""
    folder = ConfinedFolder(assignment.root)
    content = partial(folder.read, limit_bytes=MAX_MANIFEST_BYTES)
    inventory = take_inventory(assignment.files, all_readers(), content)
    report = compared(inventory.dependencies, assignment.advisories, assignment.max_age)
    return replace(
        report,
        inputs=_inputs(inventory),
        failures=(*report.failures, *(f"{one.path}: {one.why}" for one in inventory.unread)),
        problems=(*inventory.problems, *report.problems),
        remarks=tuple(_remarks(inventory)),
    )


def _inputs(inventory: Inventory) -> Inputs:
    """Manifests that were read, or passed over for a lock that says more, and those that were not."""
    unread = tuple(one.path for one in inventory.unread)
    read = {*inventory.read, *inventory.locked}
    return Inputs(examined=len(read - {*unread}), unread=unread)


def _remarks(inventory: Inventory) -> Iterator[str]:
    names = inventory.direct_only
    if names:
        more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
        shown = ", ".join(names[:_NAMED])
        yield f"without a lock file, what the direct dependencies bring is not examined: {shown}{more}"


if __name__ == "__main__":
    sys.exit(answer(TOOL, examine, sys.argv[1:]))
