"""A feed: what a scanner's answer rests on besides the code, and grows old."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """One source of knowledge, as a scan used it.

    Attributes:
        name: What it holds: ``OSV npm``, ``CISA KEV``, ``EPSS``.
        source: Where it came from, without credentials.
        records: How many records it holds.
        fetched: When it was fetched or imported, UTC; ``None`` when not known.
        as_of: The time that it vouches for, UTC, from which its age counts; ``None`` when not known.
        newest: Time of its newest record, UTC; ``None`` when it does not say.
        version: Version or date that it gives itself, empty when it does not.
    """

    name: str
    source: str = ""
    records: int = 0
    fetched: datetime | None = None
    as_of: datetime | None = None
    newest: datetime | None = None
    version: str = ""
