"""``github``: workflow commands that GitHub Actions shows as annotations beside the code.

GitHub keeps ten annotations of a type for each step and drops the others in silence, so the worst ten of each
type are printed and the rest are counted. Syntax and escapes: GitHub's "Workflow commands" reference and
``actions/toolkit``, ``packages/core/src/command.ts``.
"""

from collections import Counter
from collections.abc import Iterator
from enum import StrEnum

from holdfast.model.severity import Severity
from holdfast.render import wording
from holdfast.render.cleaning import block, line
from holdfast.render.headline import headline
from holdfast.render.listing import Entry, Standing, entries
from holdfast.render.outcome import Outcome
from holdfast.render.rendering import Document, Format

PER_TYPE = 10
_MAX_MESSAGE_CHARACTERS = 1_000
_MAX_TITLE_CHARACTERS = 200


class Level(StrEnum):
    """The types of annotation, worst first."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


_LEVELS = {
    Severity.CRITICAL: Level.ERROR,
    Severity.HIGH: Level.ERROR,
    Severity.MEDIUM: Level.WARNING,
    Severity.UNKNOWN: Level.WARNING,
    Severity.LOW: Level.NOTICE,
    Severity.INFO: Level.NOTICE,
}


def render(document: Document) -> str:
    """Write one command a line; waived findings are not annotated."""
    room = dict.fromkeys(Level, PER_TYPE)
    room[_headline_level(document)] -= 1
    lines = list(_undecided(document))
    room[Level.ERROR] -= len(lines)
    left_out: Counter[Level] = Counter()
    for entry in entries(document):
        if entry.standing is Standing.WAIVED:
            continue
        level = _level(entry)
        if room[level] > 0:
            room[level] -= 1
            lines.append(_annotation(entry, level))
        else:
            left_out[level] += 1
    return "\n".join([_verdict(document, left_out), *lines]) + "\n"


def _level(entry: Entry) -> Level:
    """The type of a finding's annotation: behind a gate, only what blocks is an error."""
    if entry.is_blocking:
        return Level.ERROR
    level = _LEVELS[entry.finding.severity]
    return Level.WARNING if level is Level.ERROR and entry.standing is Standing.LET_THROUGH else level


def _headline_level(document: Document) -> Level:
    outcome = headline(document).outcome
    if outcome in {Outcome.FAIL, Outcome.NO_VERDICT}:
        return Level.ERROR
    return Level.NOTICE if outcome is Outcome.PASS else Level.WARNING


def _verdict(document: Document, left_out: Counter[Level]) -> str:
    """The headline, with what did not fit."""
    says = headline(document)
    parts = [says.sentence]
    if left_out:
        more = ", ".join(wording.count(left_out[level], level) for level in Level if left_out[level])
        parts.append(f"Not annotated, because GitHub shows {PER_TYPE} of a type: {more}; see the summary.")
    return _command(_headline_level(document), f"Holdfast: {says.word}", "\n".join(parts))


def _undecided(document: Document) -> Iterator[str]:
    """One error for all scanners that had to answer and did not: absence is not a pass."""
    undecided = document.run.undecided
    if undecided:
        told = "\n".join(f"{scan.scanner}: {wording.why(scan)}" for scan in undecided)
        title = f"Holdfast: no verdict from {wording.count(len(undecided), 'scanner')}"
        yield _command(Level.ERROR, title, told)


def _annotation(entry: Entry, level: Level) -> str:
    finding, location = entry.finding, entry.finding.location
    place = {
        "file": location.path,
        "line": location.line,
        "endLine": location.end_line,
        "col": location.column,
    }
    if location.path is None:
        place = {}
    elif location.line is None:
        place = {"file": location.path}
    blocks = ", blocks" if entry.is_blocking else ""
    told = [finding.title, finding.place, f"{wording.ids(finding)} (by {', '.join(finding.tools)})"]
    todo = wording.fix(finding)
    if todo:
        told.append(f"Fix: {todo}")
    return _command(level, f"{finding.severity}{blocks}: {finding.title}", "\n".join(told), place)


def _command(level: Level, title: str, message: str, place: dict[str, str | int | None] | None = None) -> str:
    properties = {**(place or {}), "title": line(title, _MAX_TITLE_CHARACTERS)}
    stated = ",".join(
        f"{name}={_property(str(value))}" for name, value in properties.items() if value is not None
    )
    return f"::{level} {stated}::{_data(block(message, _MAX_MESSAGE_CHARACTERS))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(block(text)).replace(":", "%3A").replace(",", "%2C")


FORMAT = Format(
    name="github",
    title="Annotations for GitHub Actions",
    render=render,
    is_for_repository=True,
    media_type="text/plain",
)
