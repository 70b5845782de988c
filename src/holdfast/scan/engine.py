"""What the programs of our own scanners have in common: what they are given, and how they answer.

A scanner of ours is a process like any other scanner's: it reads what strangers wrote, so it gets the same
limits of time and memory, and is ended the same way. Its program lies in ``scan/engines`` and ends with::

    if __name__ == "__main__":
        sys.exit(answer("secrets", examine, sys.argv[1:]))

Exit code 0 means that the report was written; what went wrong stands in it. 3 means that none of the files is
of the scanner's kind, which only their content shows. Every other code is a crash.
"""

import argparse
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import msgspec

from holdfast import __version__
from holdfast.model.report import ParsedReport
from holdfast.scan.scanning import BuiltIn, Job

DONE = 0
NOTHING_TO_SCAN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """What a program is to examine.

    Attributes:
        root: The scanned folder, absolute.
        files: Files to examine, relative to the root.
        image: Image saved as a file, empty for none.
        advisories: Folder of the database of advisories; ``None`` when there is none to use.
        max_age: An older feed decides nothing.
        options: Settings of the scanner, as the configuration has them.
    """

    root: Path
    files: tuple[str, ...] = ()
    image: str = ""
    advisories: Path | None = None
    max_age: timedelta = timedelta(days=7)
    options: Mapping[str, str] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """The day that it was told, for scanners that are dated; else that of the clock, UTC."""
        told = self.options.get("today")
        return date.fromisoformat(told) if told else datetime.now(UTC).date()


Examine = Callable[[Assignment], ParsedReport | None]
"""``None``: nothing that it was given is of its kind."""


def command(install: BuiltIn) -> Callable[[Job], list[str]]:
    """The command line of a scanner of ours; :func:`answer` reads it again."""

    def of(job: Job) -> list[str]:
        # -P: the working directory is the scanned folder, and no module may come from there.
        words = [job.executable, "-P", "-m", install.module, "--report", str(job.report)]
        if job.files:
            words += ["--files", str(job.file_list)]
        if job.image:
            words += ["--image", job.image]
        if job.advisories and install.is_advised:
            words += ["--advisories", str(job.advisories.folder)]
            words += ["--max-age", f"{job.advisories.max_age.total_seconds():.0f}"]
        options = {**({"today": f"{datetime.now(UTC).date()}"} if install.is_dated else {}), **job.options}
        return words + [f"--option={name}={value}" for name, value in sorted(options.items())]

    return of


def answer(tool: str, examine: Examine, arguments: Sequence[str]) -> int:
    """Examine what the command line names, and write the report; the exit code."""
    parser = argparse.ArgumentParser(prog=f"holdfast {tool}")
    parser.add_argument("--report", required=True, type=Path)
    parser.add_argument("--files", type=Path)
    parser.add_argument("--image", default="")
    parser.add_argument("--advisories", type=Path)
    parser.add_argument("--max-age", default=0, type=int)
    parser.add_argument("--option", action="append", default=[])
    said = parser.parse_args(arguments)
    report = examine(
        Assignment(
            root=Path.cwd(),
            files=read_file_list(said.files) if said.files else (),
            image=said.image,
            advisories=said.advisories,
            max_age=timedelta(seconds=said.max_age),
            options=dict(word.split("=", 1) for word in said.option),
        )
    )
    if report is None:
        return NOTHING_TO_SCAN
    stamped = replace(report, parser="holdfast", tool=tool, tool_version=__version__)
    said.report.write_bytes(msgspec.json.encode(stamped))
    return DONE


def write_file_list(path: Path, files: Sequence[str]) -> None:
    """Name files for a program: each ended by a NUL, the one byte that no name holds."""
    path.write_bytes(b"".join(os.fsencode(name) + b"\0" for name in files))


def read_file_list(path: Path) -> tuple[str, ...]:
    """The files that :func:`write_file_list` named."""
    return tuple(os.fsdecode(name) for name in path.read_bytes().split(b"\0")[:-1])
