"""Time as something that is passed in, so that tests can hold it."""

from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        ...


class SystemClock:
    """The machine's clock, to the second: more would only make outputs differ."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        return datetime.now(UTC).replace(microsecond=0)
