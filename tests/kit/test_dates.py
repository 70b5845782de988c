"""Days as reports write them."""

from datetime import date

import pytest

from holdfast.kit.dates import day


@pytest.mark.parametrize(
    "text", ["2021-08-31", "2021-08-31T11:15:00Z", "2021-08-31T11:15:11.123456789+02:00", "2021-08-31 11:15"]
)
def test_the_day_of_a_time_is_read(text: str):
    assert day(text) == date(2021, 8, 31)


@pytest.mark.parametrize("text", [None, "", "yesterday", "2024-13-45T99:99:99Z", "31.08.2021"])
def test_anything_else_is_no_day(text: str | None):
    assert day(text) is None
