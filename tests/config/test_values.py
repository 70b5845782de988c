"""Kinds of value, as models read them."""

from datetime import date, timedelta

import pytest
from pydantic import TypeAdapter, ValidationError

from holdfast.config.values import Day, Duration, LicencePattern, Section, Share, SizeBytes


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (Duration, "1h30m", timedelta(minutes=90)),
        (Duration, timedelta(1), timedelta(1)),
        (SizeBytes, "10MiB", 10 * 2**20),
        (SizeBytes, 512, 512),
        (Share, "90%", 0.9),
        (Share, "0.9", 0.9),
        (Share, "0", 0.0),
        (Share, "100%", 1.0),
        (LicencePattern, "gpl-3.0", "GPL-3.0-only"),
        (LicencePattern, "MIT OR ISC", "MIT OR ISC"),
        (LicencePattern, "GPL-*", "GPL-*"),
        (Day, "2027-01-31", date(2027, 1, 31)),
        (Day, date(2027, 1, 31), date(2027, 1, 31)),
    ],
)
def test_a_text_becomes_its_value(kind, text, value):
    assert TypeAdapter(kind).validate_python(text) == value


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Duration, "5"),
        (Duration, ""),
        (SizeBytes, "5x"),
        (Share, "101%"),
        (Share, "-1%"),
        (Share, "nan"),
        (Share, "nan%"),
        (Share, "inf"),
        (Share, "x%"),
        (LicencePattern, ""),
        (LicencePattern, "Apche-2.0"),
        (Day, "1798675200"),
        (Day, "2027-02-30"),
        (Day, "31.01.2027"),
    ],
)
def test_what_is_no_value_is_refused(kind, text):
    with pytest.raises(ValidationError):
        TypeAdapter(kind).validate_python(text)


def test_a_key_with_nothing_behind_it_counts_as_left_out():
    class Colours(Section):
        red: int = 3

    assert Colours.model_validate({"red": None}) == Colours.model_validate(None) == Colours()
    with pytest.raises(ValidationError):
        Colours.model_validate({"green": None})
