"""CVSS as reports give it."""

import math
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.model.finding import Cvss, Epss
from holdfast.model.scores import cvss, epss, newest, severity_of
from holdfast.model.severity import Severity

V4 = "CVSS:4.0/AV:N/AC:L/AT:P/PR:N/UI:N/VC:L/VI:L/VA:N/SC:N/SI:N/SA:N"
V31 = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"
V2 = "AV:N/AC:L/Au:N/C:P/I:P/A:P"


@pytest.mark.parametrize(
    ("vector", "score", "version"),
    [(V4, 6.3, "4.0"), (V31, 9.8, "3.1"), (V2, 7.5, "2.0"), (f"({V2})", 7.5, "2.0")],
)
def test_a_missing_score_is_computed_from_the_vector(vector: str, score: float, version: str):
    assert cvss(None, vector) == Cvss(score=score, vector=vector.strip("()"), version=version)


def test_the_tool_s_own_score_is_kept():
    assert cvss(7.1, V31) == Cvss(score=7.1, vector=V31, version="3.1")


def test_the_prefix_of_a_vector_outranks_what_the_tool_calls_it():
    found = cvss(9.8, V31, "2.0")

    assert found is not None
    assert found.version == "3.1"


@pytest.mark.parametrize(
    ("word", "version"),
    [("CVSSv31", "3.1"), ("CVSSv3", "3.0"), ("3", "3.0"), ("v4", "4.0"), ("2.0", "2.0"), ("OWASP", "")],
)
def test_a_version_is_read_however_it_is_written(word: str, version: str):
    assert cvss(5.0, "", word) == Cvss(score=5.0, version=version)


def test_a_vector_of_version_3_without_prefix_gets_one():
    found = cvss(7.5, "AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N", "CVSSv3")

    assert found == Cvss(score=7.5, vector="CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N", version="3.0")


@pytest.mark.parametrize("score", [None, math.nan, math.inf, -1.0, 10.1])
def test_without_a_valid_score_or_vector_there_is_none(score: float | None):
    assert cvss(score, "") is None
    assert cvss(score, "CVSS:3.1/nonsense") is None


@given(st.none() | st.floats(), st.text(max_size=60), st.text(max_size=8))
def test_whatever_a_tool_writes_a_score_lies_between_0_and_10(score, vector, version):
    found = cvss(score, vector, version)

    assert found is None or 0 <= found.score <= 10


def test_the_newest_version_wins_and_then_the_first():
    first, second = Cvss(score=9.8, version="3.1"), Cvss(score=5.0, version="3.1")

    assert newest([Cvss(score=10, version="2.0"), first, None, second]) == first
    assert newest([first, Cvss(score=6.3, version="4.0")]) == Cvss(score=6.3, version="4.0")
    assert newest([None]) is None


@pytest.mark.parametrize(
    ("score", "version", "severity"),
    [
        (9.8, "3.1", Severity.CRITICAL),
        (9.8, "2.0", Severity.HIGH),
        (0.0, "2.0", Severity.LOW),
        (0.0, "3.1", Severity.INFO),
        (5.0, "2.0", Severity.MEDIUM),
    ],
)
def test_version_2_has_no_critical_and_no_none(score: float, version: str, severity: Severity):
    assert severity_of(Cvss(score=score, version=version)) is severity


def test_epss_keeps_score_percentile_day_and_model():
    found = epss(0.07, 0.91, "2026-11-01", "v2025.03.14")

    assert found == Epss(score=0.07, percentile=0.91, as_of=date(2026, 11, 1), model="v2025.03.14")


@pytest.mark.parametrize("score", [None, math.nan, math.inf, -0.1, 7.0])
def test_without_a_valid_probability_there_is_no_epss(score: float | None):
    assert epss(score, 0.5) is None


@pytest.mark.parametrize("percentile", [None, math.nan, math.inf, 91.0])
def test_a_percentile_that_is_none_is_left_out(percentile: float | None):
    assert epss(0.5, percentile) == Epss(score=0.5)
