"""The prefilter: one pass over a text says which rules may match, and where."""

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator

from holdfast.kit.secrets.expression import compiled
from holdfast.kit.secrets.rule import Rule


class Keywords:
    """All rules' keywords in one automaton."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        """Index the rules by keyword; nothing is compiled yet."""
        by_keyword: defaultdict[bytes, list[Rule]] = defaultdict(list)
        for rule in rules:
            for keyword in rule.keywords:
                by_keyword[keyword.lower().encode("latin-1")].append(rule)
        # Where a keyword begins with another one, the automaton reports the longer: it stands for both.
        self._rules = {
            keyword: tuple(rule for part in _beginnings(keyword) for rule in by_keyword.get(part, ()))
            for keyword in by_keyword
        }
        begun = frozenset(part for keyword in self._rules for part in _beginnings(keyword))
        self._steps = {keyword: _step(keyword, self._rules, begun) for keyword in self._rules}
        union = "|".join(re.escape(keyword.decode("latin-1")) for keyword in self._rules)
        self._pattern = f"(?i:{union})"

    def windows(self, text: bytes) -> Iterator[tuple[Rule, int, int]]:
        """Each rule with the parts of the text that can hold a match of it: no two of one rule overlap.

        Together they are no longer than the text times the rules, so the search in them stays linear.
        """
        if not self._rules:
            return
        windows: dict[str, tuple[Rule, list[list[int]]]] = {}
        search = compiled(self._pattern, is_longest=True).search
        match = search(text)
        while match is not None:
            begin, end = match.span()
            found = text[begin:end].lower()
            for rule in self._rules[found]:
                _widen(
                    windows.setdefault(rule.id, (rule, []))[1],
                    max(0, begin - rule.before),
                    begin + rule.reach,
                )
            match = search(text, begin + self._steps[found])
        for rule, parts in windows.values():
            for low, high in parts:
                yield rule, low, min(high, len(text))


def _step(keyword: bytes, whole: Container[bytes], begun: Container[bytes]) -> int:
    """How far behind a keyword's first byte another one may begin: in it, or out of its end."""
    for step in range(1, len(keyword)):
        rest = keyword[step:]
        if rest in begun or any(part in whole for part in _beginnings(rest)):
            return step
    return len(keyword)


def _beginnings(keyword: bytes) -> Iterator[bytes]:
    """Its first byte, its first two bytes, and so on up to all of it."""
    return (keyword[:size] for size in range(1, len(keyword) + 1))


def _widen(parts: list[list[int]], low: int, high: int) -> None:
    if parts and low <= parts[-1][1]:
        parts[-1][1] = max(high, parts[-1][1])
    else:
        parts.append([low, high])
