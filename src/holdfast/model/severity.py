"""How bad a weakness is, taken alone."""

from enum import StrEnum


class Severity(StrEnum):
    """Five levels as people name them, and ``unknown`` where the tool gives none.

    Unknown is not low: a gate treats it as being at its threshold, and it sorts above ``low``.
    """

    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    UNKNOWN = "unknown"
    LOW = "low"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for info up to 5 for critical: larger is worse."""
        return _RANKS[self]

    def is_at_least(self, threshold: "Severity") -> bool:
        """Whether it reaches a threshold; ``unknown`` reaches every one, because nothing says otherwise."""
        return self is Severity.UNKNOWN or self.rank >= threshold.rank

    @classmethod
    def from_cvss(cls, score: float) -> "Severity":
        """The qualitative rating of a CVSS 3.x or 4.0 base score (FIRST, section "Qualitative Severity")."""
        if score >= 9.0:
            return cls.CRITICAL
        if score >= 7.0:
            return cls.HIGH
        if score >= 4.0:
            return cls.MEDIUM
        return cls.LOW if score > 0 else cls.INFO

    @classmethod
    def from_word(cls, word: str) -> "Severity":
        """The severity that a tool's usual word names (``HIGH``, ``moderate``, ``negligible``), else unknown.

        A tool whose words mean something else has a table of its own in its parser.
        """
        return _WORDS.get(word.strip().lower(), cls.UNKNOWN)


_RANKS = {
    severity: rank
    for rank, severity in enumerate(
        (Severity.INFO, Severity.LOW, Severity.UNKNOWN, Severity.MEDIUM, Severity.HIGH, Severity.CRITICAL)
    )
}

_WORDS = {
    "critical": Severity.CRITICAL,
    "blocker": Severity.CRITICAL,
    "high": Severity.HIGH,
    "important": Severity.HIGH,
    "error": Severity.HIGH,
    "major": Severity.MEDIUM,
    "medium": Severity.MEDIUM,
    "moderate": Severity.MEDIUM,
    "warning": Severity.MEDIUM,
    "low": Severity.LOW,
    "minor": Severity.LOW,
    "note": Severity.LOW,
    "style": Severity.INFO,
    "negligible": Severity.INFO,
    "info": Severity.INFO,
    "informational": Severity.INFO,
    "information": Severity.INFO,
    "none": Severity.INFO,
}
