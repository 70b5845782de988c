"""Brings the odd values of foreign reports into the form that the model promises, for all parsers at once.

A parser passes on what its tool wrote: line 0 for "no line", a title of three lines, ``./src/app.py``, the
GHSA id before the CVE. Here they become what ``model/finding.py`` says they are. An address in any text loses
its credentials: a scanner of running applications quotes the one that it was given.
"""

import re
from functools import lru_cache
from typing import Any

from msgspec.structs import replace

from holdfast.findings.paths import local_path, relative_path
from holdfast.kit.addresses import without_credentials
from holdfast.kit.vulnerability_ids import canonical_order
from holdfast.model.finding import Finding, Location

MAX_LINE = 2**31 - 1
MAX_TITLE_CHARACTERS = 160

_FIRST_SENTENCE = re.compile(rf".{{20,{MAX_TITLE_CHARACTERS - 1}}}?[.!?](?= )")


def tidied(finding: Finding) -> Finding:
    """The same finding in the form that the model promises; the very same when it already is."""
    changes: dict[str, Any] = {}
    rule = _one_line(finding.rule) or finding.tool
    if rule != finding.rule:
        changes["rule"] = rule
    title = without_credentials(tidy_title(finding.title)) or rule
    if title != finding.title:
        changes["title"] = title
    # Cheaper than to look at each text: nearly no report holds the sign that credentials end with.
    if "@" in "".join((finding.description, finding.fix, *finding.references)):
        changes.update(_tidy_texts(finding))
    location = _tidy_location(finding.location)
    if location is not finding.location:
        changes["location"] = location
    changes.update(_tidy_numbers(finding))
    return replace(finding, **changes) if changes else finding


def tidy_title(text: str) -> str:
    """The first line of a text that says something, white space normalised; a long one up to a full stop."""
    if "\n" in text:
        text = next((line for line in text.splitlines() if line.strip()), "")
    title = " ".join(text.split())
    if len(title) <= MAX_TITLE_CHARACTERS:
        return title
    sentence = _FIRST_SENTENCE.match(title)
    return sentence[0] if sentence else f"{title[: MAX_TITLE_CHARACTERS - 1]}…"


@lru_cache(maxsize=4096)
def tidy_path(path: str) -> str | None:
    """A path with forward slashes and without ``file:`` or ``./`` in front; ``None`` when nothing is left."""
    path = local_path(path)
    if "\\" in path or path.startswith("."):
        path = relative_path(path)
    return path if path.strip() else None


def _tidy_texts(finding: Finding) -> dict[str, Any]:
    """What of the longer texts has to change."""
    texts = {"description": finding.description, "fix": finding.fix}
    changes: dict[str, Any] = {
        name: clean for name, text in texts.items() if (clean := without_credentials(text)) != text
    }
    links = tuple(map(without_credentials, finding.references))
    return changes if links == finding.references else changes | {"references": links}


def _tidy_location(place: Location) -> Location:
    line = _number(place.line)
    end_line = _number(place.end_line, line or 1) if line else None
    column, end_column = _number(place.column), _number(place.end_column)
    path = tidy_path(place.path) if place.path is not None else None
    url, resource = place.url, place.resource
    if url or resource:
        url, resource = url and without_credentials(url), resource and without_credentials(resource)
    told = (place.path, place.line, place.end_line, place.column, place.end_column, place.url, place.resource)
    if told == (path, line, end_line, column, end_column, url, resource):
        return place
    return replace(
        place,
        path=path,
        line=line,
        end_line=end_line,
        column=column,
        end_column=end_column,
        url=url,
        resource=resource,
    )


def _number(value: int | None, least: int = 1) -> int | None:
    return value if value is not None and least <= value <= MAX_LINE else None


@lru_cache(maxsize=4096)
def _one_line(rule: str) -> str:
    return " ".join(rule.split())


@lru_cache(maxsize=4096)
def _tidy_cwe(numbers: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(number for number in numbers if 0 < number <= MAX_LINE))


def _tidy_numbers(finding: Finding) -> dict[str, Any]:
    """What of the ids and scores has to change."""
    changes: dict[str, Any] = {}
    if finding.ids and (ids := canonical_order(finding.ids)) != finding.ids:
        changes["ids"] = ids
    if finding.cwe and (cwe := _tidy_cwe(finding.cwe)) != finding.cwe:
        changes["cwe"] = cwe
    if finding.cvss and not 0 <= finding.cvss.score <= 10:
        changes["cvss"] = None
    if finding.epss and not 0 <= finding.epss.score <= 1:
        changes["epss"] = None
    return changes
