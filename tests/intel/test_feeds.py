"""Facts about feeds and their age."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from holdfast.intel.feeds import DatabaseState, Feed, FeedKind, Freshness, judge, moment

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
WEEK = timedelta(days=7)
LONG_AGO = NOW - 2 * WEEK
NPM = Feed(
    name="npm", kind=FeedKind.OSV, source="mirror", records=5000, fetched=NOW, as_of=NOW, covers=("npm",)
)


def state(feed):
    return judge([feed], NOW, WEEK)[0]


@pytest.mark.parametrize(
    ("changes", "freshness", "sentence"),
    [
        ({}, "fresh", "npm: 5,000 records, 0 hours old (from mirror)"),
        ({"as_of": NOW - timedelta(hours=1)}, "fresh", "npm: 5,000 records, 1 hour old (from mirror)"),
        ({"as_of": NOW - timedelta(days=7)}, "fresh", "npm: 5,000 records, 7 days old (from mirror)"),
        ({"as_of": LONG_AGO}, "stale", "npm: 5,000 records, 14 days old; the limit is 7d (from mirror)"),
        ({"as_of": None}, "stale", "npm: 5,000 records of unknown age (from mirror)"),
        ({"records": 0}, "empty", "npm: 0 records: an empty feed proves nothing (from mirror)"),
        ({"skipped": 2}, "fresh", "npm: 5,000 records, 0 hours old, 2 could not be read (from mirror)"),
        ({"skipped": 60}, "damaged", "npm: 5,000 records, and 60 could not be read (from mirror)"),
    ],
)  # fmt: skip
def test_a_feed_is_told_with_count_age_and_source(changes, freshness, sentence):
    found = state(replace(NPM, **changes))
    assert (found.freshness, found.sentence) == (freshness, sentence)
    assert found.is_usable == (freshness == "fresh")


def test_a_time_to_come_is_no_age_below_zero():
    assert replace(NPM, as_of=NOW + WEEK).age(NOW) == timedelta(0)


def test_missing_feeds_are_told():
    states = judge([], NOW, WEEK)
    assert {one.name: one.freshness for one in states} == dict.fromkeys(
        ("osv", "kev", "epss"), Freshness.MISSING
    )
    assert not DatabaseState(feeds=states).is_usable


def test_a_database_is_usable_without_kev_and_epss_and_says_so():
    state = DatabaseState(feeds=judge([NPM], NOW, WEEK))
    assert state.is_usable
    assert len(state.sentences) == 3
    assert [sentence.split(":")[0] for sentence in state.problems] == [
        "the catalogue of exploited vulnerabilities (KEV) is missing",
        "EPSS scores are missing",
    ]


def test_a_stale_feed_is_a_problem_for_its_ecosystem_alone():
    stale = replace(NPM, name="Debian", covers=("Debian",), as_of=NOW - timedelta(days=30))
    state = DatabaseState(feeds=judge([NPM, stale], NOW, WEEK))
    assert not state.is_usable
    assert state.problems_for(["npm", "PyPI"]) == ()
    assert len(state.problems_for(["npm", "Debian:12"])) == 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2026-11-21T12:00:00Z", NOW), ("2026-11-21T13:00:00+01:00", NOW), ("2026-11-21 12:00:00", NOW),
        ("2026-11-21", NOW.replace(hour=0)), ("soon", None), ("", None), ("0001-01-01T00:00:00+14:00", None),
    ],
)  # fmt: skip
def test_a_moment_is_in_utc(text, found):
    assert moment(text) == found


@given(st.text(max_size=40))
def test_any_text_is_a_moment_or_none(text):
    assert moment(text) is None or moment(text).tzinfo is UTC
