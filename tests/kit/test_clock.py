"""Facts about the machine's clock."""

from datetime import UTC, timedelta

from holdfast.kit.clock import SystemClock


def test_it_tells_utc_to_the_second():
    first, second = SystemClock().now(), SystemClock().now()
    assert first.tzinfo is UTC
    assert first.microsecond == 0
    assert timedelta(0) <= second - first < timedelta(minutes=1)
