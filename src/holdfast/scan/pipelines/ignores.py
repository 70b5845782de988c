"""Comments that take a finding back: ``# holdfast:ignore[rule-id] the reason until 2027-01-01``.

One stands on the line of the finding or on the line above; its day may stand before the reason too. Without a
reason it is not obeyed, and neither is it after its day.
"""

import re
from dataclasses import dataclass
from datetime import date

_COMMENT = re.compile(r"(?:\#|//|/\*)\s*holdfast:ignore\[(?P<rules>[\w\-, ]+)\](?P<reason>[^\n]*)")
_END = re.compile(r"\buntil\s+(\d{4}-\d{2}-\d{2})\b")
_MARK = b"holdfast:ignore["


@dataclass(frozen=True, slots=True)
class Ignore:
    """One comment.

    Attributes:
        line: Where it stands.
        rules: The rules that it is about.
        reason: Why; without one it does not count.
        until: The last day on which it counts.
    """

    line: int
    rules: frozenset[str]
    reason: str
    until: date | None = None

    def covers(self, rule: str, line: int, end_line: int, today: date) -> bool:
        """Whether it takes back a finding of that rule on those lines."""
        is_valid = bool(self.reason) and (self.until is None or today <= self.until)
        return is_valid and rule in self.rules and line - 1 <= self.line <= end_line


def read_ignores(data: bytes) -> tuple[Ignore, ...]:
    """The comments of a file, in order."""
    if _MARK not in data:
        return ()
    lines = data.decode("utf-8", "replace").splitlines()
    found = ((number, _COMMENT.search(line)) for number, line in enumerate(lines, start=1))
    return tuple(_ignore(number, match) for number, match in found if match)


def _ignore(line: int, match: re.Match[str]) -> Ignore:
    rules = frozenset(name.strip() for name in match["rules"].split(","))
    end = _END.search(match["reason"])
    reason = _END.sub("", match["reason"], count=1).strip(" \t:-*/")
    until = None
    if end:
        try:
            until = date.fromisoformat(end[1])
        except ValueError:
            # No such day: the comment cannot be dated, so it never counts.
            reason = ""
    return Ignore(line, rules, reason, until)
