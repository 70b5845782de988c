"""Decides whether a version is affected, by OSV's own algorithm over ranges and listed versions."""

from collections.abc import Iterable
from dataclasses import dataclass

from holdfast.intel.ordering import Key, Order
from holdfast.intel.records import FIXED, INTRODUCED, LAST_AFFECTED, LIMIT, Affected

_START = "0"
_NO_LIMIT = "*"
_RANKS = {FIXED: 0, INTRODUCED: 1, LAST_AFFECTED: 2}
"""Which event of one version comes first: what is repaired and brought back at once is affected."""

Events = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Version:
    """An installed version, as the ecosystem sees it.

    Attributes:
        text: As written.
        spelled: In its normal spelling, to be found among listed versions.
        key: Its place in the order; ``None`` where it has none.
        order: The order of its ecosystem; ``None`` where none is known.
    """

    text: str
    spelled: str
    key: Key | None
    order: Order | None

    def is_in(self, affected: Affected) -> bool:
        """Whether it is affected: it is listed, or lies in one of the ranges.

        Raises:
            ValueError: It is not listed, and a version cannot be compared.
        """
        return self.is_listed(affected) or bool(self.ranges_around(affected))

    def is_listed(self, affected: Affected) -> bool:
        """Whether it is among the listed versions."""
        return bool(affected.versions) and f"\n{self.spelled}\n" in affected.versions

    def ranges_around(self, affected: Affected) -> list[Events]:
        """The ranges that contain it.

        Raises:
            ValueError: It, or an event's version, cannot be compared.
        """
        if not affected.ranges:
            return []
        if self.order is None:
            raise ValueError("no order of versions is known for its ecosystem")
        if self.key is None:
            raise ValueError(f"{self.text!r} cannot be compared with other versions")
        return [events for events in affected.ranges if self._is_within(events)]

    def _is_within(self, events: Events) -> bool:
        is_affected = False
        for kind, at in self._sorted(events):
            if kind == INTRODUCED:
                is_affected = is_affected or at == _START or self._key(at) <= self.key
            elif kind == FIXED:
                is_affected = is_affected and not self._key(at) <= self.key
            else:
                is_affected = is_affected and not self._key(at) < self.key
        return is_affected and self._is_below_limits(events)

    def _sorted(self, events: Events) -> Iterable[tuple[str, str]]:
        bounds = [event for event in events if event[0] != LIMIT]
        if len(bounds) < 2 or (len(bounds) == 2 and bounds[0] == (INTRODUCED, _START)):
            return bounds  # By far the most.
        first = [event for event in bounds if event[1] == _START]
        rest = [event for event in bounds if event[1] != _START]
        return first + sorted(rest, key=lambda event: (self._key(event[1]), _RANKS[event[0]]))

    def _is_below_limits(self, events: Events) -> bool:
        limits = [at for kind, at in events if kind == LIMIT]
        return not limits or any(at == _NO_LIMIT or self.key < self._key(at) for at in limits)

    def _key(self, version: str) -> Key:
        if self.order is None:
            raise ValueError("no order of versions is known for its ecosystem")
        return self.order.key(version)

    def fixes_in(self, ranges: Iterable[Events]) -> list[str]:
        """The versions above this one that the ranges call fixed.

        Raises:
            ValueError: An event's version cannot be compared.
        """
        return [at for events in ranges for kind, at in events if kind == FIXED and self.key < self._key(at)]

    def doubt_about(self, affected: Affected) -> str:
        """GitHub's narrower end of the range, where this version lies above it; else empty."""
        bound = affected.bound.lstrip("<=")
        if not bound:
            return ""
        try:
            end = self._key(bound)
        except ValueError:
            return ""
        is_beyond = end < self.key or (end == self.key and not affected.bound.startswith("<="))
        return affected.bound if is_beyond else ""


def version_of(text: str, spelled: str, order: Order | None) -> Version:
    """A version with its key, where it has one."""
    key: Key | None = None
    if order is not None and text:
        try:
            key = order.key(text)
        except ValueError:
            key = None
    return Version(text, spelled, key, order)
