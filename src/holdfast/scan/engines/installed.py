"""The program of ``installed``: what is installed in a folder, compared with advisories.

A scan passes over environments (``.venv``, ``node_modules``), so this program walks the folder itself.
"""

import os
import stat
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from msgspec import structs

from holdfast.dependencies.installed.kinds import Stored, installed_in
from holdfast.errors import TreeError
from holdfast.kit.tree import printable
from holdfast.model.report import Inputs, ParsedReport
from holdfast.scan.composition import compared
from holdfast.scan.engine import Assignment, answer

TOOL = "installed"
OPTION = "path"
MAX_FILES = 2_000_000


def examine(assignment: Assignment) -> ParsedReport:
    """What is installed under the root or the folder of the option ``path``, and what is known of it."""
    unknown = sorted(assignment.options.keys() - {OPTION})
    if unknown:
        return _failed(f"there is no option {unknown[0]!r}; known is {OPTION}")
    try:
        inventory = installed_in(stored_in(assignment.root, assignment.options.get(OPTION, "")))
    except TreeError as error:
        return _failed(f"{error.what}: {error.why}")
    if not inventory.dependencies and not inventory.unread:
        return _failed("nothing is installed there that it knows")
    report = compared(inventory.dependencies, assignment.advisories, assignment.max_age)
    return replace(
        report,
        findings=tuple(structs.replace(one, tool=TOOL) for one in report.findings),
        inputs=Inputs(
            examined=report.inputs.examined if report.inputs else 0,
            unit="package",
            unread=tuple(one.path for one in inventory.unread),
        ),
        failures=(*report.failures, *(f"{one.path}: {one.why}" for one in inventory.unread)),
        problems=(*inventory.problems, *report.problems),
    )


def stored_in(root: Path, below: str = "") -> Iterator[Stored]:
    """The files of a folder, by their path relative to the root; links are not followed.

    Args:
        root: The scanned folder.
        below: A folder in it, empty for all of it.

    Raises:
        TreeError: The folder lies outside the root, is none, cannot be read, or has too many files.
    """
    home = root.resolve()
    top = (home / below).resolve()
    if not top.is_relative_to(home) or not top.is_dir():
        raise TreeError(f"{below} is no folder of the scanned one", "it must lie in it", "scan it alone")
    count = 0
    for place, folders, names in os.walk(top, onerror=_refuse):
        folders.sort()
        for name in sorted(names):
            count += 1
            if count > MAX_FILES:
                raise TreeError(
                    "The folder has too many files", f"the limit is {MAX_FILES}", "scan a part of it"
                )
            path = Path(place) / name
            found = path.lstat()
            if stat.S_ISREG(found.st_mode):
                yield Stored(
                    path=printable(path.relative_to(home).as_posix()),
                    size_bytes=found.st_size,
                    is_executable=bool(found.st_mode & 0o111),
                    content=partial(_begin, path),
                )


def _begin(path: Path, size: int) -> bytes:
    """The first bytes of a file that was regular when it was listed."""
    try:
        # Not blocking, and no link: it may have been replaced since.
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW)
        with os.fdopen(descriptor, "rb") as file:
            return file.read(size)
    except OSError as error:
        raise TreeError(
            f"{path.name} cannot be read", error.strerror or str(error), "change its mode"
        ) from None


def _refuse(error: OSError) -> None:
    raise TreeError(f"{error.filename} cannot be read", error.strerror or str(error), "change its mode")


def _failed(why: str) -> ParsedReport:
    return ParsedReport(
        parser="holdfast", tool=TOOL, inputs=Inputs(examined=0, unit="package"), failures=(why,)
    )


if __name__ == "__main__":
    sys.exit(answer(TOOL, examine, sys.argv[1:]))
