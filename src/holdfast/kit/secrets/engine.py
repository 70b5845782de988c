"""Finds secrets in text: one pass of a prefilter, then each rule only where its keyword stands.

The time is linear in the text, whatever the text is: expressions are RE2's, and each rule searches windows
around its keywords that do not overlap. The engine reads bytes; lines may be of any length. Whether bytes
are text at all is for the caller to say (``kit/text.py``).
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import lru_cache

from holdfast.kit.secrets.candidate import Candidate
from holdfast.kit.secrets.entropy import entropy
from holdfast.kit.secrets.expression import compiled
from holdfast.kit.secrets.hit import Hit
from holdfast.kit.secrets.keywords import Keywords
from holdfast.kit.secrets.positions import Positions
from holdfast.kit.secrets.rule import Confidence, Failed, Rule
from holdfast.kit.secrets.rules import all_rules

REACH_BYTES = 64 * 2**10
"""No match is longer, with its context: what a stream keeps of the past, and looks ahead."""

REDACTED = b"[redacted:"
"""How the marks of ``redacting.py`` begin: what stands in a secret's place is none."""

_CHUNK_BYTES = 4 * 2**20


class Engine:
    """A set of rules, ready to search."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        """Take the rules; their expressions are compiled when a text first needs them."""
        self.rules = tuple(rules)
        self._keywords = Keywords(self.rules)
        everywhere = [rule for rule in self.rules if not rule.keywords]
        self._named = tuple(rule for rule in everywhere if "?P<" in rule.pattern)
        self._shapes = tuple(rule for rule in everywhere if "?P<" not in rule.pattern)
        # Rare in any text: one pass tells that none of them is there.
        self._any_shape = "|".join(rule.pattern for rule in self._shapes)

    def find(self, text: bytes) -> list[Hit]:
        """Every secret in a text, in order; where several rules match one place, the most specific."""
        return list(_placed(self._spans(text), text, Positions()))

    def stream(self, chunks: Iterable[bytes]) -> Iterator[Hit]:
        """Every secret in a text that comes in pieces, as ``find`` gives them for the whole.

        Memory is bounded: about 4 MiB, or one piece if that is longer.
        """
        positions = Positions()
        buffer, base, done = b"", 0, 0
        for chunk in _gathered(chunks):
            buffer += chunk
            limit = len(buffer) - REACH_BYTES
            yield from self._part(buffer, base, (done - base, limit), positions)
            done = max(done, base + limit)
            cut = max(0, done - REACH_BYTES - base)
            positions.advance(buffer, cut, base)
            buffer, base = buffer[cut:], base + cut
        yield from self._part(buffer, base, (done - base, len(buffer) + 1), positions)

    def _part(self, text: bytes, base: int, limits: tuple[int, int], positions: Positions) -> Iterator[Hit]:
        """The hits that begin within the limits of a text that begins at a base of the stream."""
        low, high = limits
        spans = (span for span in self._spans(text) if low <= span[1] < high)
        yield from _placed(spans, text, positions, base)

    def _spans(self, text: bytes) -> list["Span"]:
        found = [
            span
            for rule, low, high in self._keywords.windows(text)
            for span in _search(rule, text, low, high)
        ]
        for rule in (*self._named, *self._shapes_in(text)):
            found.extend(_search(rule, text, 0, len(text)))
        return _resolved(found)

    def _shapes_in(self, text: bytes) -> tuple[Rule, ...]:
        is_there = self._shapes and compiled(self._any_shape).search(text) is not None
        return self._shapes if is_there else ()


Span = tuple[Rule, int, int, Confidence]
"""A rule, the first byte of the secret, the byte after it, and how sure it is."""


@lru_cache(maxsize=1)
def default_engine() -> Engine:
    """The engine with all rules of ours."""
    return Engine(all_rules())


def _search(rule: Rule, text: bytes, low: int, high: int) -> Iterator[Span]:
    expression = compiled(rule.pattern)
    secrets = [expression.groups[name] for name in ("secret", "quoted") if name in expression.groups] or [1]
    name = expression.groups.get("name")
    match = expression.search(text, low, high)
    while match is not None:
        start, end = max(match.span(group) for group in secrets)
        named, name_end = match.span(name) if name else (0, 0)
        confidence = _confidence(rule, Candidate(text, start, end, text[named:name_end], named))
        if confidence is not None:
            yield rule, start, end, confidence
        # What ends one match may begin the next: go on right behind the secret.
        match = expression.search(text, max(end, match.span()[0] + 1), high)


def _confidence(rule: Rule, candidate: Candidate) -> Confidence | None:
    """How sure a match is; ``None`` if it is not believed."""
    value = candidate.value
    if value.startswith(REDACTED) or entropy(value) < rule.entropy:
        return None
    judged = rule.judge(candidate) if rule.judge is not None else rule.confidence
    if judged is None:
        return None
    if rule.check is None or rule.check(value):
        return min(judged, rule.confidence, key=lambda confidence: confidence.rank)
    return Confidence.LOW if rule.failed is Failed.DOUBT else None


def _resolved(spans: list[Span]) -> list[Span]:
    """Spans in order, none overlapping another: a provider's rule wins, then the surer, then the longer."""
    kept: list[Span] = []
    starts: list[int] = []
    for span in sorted(spans, key=_precedence):
        index = bisect_left(starts, span[2])
        if index == 0 or kept[index - 1][2] <= span[1]:
            kept.insert(index, span)
            starts.insert(index, span[1])
    return kept


def _precedence(span: Span) -> tuple[bool, int, int, int, str]:
    rule, start, end, confidence = span
    return rule.is_generic, -confidence.rank, start - end, start, rule.id


def _placed(spans: Iterable[Span], text: bytes, positions: Positions, base: int = 0) -> Iterator[Hit]:
    for rule, start, end, confidence in spans:
        line, column = positions.at(text, start, base)
        yield Hit(
            rule=rule,
            start=base + start,
            end=base + end,
            line=line,
            column=column,
            end_line=line + text.count(b"\n", start, end),
            confidence=confidence,
        )


def _gathered(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in pieces that are large enough to be worth a pass."""
    held: list[bytes] = []
    size = 0
    for chunk in chunks:
        held.append(chunk)
        size += len(chunk)
        if size >= _CHUNK_BYTES:
            yield b"".join(held)
            held, size = [], 0
    yield b"".join(held)
