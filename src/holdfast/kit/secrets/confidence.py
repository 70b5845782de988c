"""How sure a hit is."""

from enum import StrEnum


class Confidence(StrEnum):
    """How likely a hit is a secret that opens something."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"

    @property
    def rank(self) -> int:
        """2 for high down to 0 for low: larger is surer."""
        return _RANKS[self]


_RANKS = {Confidence.HIGH: 2, Confidence.MEDIUM: 1, Confidence.LOW: 0}
