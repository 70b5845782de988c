"""Facts about severities."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.model.severity import Severity

KNOWN = [Severity.INFO, Severity.LOW, Severity.MEDIUM, Severity.HIGH, Severity.CRITICAL]


@given(st.sampled_from(KNOWN), st.sampled_from(KNOWN))
def test_a_severity_reaches_every_threshold_up_to_its_own(severity, threshold):
    assert severity.is_at_least(threshold) == (KNOWN.index(severity) >= KNOWN.index(threshold))


@given(st.sampled_from(KNOWN))
def test_unknown_reaches_every_threshold_because_nothing_says_otherwise(threshold):
    assert Severity.UNKNOWN.is_at_least(threshold)


def test_unknown_sorts_between_low_and_medium():
    assert Severity.LOW.rank < Severity.UNKNOWN.rank < Severity.MEDIUM.rank


@pytest.mark.parametrize(
    ("score", "severity"),
    [
        (10.0, Severity.CRITICAL),
        (9.0, Severity.CRITICAL),
        (8.9, Severity.HIGH),
        (7.0, Severity.HIGH),
        (6.9, Severity.MEDIUM),
        (4.0, Severity.MEDIUM),
        (3.9, Severity.LOW),
        (0.1, Severity.LOW),
        (0.0, Severity.INFO),
    ],
)
def test_scores_follow_the_cvss_rating_scale(score, severity):
    assert Severity.from_cvss(score) is severity


@pytest.mark.parametrize(
    ("word", "severity"),
    [
        ("HIGH", Severity.HIGH),
        (" Moderate ", Severity.MEDIUM),
        ("negligible", Severity.INFO),
        ("apocalyptic", Severity.UNKNOWN),
        ("", Severity.UNKNOWN),
    ],
)
def test_usual_words_are_known_and_others_are_unknown(word, severity):
    assert Severity.from_word(word) is severity
