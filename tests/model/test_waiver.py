"""Facts about waivers."""

from datetime import date

import pytest

from factories import waiver


@pytest.mark.parametrize(("today", "is_expired"), [(1, False), (15, False), (16, True)])
def test_a_waiver_holds_until_the_end_of_its_last_day(today, is_expired):
    assert waiver(expires=date(2027, 1, 15)).is_expired(date(2027, 1, today)) is is_expired


def test_its_text_says_for_what_for_whom_and_until_when():
    text = str(waiver(id="CVE-2020-1", path="web/**", owner="ana", expires=date(2027, 1, 15), rule=""))
    assert "id CVE-2020-1" in text
    assert "path web/**" in text
    assert "owner ana" in text
    assert "2027-01-15" in text
