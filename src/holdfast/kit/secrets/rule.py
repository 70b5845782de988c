"""What a rule is: the shape of one kind of secret, and how sure a match of it is."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from holdfast.kit.secrets.candidate import Candidate
from holdfast.kit.secrets.confidence import Confidence


class Failed(StrEnum):
    """What becomes of a match whose structure is wrong."""

    DROP = "drop"
    DOUBT = "doubt"
    """Keep it with low confidence: the issuer may have changed the structure, or a character was lost."""


Check = Callable[[bytes], bool]
Judge = Callable[[Candidate], Confidence | None]
"""Says how sure a match can be at most; ``None`` refuses it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """The shape of one kind of secret.

    Attributes:
        id: Name for good, in words of the domain: ``github-pat``.
        title: Name for people, without an article.
        provider: Who issues it; ``generic`` where that cannot be told from the shape.
        pattern: An RE2 expression over bytes; the group ``secret`` or ``quoted`` is the secret, else
            the first. The group ``name``, where there is one, is the word that the value is assigned to.
        keywords: Texts of which one stands in every match, in any case. Without keywords the pattern runs
            over the whole text, which only patterns that begin with plain words can afford.
        before: Most bytes of a match that stand before its keyword.
        reach: Most bytes of a match from its keyword on.
        confidence: Of a match that passes.
        severity: How bad it is if the secret works: critical, high, medium, low.
        entropy: Least Shannon entropy of the secret, in bits per byte; repeated fillers have none.
        check: Whether the secret has the structure that its issuer gives it.
        failed: What becomes of a secret that fails the check.
        judge: Whether a match is plausible where it stands; for shapes that plain code has too.
        is_generic: Whether any more specific rule is to be preferred.
        is_secret: Whether the match opens something. A name that leads to secrets does not, and is not
            redacted.
        cwe: The weakness that the secret's presence is.
        positive: Texts that hold the secret; the marks of ``examples.py`` keep them from being real.
        negative: Near misses.
    """

    id: str
    title: str
    provider: str
    pattern: str
    keywords: tuple[str, ...]
    before: int = 0
    reach: int = 400
    confidence: Confidence = Confidence.HIGH
    severity: str = "high"
    entropy: float = 2.0
    check: Check | None = None
    failed: Failed = Failed.DROP
    judge: Judge | None = None
    is_generic: bool = False
    is_secret: bool = True
    cwe: int = 798
    positive: tuple[str, ...]
    negative: tuple[str, ...] = ()


__all__ = ["Check", "Confidence", "Failed", "Judge", "Rule"]
