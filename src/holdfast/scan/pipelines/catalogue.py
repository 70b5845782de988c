"""All rules, and the whole lint: files in, findings out."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from types import ModuleType

from holdfast.model.finding import Finding
from holdfast.scan.pipelines.ignores import Ignore, read_ignores
from holdfast.scan.pipelines.linting import Rule
from holdfast.scan.pipelines.reading import read_project
from holdfast.scan.pipelines.rules import (
    application,
    containers,
    coverage,
    dast,
    delivery,
    deployment,
    downloads,
    gating,
    jenkins,
    operations,
    permissions,
    scripts,
    secrets,
)

_MODULES: tuple[ModuleType, ...] = (
    gating,
    coverage,
    dast,
    scripts,
    downloads,
    secrets,
    permissions,
    containers,
    delivery,
    deployment,
    jenkins,
    application,
    operations,
)

RULES: tuple[Rule, ...] = tuple(
    value for module in _MODULES for value in vars(module).values() if isinstance(value, Rule)
)


@dataclass(frozen=True, slots=True)
class Lint:
    """What linting a tree gave.

    Attributes:
        findings: By path and line.
        examined: Number of files read.
        unread: Files that could not be read, each with the reason.
        suppressed: Findings that comments in the files took back.
        is_empty: Whether no file is part of a pipeline, so that silence says nothing about one.
    """

    findings: tuple[Finding, ...]
    examined: int
    unread: tuple[tuple[str, str], ...]
    suppressed: int
    is_empty: bool = False


def lint(files: Iterable[tuple[str, bytes]], today: date, rules: Iterable[Rule] = RULES) -> Lint:
    """Look at all files of a tree together.

    Args:
        files: Path, relative to the root with forward slashes, and content of each.
        today: Comments that ignore a finding may end with a day.
        rules: The rules to apply.
    """
    ignores: dict[str, tuple[Ignore, ...]] = {}
    count = 0

    def noted() -> Iterable[tuple[str, bytes]]:
        nonlocal count
        for path, data in files:
            count += 1
            if found := read_ignores(data):
                ignores[path] = found
            yield path, data

    project = read_project(noted())
    found = [finding for rule in rules for finding in rule.findings(project)]
    kept = [finding for finding in found if not _is_ignored(finding, ignores, today)]
    kept.sort(key=lambda finding: (finding.location.path or "", finding.location.line or 0, finding.rule))
    unread = tuple(sorted(project.unread.items()))
    return Lint(
        findings=tuple(kept),
        examined=count - len(unread),
        unread=unread,
        suppressed=len(found) - len(kept),
        is_empty=project.is_empty,
    )


def _is_ignored(finding: Finding, ignores: dict[str, tuple[Ignore, ...]], today: date) -> bool:
    place = finding.location
    line = place.line or 1
    return any(
        ignore.covers(finding.rule, line, place.end_line or line, today)
        for ignore in ignores.get(place.path or "", ())
    )
