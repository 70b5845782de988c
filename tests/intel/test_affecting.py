"""Facts about whether a version is affected."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.intel.affecting import version_of
from holdfast.intel.ordering import order_of
from holdfast.intel.records import Affected
from holdfast.intel.spelling import spelled


def version(text, ecosystem="npm"):
    return version_of(text, spelled(ecosystem, text), order_of(ecosystem))


def span(*words):
    return tuple(tuple(word.split(":", 1)) for word in words)


@pytest.mark.parametrize(
    ("events", "inside", "outside"),
    [
        ("introduced:0 fixed:1.2.0", "0.0.1 1.1.9 1.2.0-rc.1", "1.2.0 1.2.1"),
        ("introduced:1.0.0 fixed:1.2.0", "1.0.0 1.1.0", "1.0.0-rc.1 0.9.0 1.2.0"),
        ("introduced:0 last_affected:1.2.0", "0.1.0 1.2.0", "1.2.1"),
        ("introduced:1.0.0", "1.0.0 99.0.0", "0.9.9"),
        ("introduced:0", "0.0.0 99.0.0", ""),
        ("introduced:0 fixed:1.2.0 introduced:2.0.0 fixed:2.1.0", "1.0.0 2.0.5", "1.2.0 1.9.0 2.1.0"),
        ("fixed:2.1.0 introduced:2.0.0 introduced:0 fixed:1.2.0", "1.0.0 2.0.5", "1.2.0 1.9.0 2.1.0"),
        ("introduced:0 limit:2.0.0", "1.9.9", "2.0.0 3.0.0"),
        ("introduced:0 limit:*", "9.0.0", ""),
        ("introduced:0 fixed:1.0.0 introduced:1.0.0 fixed:2.0.0", "0.5.0 1.0.0 1.5.0", "2.0.0"),
        ("introduced:1.0.0 last_affected:1.0.0", "1.0.0", "0.9.9 1.0.1"),
        ("fixed:1.0.0", "", "0.5.0 1.0.0"),
    ],
)
def test_a_range_contains_what_osv_says(events, inside, outside):
    affected = Affected(ranges=(span(*events.split()),))
    assert [text for text in inside.split() if not version(text).is_in(affected)] == []
    assert [text for text in outside.split() if version(text).is_in(affected)] == []


@given(st.lists(st.integers(0, 40), min_size=2, max_size=8, unique=True), st.integers(0, 45), st.randoms())
def test_the_order_of_events_does_not_matter(numbers, at, random):
    kinds = ("introduced", "fixed")
    events = [(kinds[index % 2], f"{number}.0.0") for index, number in enumerate(sorted(numbers))]
    shuffled = random.sample(events, len(events))
    text = version(f"{at}.0.0")
    assert text.is_in(Affected(ranges=(tuple(events),))) == text.is_in(Affected(ranges=(tuple(shuffled),)))


@given(st.lists(st.text("0123456789.abrc", min_size=1, max_size=8), min_size=1))
def test_a_listed_version_is_affected_whatever_it_looks_like(versions):
    listed = Affected(versions="\n" + "\n".join(spelled("PyPI", one) for one in versions) + "\n")
    assert all(version(one, "PyPI").is_in(listed) for one in versions)


def test_a_part_of_a_listed_version_is_not_listed():
    assert not version("1.0").is_in(Affected(versions="\n11.0\n1.0.1\n"))


def test_two_spellings_of_a_listed_version_are_one():
    assert version("1.0.0", "PyPI").is_in(Affected(versions="\n1\n"))


@pytest.mark.parametrize(
    ("text", "events"), [("latest", "introduced:0 fixed:1.0.0"), ("1.0.0", "introduced:0 fixed:soon")]
)
def test_what_cannot_be_compared_is_never_taken_for_unaffected(text, events):
    with pytest.raises(ValueError, match=r"cannot be compared|is not a version"):
        version(text).is_in(Affected(ranges=(span(*events.split()),)))


def test_without_an_order_only_listed_versions_are_known():
    unknown = version_of("1.0", "1.0", None)
    assert unknown.is_in(Affected(versions="\n1.0\n"))
    with pytest.raises(ValueError, match="no order"):
        unknown.is_in(Affected(ranges=(span("introduced:0"),)))


def test_the_fixes_are_those_above_the_version():
    ranges = (span("introduced:0", "fixed:1.2.0", "introduced:2.0.0", "fixed:2.1.0"),)
    assert version("2.0.0").fixes_in(ranges) == ["2.1.0"]


@pytest.mark.parametrize(
    ("bound", "doubt"),
    [("<4.0.0", "<4.0.0"), ("<=4.3.3", ""), ("<=4.3.2", "<=4.3.2"), ("<5.0.0", ""), ("", ""), ("<next", "")],
)
def test_a_version_above_the_records_own_bound_is_in_doubt(bound, doubt):
    assert version("4.3.3").doubt_about(Affected(bound=bound)) == doubt
