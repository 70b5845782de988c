"""Durations (``90s``, ``5m``, ``24h``, ``7d``) and sizes (``10MiB``) as people write them."""

import re
from datetime import timedelta

_DURATION = re.compile(r"(?:(\d+)w)?(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?", re.ASCII)
_SIZE = re.compile(r"(\d+)\s*(B|KiB|MiB|GiB|kB|MB|GB)?", re.ASCII)
_UNITS = {"B": 1, "kB": 10**3, "MB": 10**6, "GB": 10**9, "KiB": 2**10, "MiB": 2**20, "GiB": 2**30}
_LONGEST_DAYS = 36_500


def parse_duration(text: str) -> timedelta:
    """The duration that a text such as ``1h30m`` names.

    Raises:
        ValueError: The text is not a duration, or longer than 100 years.
    """
    match = _DURATION.fullmatch(text.strip())
    if not match or not any(match.groups()) or len(text) > 40:
        raise ValueError(f"{text!r} is not a duration; write for example 90s, 5m, 24h or 7d")
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in match.groups())
    total = seconds + 60 * minutes + 3600 * hours + 86_400 * (days + 7 * weeks)
    if total > _LONGEST_DAYS * 86_400:
        raise ValueError(f"{text!r} is longer than 100 years")
    return timedelta(seconds=total)


def format_duration(duration: timedelta) -> str:
    """The shortest exact text for a duration of whole seconds: ``1h30m``, ``7d``, ``0s``."""
    left = int(duration.total_seconds())
    parts = []
    for unit, size in (("d", 86_400), ("h", 3600), ("m", 60), ("s", 1)):
        count, left = divmod(left, size)
        if count:
            parts.append(f"{count}{unit}")
    return "".join(parts) or "0s"


def parse_size(text: str) -> int:
    """The number of bytes that a text such as ``10MiB`` names.

    Raises:
        ValueError: The text is not a size.
    """
    match = _SIZE.fullmatch(text.strip())
    if not match or len(text) > 40:
        raise ValueError(f"{text!r} is not a size; write for example 500KiB, 10MiB or 1GiB")
    return int(match[1]) * _UNITS[match[2] or "B"]


def format_size(size_bytes: int) -> str:
    """A size for people: ``10.0 MiB``."""
    size = float(size_bytes)
    for unit in ("B", "KiB", "MiB"):
        if size < 1024:
            return f"{size:.0f} {unit}" if unit == "B" else f"{size:.1f} {unit}"
        size /= 1024
    return f"{size:.1f} GiB"
