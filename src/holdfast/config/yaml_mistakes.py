"""Says in plain words what a YAML parser means; libyaml and PyYAML's own parser word it differently."""

import re
from dataclasses import dataclass

import yaml

from holdfast.config.nodes import Origin
from holdfast.errors import ConfigError

_TAB_INDENT = re.compile(r"[ ]*\t")


@dataclass(frozen=True, slots=True)
class _Phrase:
    """What a parser's words mean.

    Attributes:
        pattern: Its words: context, comma, problem.
        fact: What is wrong.
        todo: What to do.
        at_start: Whether the place to look at is where the construct began, not where the parser gave up.
    """

    pattern: re.Pattern[str]
    fact: str
    todo: str
    at_start: bool = False


_PHRASES = (
    _Phrase(
        re.compile("quoted scalar.*end of stream"),
        "this quote is never closed",
        "close it on the same line",
        at_start=True,
    ),
    _Phrase(
        re.compile("flow (sequence|mapping), (did not find )?expected ','"),
        "this bracket is never closed, or a comma is missing behind it",
        "close it, and put commas between the items",
        at_start=True,
    ),
    _Phrase(
        re.compile("could not find expected ':'"),
        "a colon is missing on this line",
        "write key: value",
        at_start=True,
    ),
    _Phrase(
        re.compile("mapping values are not allowed"),
        "this colon starts a second value on the line",
        "put text that holds a colon in quotes",
    ),
    _Phrase(
        re.compile("while scanning an (alias|anchor)"),
        "text that starts with * or & needs quotes",
        'write "*.min.js" in place of *.min.js',
        at_start=True,
    ),
    _Phrase(
        re.compile("found (a )?(character|tab).*cannot start any token"),
        "text that starts with this character needs quotes",
        'write "@team" in place of @team',
    ),
    _Phrase(
        re.compile("expected (key|<block end>|'-' indicator)|block (mapping|collection)"),
        "this line does not line up with the lines above",
        "indent the keys of one section equally",
    ),
)


def syntax_error(error: yaml.MarkedYAMLError, text: str, source: str) -> ConfigError:
    """The error to raise for text that is not YAML."""
    words = ", ".join(filter(None, (error.context, error.problem)))
    phrase = next((phrase for phrase in _PHRASES if phrase.pattern.search(words)), None)
    mark = error.problem_mark or error.context_mark
    if phrase is not None and phrase.at_start and error.context_mark is not None:
        mark = error.context_mark
    origin = Origin(source, mark.line + 1, mark.column + 1) if mark else Origin(source, 1, 1)
    if _TAB_INDENT.match(_line(text, origin.line)):
        fact, todo = "a tab indents this line", "YAML indents with spaces only: replace the tab"
        return ConfigError(f"{origin}: {fact}", "", todo)
    if phrase is None:
        return ConfigError(f"{origin}: this is not YAML", words, "check indentation, colons and quotes here")
    return ConfigError(f"{origin}: {phrase.fact}", "", phrase.todo)


def _line(text: str, number: int) -> str:
    lines = text.splitlines()
    return lines[number - 1] if number <= len(lines) else ""
