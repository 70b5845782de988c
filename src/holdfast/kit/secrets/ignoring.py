"""Comments that say that a secret is none: ours with rule, reason and end, and those of two other tools.

::

    key = "..."  # holdfast:ignore[aws-access-key-id] the vendor's documented example until 2027-01-01

The comment stands in the line of the secret, or alone in the line before it. ``[*]`` stands for every rule.
Reason and end are needed: an ignore without them, or whose end has passed, is reported and not obeyed.
``gitleaks:allow`` and ``pragma: allowlist secret`` are obeyed as their tools obey them.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from holdfast.kit.secrets.expression import compiled
from holdfast.kit.secrets.hit import Hit

_ANY_RULE = "*"
_COMMENT = (
    r"(?i:holdfast:[ \t]?ignore(?P<ours>[^\n]{0,400})|gitleaks:allow|pragma:[ \t]?(?:allow|white)list[ \t]"
    r"(?P<next>nextline[ \t])?secret)"
)
_OURS = re.compile(r"\[([\w*,\- ]{1,200})\](.*)", re.DOTALL)
_END = re.compile(r"\buntil\s+(\d{4}-\d\d-\d\d)\b")
_COMMENT_ENDS = "*/->#; \t\r"


@dataclass(frozen=True, slots=True)
class Ignore:
    """A comment that asks to pass over secrets.

    Attributes:
        line: Where it stands, from 1.
        covers: The line that it speaks of.
        rules: Rules that it names; empty for all.
        reason: Why, in its author's words.
        until: The last day that it holds; ``None`` for other tools' comments, which have no end.
        problem: Why it is not obeyed; empty if it is.
    """

    line: int
    covers: int
    rules: frozenset[str]
    reason: str
    until: date | None = None
    problem: str = ""

    def speaks_of(self, hit: Hit) -> bool:
        """Whether it stands at a secret and names its rule."""
        return hit.line <= self.covers <= hit.end_line and (not self.rules or hit.rule.id in self.rules)


@dataclass(frozen=True, slots=True)
class Sorted:
    """Hits after their ignores were read.

    Attributes:
        kept: Those that nothing obeyed speaks of.
        ignored: Those passed over, each with what asked for it.
        refused: Ignores that speak of a kept hit and are not obeyed: to be reported.
    """

    kept: tuple[Hit, ...]
    ignored: tuple[tuple[Hit, Ignore], ...]
    refused: tuple[Ignore, ...]


def sort_by_ignores(hits: Iterable[Hit], text: bytes, today: date) -> Sorted:
    """Tell the hits of a text that its comments ask to pass over from the others."""
    ignores = find_ignores(text, today)
    by_line: dict[int, list[Ignore]] = {}
    for ignore in ignores:
        by_line.setdefault(ignore.covers, []).append(ignore)
    kept: list[Hit] = []
    ignored: list[tuple[Hit, Ignore]] = []
    refused: list[Ignore] = []
    for hit in hits:
        lines = (line for line in (hit.line, hit.end_line) if line in by_line)
        near = [ignore for line in dict.fromkeys(lines) for ignore in by_line[line] if ignore.speaks_of(hit)]
        obeyed = next((ignore for ignore in near if not ignore.problem), None)
        if obeyed is not None:
            ignored.append((hit, obeyed))
        else:
            kept.append(hit)
            refused += [ignore for ignore in near if ignore not in refused]
    return Sorted(tuple(kept), tuple(ignored), tuple(refused))


def find_ignores(text: bytes, today: date) -> list[Ignore]:
    """Every such comment of a text, in order."""
    expression = compiled(_COMMENT)
    ours, following = expression.groups["ours"], expression.groups["next"]
    found: list[Ignore] = []
    line = 1
    counted = 0
    match = expression.search(text)
    while match is not None:
        start, end = match.span()
        line += text.count(b"\n", counted, start)
        counted = start
        begin, stop = match.span(ours)
        if begin >= 0:
            is_alone = _is_alone(text, start)
            words = text[begin:stop].decode("utf-8", "replace")
            found.append(_read(words, line, line + is_alone, today))
        else:
            covers = line + (match.span(following)[0] >= 0)
            words = text[start:end].decode("ascii", "replace")
            found.append(Ignore(line, covers, frozenset(), words))
        match = expression.search(text, end)
    return found


def _is_alone(text: bytes, start: int) -> bool:
    """Whether nothing but the signs of a comment stands before it in its line."""
    begin = max(text.rfind(b"\n", max(0, start - 80), start) + 1, start - 80)
    return not re.search(rb"[0-9A-Za-z\"')}\]]", text[begin:start])


def _read(words: str, line: int, covers: int, today: date) -> Ignore:
    found = _OURS.match(words)
    if found is None:
        problem = "it names no rule: holdfast:ignore[rule] reason until YYYY-MM-DD"
        return Ignore(line, covers, frozenset(), "", None, problem)
    named = frozenset(name.strip() for name in found[1].split(","))
    rules = frozenset() if _ANY_RULE in named else named
    end = _END.search(found[2])
    reason = _END.sub("", found[2]).strip(_COMMENT_ENDS)
    until = _day(end[1]) if end else None
    return Ignore(line, covers, rules, reason, until, _problem(reason, until, today))


def _problem(reason: str, until: date | None, today: date) -> str:
    if not reason:
        return "it gives no reason"
    if until is None:
        return "it names no last day: until YYYY-MM-DD"
    return f"it ended on {until.isoformat()}" if until < today else ""


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
