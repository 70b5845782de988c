"""Feeds: where advisories came from, how many there are, how old they are, and whether that will do."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from enum import StrEnum

import msgspec

from holdfast.kit.durations import format_duration

MAX_SKIPPED_SHARE = 0.01
"""A feed that lost more of its records than this cannot vouch for what it does not name."""


class FeedKind(StrEnum):
    """What a feed holds."""

    OSV = "osv"
    KEV = "kev"
    EPSS = "epss"


class Feed(msgspec.Struct, frozen=True, kw_only=True):
    """One feed as it stands in the database.

    Attributes:
        name: OSV's ecosystem, ``kev`` or ``epss``.
        kind: What it holds.
        source: Address or file that it came from.
        records: Records that are in use.
        withdrawn: Records that were taken back, and never match.
        skipped: Records that could not be read.
        newest: Time of the newest record.
        fetched: When it was fetched or imported.
        as_of: The time that it vouches for: of the download, since a server was asked then; of an imported
            file, that of its newest record, unless the user stated one.
        sha256: Of the file, in hex.
        model: Version of EPSS's model.
        covers: Ecosystems, without release, for which the feed is complete.
    """

    name: str
    kind: FeedKind
    source: str
    records: int
    withdrawn: int = 0
    skipped: int = 0
    newest: datetime | None = None
    fetched: datetime
    as_of: datetime | None = None
    sha256: str = ""
    model: str = ""
    covers: tuple[str, ...] = ()

    @property
    def is_readable(self) -> bool:
        """Whether it has records, and nearly all of them could be read."""
        return self.records > 0 and self.skipped <= MAX_SKIPPED_SHARE * (self.records + self.skipped)

    def age(self, now: datetime) -> timedelta | None:
        """How old what it vouches for is; ``None`` when it cannot be told."""
        return max(now - self.as_of, timedelta(0)) if self.as_of else None


class Freshness(StrEnum):
    """What a feed is good for."""

    FRESH = "fresh"
    STALE = "stale"
    EMPTY = "empty"
    DAMAGED = "damaged"
    MISSING = "missing"


class FeedState(msgspec.Struct, frozen=True, kw_only=True):
    """One feed, judged.

    Attributes:
        name: The feed's name.
        freshness: What it is good for.
        sentence: The same in words, with source, count and age.
        feed: The feed itself; ``None`` where it is missing.
    """

    name: str
    freshness: Freshness
    sentence: str
    feed: Feed | None = None

    @property
    def is_usable(self) -> bool:
        """Whether silence of this feed means something."""
        return self.freshness is Freshness.FRESH


class DatabaseState(msgspec.Struct, frozen=True, kw_only=True):
    """All feeds, judged.

    Attributes:
        feeds: One state a feed; a missing KEV or EPSS feed is among them.
        built: When the index was made; ``None`` where there is none.
    """

    feeds: tuple[FeedState, ...]
    built: datetime | None = None

    @property
    def is_usable(self) -> bool:
        """Whether there are advisories, and no feed of them is stale, empty or damaged.

        Likelihood and exploitation do not decide whether something is found.
        """
        advisories = self._of(FeedKind.OSV)
        return bool(advisories) and all(state.is_usable for state in advisories)

    @property
    def sentences(self) -> tuple[str, ...]:
        """Every feed in a sentence, for the evidence of a verdict."""
        return tuple(state.sentence for state in self.feeds)

    @property
    def problems(self) -> tuple[str, ...]:
        """The sentences of the feeds that are not fresh."""
        return tuple(state.sentence for state in self.feeds if not state.is_usable)

    def problems_for(self, ecosystems: Iterable[str]) -> tuple[str, ...]:
        """Why no verdict can rest on these feeds, for packages of these ecosystems; empty when one can."""
        wanted = {name.partition(":")[0] for name in ecosystems}
        return tuple(
            state.sentence
            for state in self._of(FeedKind.OSV)
            if not state.is_usable and state.feed and (wanted & {state.name, *state.feed.covers})
        )

    def _of(self, kind: FeedKind) -> list[FeedState]:
        return [state for state in self.feeds if state.feed and state.feed.kind is kind]


def judge(feeds: Iterable[Feed], now: datetime, max_age: timedelta) -> tuple[FeedState, ...]:
    """The states of feeds, those of KEV and EPSS also where they are missing."""
    feeds = tuple(feeds)
    states = [_state(feed, now, max_age) for feed in feeds]
    kinds = {feed.kind for feed in feeds}
    lacking = {
        FeedKind.OSV: "no advisories are there",
        FeedKind.KEV: "the catalogue of exploited vulnerabilities (KEV) is missing: exploitation is unknown",
        FeedKind.EPSS: "EPSS scores are missing: likelihood is unknown",
    }
    states += [
        FeedState(name=kind.value, freshness=Freshness.MISSING, sentence=sentence)
        for kind, sentence in lacking.items()
        if kind not in kinds
    ]
    return tuple(states)


def _state(feed: Feed, now: datetime, max_age: timedelta) -> FeedState:
    age = feed.age(now)
    what = f"{feed.name}: {feed.records:,} records"
    if not feed.records:
        freshness, rest = Freshness.EMPTY, ": an empty feed proves nothing"
    elif not feed.is_readable:
        freshness, rest = Freshness.DAMAGED, f", and {feed.skipped:,} could not be read"
    elif age is None:
        freshness, rest = Freshness.STALE, " of unknown age"
    elif age > max_age:
        freshness = Freshness.STALE
        rest = f", {_told(age)} old; the limit is {format_duration(max_age)}"
    else:
        freshness, rest = Freshness.FRESH, f", {_told(age)} old"
        rest += f", {feed.skipped:,} could not be read" if feed.skipped else ""
    model = f", model {feed.model}" if feed.model else ""
    return FeedState(
        name=feed.name,
        freshness=freshness,
        sentence=f"{what}{rest}{model} (from {feed.source})",
        feed=feed,
    )


def _told(age: timedelta) -> str:
    """An age for people: whole days from two days on, else hours."""
    if age.days >= 2:
        return f"{age.days} days"
    hours = int(age.total_seconds() // 3600)
    return f"{hours} hour{'' if hours == 1 else 's'}"


def moment(text: str) -> datetime | None:
    """The time that an ISO 8601 text names, in UTC; ``None`` for anything else."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    try:
        return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
    except OverflowError:
        return None
