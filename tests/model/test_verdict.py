"""Facts about verdicts."""

import pytest

from holdfast.model.verdict import Verdict


@pytest.mark.parametrize(
    ("verdict", "label"), [("pass", "pass"), ("fail", "fail"), ("no_verdict", "no verdict")]
)
def test_a_verdict_is_written_for_people(verdict, label):
    assert Verdict(verdict).label == label
