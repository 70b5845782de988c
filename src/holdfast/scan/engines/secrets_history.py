"""The program of the scanner ``secrets-history``: secrets in what a git repository ever held.

A secret is one finding for each file, however many versions of it hold it: the first of them is told.
"""

import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace

import msgspec

from holdfast.errors import ConfigError, ToolError, UsageError
from holdfast.kit.history import Extent, History, Origin
from holdfast.kit.process import end_on_signals
from holdfast.kit.text import as_plain, has_binary_head
from holdfast.model.finding import Finding
from holdfast.model.report import Inputs, ParsedReport, Problem
from holdfast.scan.engine import Assignment, answer
from holdfast.scan.secret_search import Passing, Search, Secret, finding_of

TOOL = "secrets-history"
UNIT = "version"
OPTIONS = ("depth", "since")


@dataclass(frozen=True, slots=True)
class Sighting:
    """A secret in a file of the history.

    Attributes:
        secret: What is kept of it.
        origin: The first version that holds it.
        versions: How many do.
        is_current: Whether one of them is checked out.
    """

    secret: Secret
    origin: Origin
    versions: int = 1
    is_current: bool = False

    def finding(self) -> Finding:
        """The finding, with the commit to look at."""
        origin = self.origin
        versions = "one version of the file holds" if self.versions == 1 else f"{self.versions} versions hold"
        today = (
            "It is still in the commit that is checked out."
            if self.is_current
            else "The commit that is checked out does not hold it any more, but every clone does."
        )
        told = (
            f"Came with commit {origin.commit[:12]} of {origin.day.isoformat()}, where it is in line "
            f"{self.secret.hit.line}; {versions} it. {today}"
        )
        found = finding_of(TOOL, origin.path, self.secret, told)
        state = "in-head" if self.is_current else "removed"
        return msgspec.structs.replace(found, tags=(*found.tags, f"commit:{origin.commit}", state))


def examine(assignment: Assignment) -> ParsedReport:
    """Search the history of the repository that the folder is in."""
    try:
        passing = Passing.of(assignment.root, assignment.options, OPTIONS)
        history = History(assignment.root, extent_of(assignment.options))
        with end_on_signals():
            return search_history(history, passing)
    except (ConfigError, UsageError, ToolError) as error:
        why = ": ".join(filter(None, [error.what, error.why, error.todo]))
        return ParsedReport(parser="holdfast", tool=TOOL, failures=(why,))


def extent_of(options: Mapping[str, str]) -> Extent:
    """How much of the history the settings ask for.

    Raises:
        ConfigError: The depth is no number.
    """
    depth = options.get("depth", "0")
    if not (depth.isascii() and depth.isdigit() and len(depth) < 10):
        raise ConfigError(f"The depth {depth!r} is no number of commits", "", "write 1000, or leave it out")
    return Extent(depth=int(depth), since=options.get("since", ""))


def search_history(history: History, passing: Passing) -> ParsedReport:
    """The secrets of a history.

    Raises:
        UsageError: It is asked for from a revision that is not here.
        ToolError: Git refused.
    """
    search, current = Search(passing), history.current()
    seen: dict[tuple[str, str], Sighting] = {}
    examined = 0
    for origin, data in history.contents():
        if has_binary_head(data):
            continue
        examined += 1
        is_current = origin.blob in current
        found = {
            secret.digest: secret for secret in search.secrets(origin.path, as_plain(data), origin.commit)
        }
        for digest, secret in found.items():
            key = (origin.path, digest)
            before = seen.get(key)
            seen[key] = (
                Sighting(secret, origin, 1, is_current)
                if before is None
                else replace(before, versions=before.versions + 1, is_current=before.is_current or is_current)
            )
    gaps = tuple(Problem(place="the history", why=gap) for gap in history.gaps())
    return ParsedReport(
        parser="holdfast",
        tool=TOOL,
        findings=tuple(sighting.finding() for sighting in seen.values()),
        inputs=Inputs(examined=examined, unit=UNIT, unread=tuple(history.unread)),
        problems=(*gaps, *(passing.problems if seen else ())),
        suppressed=search.suppressed,
    )


if __name__ == "__main__":
    sys.exit(answer(TOOL, examine, sys.argv[1:]))
