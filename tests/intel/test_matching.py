"""Facts about matching one package."""

import msgspec
import pytest

from advisory_feeds import affected, osv
from holdfast.intel.advisories import Package
from holdfast.intel.matching import Entry, match_package
from holdfast.intel.records import read_record


def entries(*items, ecosystem="npm"):
    """One entry for each item of ``affected``, each of a vulnerability and a record of its own."""
    return [
        Entry(number, number, read_record(msgspec.json.encode(osv("X-1", item))).affected[0][2])
        for number, item in enumerate(items, start=1)
    ]


def ranges(*spans, ecosystem="npm", **more):
    return affected(ecosystem, "a", *(span.split() for span in spans), **more)


def asked(version, *items, ecosystem="npm"):
    return match_package(Package(ecosystem, "a", version), entries(*items))


def test_the_fix_is_the_smallest_version_that_ends_all():
    answer = asked("1.0.0", ranges("introduced:0 fixed:1.0.1"), ranges("introduced:0 fixed:1.2.0"))
    assert answer.hits.keys() == {1, 2}
    assert answer.fix[0].version == "1.2.0"
    assert not answer.fix[0].is_major


def test_a_fix_of_the_same_major_version_is_preferred():
    two = "introduced:0 fixed:1.9.9", "introduced:2.0.0 fixed:2.0.1"
    answer = asked("1.0.0", ranges("introduced:0 fixed:1.5.0"), ranges(*two))
    assert answer.fix[0].version == "1.9.9"


def test_a_fix_across_a_major_version_is_called_so():
    answer = asked("1.0.0", ranges("introduced:0 fixed:2.1.0"))
    assert (answer.fix[0].version, answer.fix[0].is_major) == ("2.1.0", True)


def test_a_version_that_has_another_vulnerability_is_passed_over():
    answer = asked("1.0.0", ranges("introduced:0 fixed:1.1.0"), ranges("introduced:1.1.0 fixed:1.2.0"))
    assert answer.hits.keys() == {1}
    assert (answer.fix[0].version, answer.fix[1]) == ("1.2.0", ())


def test_where_no_version_is_free_the_fix_says_what_is_left():
    answer = asked("1.0.0", ranges("introduced:0 fixed:1.1.0"), ranges("introduced:1.1.0"))
    assert (answer.fix[0].version, answer.fix[1]) == ("1.1.0", (2,))


@pytest.mark.parametrize("open_end", ["introduced:0", "introduced:0 last_affected:1.5.0"])
def test_one_vulnerability_without_a_fix_leaves_no_fix(open_end):
    assert asked("1.0.0", ranges("introduced:0 fixed:1.1.0"), ranges(open_end)).fix is None


def test_a_version_before_a_release_is_a_fix_only_for_one():
    early = ranges("introduced:0 fixed:2.0.0-beta.1")
    assert asked("1.0.0", early).fix is None
    assert asked("1.0.0-rc.1", early).fix[0].version == "2.0.0-beta.1"


def test_what_a_distribution_ships_is_a_fix_whatever_it_looks_like():
    item = affected("Debian:12", "a", ("introduced:0", "fixed:1.0.2b-1"))
    assert asked("1.0.1-1", item, ecosystem="Debian:12").fix[0].version == "1.0.2b-1"


def test_fixed_versions_are_in_the_ecosystems_order():
    item = ranges("introduced:0 fixed:1.2.0 introduced:1.5.0 fixed:1.10.0")
    assert asked("1.0.0", item).hits[1].fixed_in == ("1.2.0", "1.10.0")


def test_a_version_that_cannot_be_compared_is_a_problem_not_a_pass():
    answer = asked("latest", ranges("introduced:0 fixed:1.0.0"), ranges("introduced:0"))
    assert answer.hits == {}
    assert answer.problem == "'latest' cannot be compared with other versions: 2 advisories not matched"


def test_a_range_that_cannot_be_read_is_a_problem_and_the_others_are_matched():
    answer = asked("1.0.0", ranges("introduced:0 fixed:soon"), ranges("introduced:0 fixed:1.1.0"))
    assert answer.hits.keys() == {2}
    assert answer.problem == "'soon' is not a version: 1 advisory not matched"


def test_an_unknown_version_is_a_problem():
    assert "version is not known; 1 advisory" in asked("", ranges("introduced:0")).problem


def test_a_listed_odd_version_matches_without_a_fix():
    answer = asked("2004d", ranges(versions=["2004d"], ecosystem="PyPI"), ecosystem="PyPI")
    assert answer.hits.keys() == {1}
    assert (answer.fix, answer.problem) == (None, "")


def test_two_records_of_one_vulnerability_are_one_hit():
    first, second = entries(ranges("introduced:0 fixed:1.1.0"), ranges("introduced:0 fixed:1.2.0"))
    both = [first, Entry(1, 2, second.affected)]
    answer = match_package(Package("npm", "a", "1.0.0"), both)
    assert answer.hits[1].records == [1, 2]
    assert answer.hits[1].fixed_in == ("1.1.0", "1.2.0")
    assert answer.fix[0].version == "1.2.0"


def test_a_hit_is_in_doubt_only_if_every_range_around_it_is():
    narrow = {"database_specific": {"last_known_affected_version_range": "< 4.0.0"}}
    doubtful = ranges("introduced:3.2.9 fixed:5.4.21") | narrow
    sure = ranges("introduced:4.0.0 fixed:5.4.21")
    first, second = entries(doubtful, sure)
    package = Package("npm", "a", "4.3.3")
    assert match_package(package, [first]).hits[1].doubt == "<4.0.0"
    assert match_package(package, [first, Entry(1, 2, second.affected)]).hits[1].doubt == ""
