"""Facts about guesses."""

from holdfast.kit.suggest import did_you_mean


def test_a_near_word_is_offered():
    assert did_you_mean("serverity", ["severity", "grace"]) == "did you mean 'severity'?"


def test_nothing_near_is_nothing():
    assert did_you_mean("xyz", ["severity"]) == ""
