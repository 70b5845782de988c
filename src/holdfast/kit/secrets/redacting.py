"""Takes secrets out of text before it is stored or shown."""

from collections.abc import Iterable
from dataclasses import replace

from holdfast.kit.secrets.engine import REDACTED, Engine, default_engine
from holdfast.kit.secrets.hit import Hit
from holdfast.kit.secrets.positions import Positions

_MARK = REDACTED + b"%s]"
"""Says what was there and nothing of it: even four characters of a short password would be too many."""

_MOST_ROUNDS = 10
"""Of two secrets that overlap, one is found at first; the rest of the other is found when that is gone."""

Cut = tuple[int, int, bytes]
"""First byte of what is taken out, the byte after it, and the mark that takes its place."""


def redact(text: str, engine: Engine | None = None) -> tuple[str, list[Hit]]:
    """The text with a mark in place of each secret, and the secrets' places in the text as it was.

    Redacting the result again changes nothing. What surrogates the text holds stay as they are.
    """
    data = text.encode("utf-8", "surrogatepass")
    redacted, hits = redact_bytes(data, engine)
    return (redacted.decode("utf-8", "surrogatepass"), hits) if hits else (text, hits)


def redact_bytes(data: bytes, engine: Engine | None = None) -> tuple[bytes, list[Hit]]:
    """The same for bytes; those that are not UTF-8 stay as they are.

    A multi-line key is replaced whole, so that later lines move up.
    """
    searcher = engine or default_engine()
    redacted, cuts, hits = data, list[Cut](), list[Hit]()
    for _ in range(_MOST_ROUNDS):
        found = [hit for hit in searcher.find(redacted) if hit.rule.is_secret]
        if not found:
            break
        origins = _origins(cuts, [edge for hit in found for edge in (hit.start, hit.end)])
        found = [
            replace(hit, start=origins[2 * index], end=_character_end(data, origins[2 * index + 1]))
            for index, hit in enumerate(found)
        ]
        cuts = _joined([*cuts, *((hit.start, hit.end, _MARK % hit.rule.id.encode()) for hit in found)])
        hits += found
        redacted = _without(data, cuts)
    return redacted, _placed(hits, data)


def _origins(cuts: list[Cut], offsets: list[int]) -> list[int]:
    """Where ascending offsets of the redacted text stood in the text as it was."""
    origins: list[int] = []
    index = shift = 0
    for offset in offsets:
        while index < len(cuts) and cuts[index][1] - shift - _gain(cuts[index]) <= offset:
            shift += _gain(cuts[index])
            index += 1
        is_in_mark = index < len(cuts) and cuts[index][0] - shift < offset
        origins.append(cuts[index][0] if is_in_mark else offset + shift)
    return origins


def _gain(cut: Cut) -> int:
    """Bytes that the redacted text is shorter by."""
    start, end, mark = cut
    return end - start - len(mark)


def _joined(cuts: list[Cut]) -> list[Cut]:
    """The cuts in order; those that overlap are one, with the mark of the first."""
    joined: list[Cut] = []
    for start, end, mark in sorted(cuts):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]), joined[-1][2])
        else:
            joined.append((start, end, mark))
    return joined


def _without(data: bytes, cuts: Iterable[Cut]) -> bytes:
    parts: list[bytes] = []
    position = 0
    for start, end, mark in cuts:
        parts += (data[position:start], mark)
        position = end
    return b"".join((*parts, data[position:]))


def _placed(hits: list[Hit], data: bytes) -> list[Hit]:
    """The hits in order, with their lines and columns in the text as it was."""
    positions = Positions()
    placed: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: hit.start):
        line, column = positions.at(data, hit.start)
        end_line = line + data.count(b"\n", hit.start, hit.end)
        placed.append(replace(hit, line=line, column=column, end_line=end_line))
    return placed


def _character_end(data: bytes, end: int) -> int:
    """The end of the character that a bound may have cut in two."""
    while end < len(data) and 0x80 <= data[end] < 0xC0:
        end += 1
    return end
