"""How much chance there is in a text."""

from collections import Counter
from math import log2


def entropy(value: bytes) -> float:
    """Shannon entropy in bits per byte: 0 for one repeated byte, up to log2 of the length."""
    size = len(value)
    return -sum(count / size * log2(count / size) for count in Counter(value).values()) if size else 0.0
