"""Numbers as sentences say them."""

import pytest

from holdfast.gate.wording import by_severity, count, listing, probability, share
from holdfast.model.severity import Severity


@pytest.mark.parametrize(
    ("number", "word", "text"),
    [
        (0, "finding", "0 findings"),
        (1, "finding", "1 finding"),
        (1243, "file", "1,243 files"),
        (2, "dependency", "2 dependencies"),
    ],
)
def test_a_count_has_its_word(number: int, word: str, text: str):
    assert count(number, word) == text


@pytest.mark.parametrize(
    ("ratio", "text"),
    [
        (1.0, "100%"),
        (0.9, "90%"),
        (0.07, "7%"),
        (782 / 1243, "62.9%"),
        (0.89996, "89.9%"),
        (0.99999, "99.9%"),
    ],
)
def test_a_share_is_never_rounded_up_to_what_it_did_not_reach(ratio: float, text: str):
    assert share(ratio) == text


@pytest.mark.parametrize(("score", "text"), [(0.94, "0.94"), (0.00043, "0.00043"), (1.0, "1"), (0.0, "0")])
def test_a_probability_keeps_five_places(score: float, text: str):
    assert probability(score) == text


def test_counts_by_severity_are_worst_first():
    found = [Severity.LOW, Severity.HIGH, Severity.LOW, Severity.CRITICAL]

    assert by_severity(found) == "1 critical, 1 high, 2 low"


def test_a_listing_of_nothing_is_empty():
    assert listing(()) == ""
