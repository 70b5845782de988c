"""What all parsers of detected secrets say alike."""

HARD_CODED = 798
"""The CWE of a secret in the code."""

CWES = frozenset({259, 321, 522, 798})
"""Weakness classes whose messages and snippets hold the secret itself: neither is kept."""

REVOKE = "Revoke the secret, then take it out of the code and of the history."
"""What to do about a secret in the code, whichever scanner has seen it."""


def is_masked(text: str) -> bool:
    """Whether a scanner has cut the secret out of what it quotes: nothing is left to tell two secrets apart.

    Gitleaks writes ``REDACTED`` or, with ``--redact=80``, the first letters and three dots; others stars.
    """
    return not text.strip() or "REDACTED" in text or "***" in text or text.endswith("...")
