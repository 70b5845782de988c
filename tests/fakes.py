"""Stand-ins that tests hold in the hand."""

from datetime import UTC, datetime


class FakeClock:
    """A clock that stands still."""

    def __init__(self, moment: datetime = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)) -> None:
        self.moment = moment

    def now(self) -> datetime:
        """The moment it was set to."""
        return self.moment
