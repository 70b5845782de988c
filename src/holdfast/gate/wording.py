"""Numbers as the gate's sentences say them."""

from collections import Counter
from collections.abc import Iterable

from holdfast.model.severity import Severity


def count(number: int, word: str) -> str:
    """A number with its word: ``1 finding``, ``1,243 findings``."""
    if number == 1:
        return f"1 {word}"
    return f"{number:,} {word[:-1]}ies" if word.endswith("y") else f"{number:,} {word}s"


def share(ratio: float) -> str:
    """A share in percent, with no more digits than it has, never rounded up: ``90%``, ``62.9%``."""
    tenths = int(round(ratio * 1000, 6))
    return f"{tenths // 10}.{tenths % 10}%" if tenths % 10 else f"{tenths // 10}%"


def probability(score: float) -> str:
    """An EPSS score as FIRST writes it, to five places: ``0.94``, ``0.00043``."""
    return f"{score:.5f}".rstrip("0").rstrip(".")


def listing(counts: Iterable[tuple[str, int]]) -> str:
    """Counts in one line: ``20 not new, 12 below threshold``; empty for none."""
    return ", ".join(f"{number:,} {word}" for word, number in counts)


def by_severity(severities: Iterable[Severity]) -> str:
    """Counts by severity, worst first: ``1 critical, 2 high``."""
    counts = Counter(severities)
    return listing((severity.value, counts[severity]) for severity in Severity if counts[severity])
