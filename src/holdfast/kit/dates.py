"""Days as reports write them."""

from datetime import date


def day(text: str | None) -> date | None:
    """The day that an ISO 8601 date or time starts with; ``None`` for anything else.

    Reports give publication times to the nanosecond and in several zones: the day is what is compared.
    """
    if not text:
        return None
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
