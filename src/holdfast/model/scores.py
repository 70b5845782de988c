"""CVSS and EPSS as reports give them, checked; CVSS with vector and version, the newest version first."""

import math
from collections.abc import Iterable
from functools import lru_cache

from holdfast.kit.dates import day
from holdfast.model.finding import Cvss, Epss
from holdfast.model.severity import Severity

_PREFIXES = {"CVSS:4.0/": "4.0", "CVSS:3.1/": "3.1", "CVSS:3.0/": "3.0"}
_VERSIONS = {"2": "2.0", "20": "2.0", "3": "3.0", "30": "3.0", "31": "3.1", "4": "4.0", "40": "4.0"}
_MAX_VECTOR_CHARACTERS = 400


@lru_cache(maxsize=5000)
def cvss(score: float | None, vector: str | None = "", version: str | None = "") -> Cvss | None:
    """The score with what explains it; ``None`` where there is neither a valid score nor a valid vector.

    A missing score is computed from the vector. The vector's own prefix decides the version; a vector of
    version 3 without prefix gets one, so that every reader of CVSS understands it.

    Args:
        score: Base score as the tool gives it.
        vector: Vector string as the tool gives it.
        version: Version as the tool names it: ``3.1``, ``CVSSv3``, ``v2``; the vector's prefix outranks it.
    """
    text, spoken = _vector_and_version((vector or "").strip()[:_MAX_VECTOR_CHARACTERS], version or "")
    if score is None or not math.isfinite(score) or not 0 <= score <= 10:
        score = _base_score(text, spoken)
    return None if score is None else Cvss(score=float(score), vector=text, version=spoken)


def newest(candidates: Iterable[Cvss | None]) -> Cvss | None:
    """The candidate of the newest CVSS version; among equals the first, so give the preferred source first.

    A newer version outranks a better source because it describes the same weakness with more precision.
    """
    return max(filter(None, candidates), key=lambda candidate: candidate.version, default=None)


def epss(
    score: float | None, percentile: float | None = None, as_of: str | None = "", model: str = ""
) -> Epss | None:
    """The probability of exploitation; ``None`` without a valid one.

    Args:
        score: Probability, 0 to 1.
        percentile: Share of vulnerabilities with a lower score, 0 to 1; anything else is left out.
        as_of: The day of the score as the tool writes it.
        model: Version of the model.
    """
    if score is None or not 0 <= score <= 1:
        return None
    share = percentile if percentile is not None and 0 <= percentile <= 1 else None
    return Epss(score=score, percentile=share, as_of=day(as_of), model=model)


def severity_of(score: Cvss) -> Severity:
    """The qualitative rating of a score; version 2.0 knows low, medium and high only (NVD)."""
    rated = Severity.from_cvss(score.score)
    if not score.version.startswith("2"):
        return rated
    if rated is Severity.INFO:
        return Severity.LOW
    return Severity.HIGH if rated is Severity.CRITICAL else rated


def _vector_and_version(vector: str, version: str) -> tuple[str, str]:
    for prefix, prefixed in _PREFIXES.items():
        if vector.startswith(prefix):
            return vector, prefixed
    bare = vector.strip("()")
    if "Au:" in bare:
        return bare, "2.0"
    spoken = _version(version)
    if bare and spoken in ("3.0", "3.1", "4.0"):
        return f"CVSS:{spoken}/{bare}", spoken
    return bare, spoken


def _version(word: str) -> str:
    """``CVSSv31``, ``3``, ``v3.1`` and ``CVSSv2`` as a version number; empty when it is none."""
    digits = "".join(character for character in word if character in "0123456789")
    return _VERSIONS.get(digits, "")


def _base_score(vector: str, version: str) -> float | None:
    if not vector:
        return None
    # The calculator is only needed where a tool gives a vector alone: most reports never load it.
    from cvss import CVSS2, CVSS3, CVSS4  # noqa: PLC0415
    from cvss.exceptions import CVSSError  # noqa: PLC0415

    calculator = {"2": CVSS2, "3": CVSS3, "4": CVSS4}.get(version[:1])
    if calculator is None:
        return None
    try:
        return float(calculator(vector).base_score)
    except CVSSError:
        return None
