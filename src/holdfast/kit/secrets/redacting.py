"""Takes secrets out of text before it is stored or shown."""

from holdfast.kit.secrets.engine import REDACTED, Engine, default_engine
from holdfast.kit.secrets.hit import Hit

_MARK = REDACTED + b"%s]"
"""Says what was there and nothing of it: even four characters of a short password would be too many."""


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
    hits = [hit for hit in (engine or default_engine()).find(data) if hit.rule.is_secret]
    parts: list[bytes] = []
    position = 0
    for hit in hits:
        parts += (data[position : hit.start], _MARK % hit.rule.id.encode())
        position = _character_end(data, hit.end)
    return b"".join((*parts, data[position:])), hits


def _character_end(data: bytes, end: int) -> int:
    """The end of the character that a bound may have cut in two."""
    while end < len(data) and 0x80 <= data[end] < 0xC0:
        end += 1
    return end
