"""Facts about building the index."""

import json

import pytest

from advisory_feeds import NOW, affected, archive, database, feed, osv
from holdfast.errors import StorageError
from holdfast.intel.advisories import Package
from holdfast.intel.feeds import FeedKind
from holdfast.intel.index import MAX_NAMED_SKIPS, build

LEFT_PAD = affected("npm", "left-pad", ("introduced:0", "fixed:1.3.0"))
INSTALLED = Package("npm", "left-pad", "1.0.0")


def test_a_feed_is_told_with_what_it_held(tmp_path):
    records = [
        osv("X-1", LEFT_PAD, modified="2026-10-01T00:00:00Z"),
        osv("X-2", LEFT_PAD, modified="2026-09-01T00:00:00Z", withdrawn="2026-09-02T00:00:00Z"),
    ]
    path = archive(tmp_path / "npm" / "all.zip", records, {"bad.json": b"[]", "worse.json": b"{"})
    (found,) = build(tmp_path / "a.sqlite", [feed(path, "npm")], NOW)
    assert (found.records, found.withdrawn, found.skipped) == (1, 1, 2)
    assert f"{found.newest:%Y-%m-%d}" == "2026-11-01"
    assert found.covers == ("npm",)


def test_a_bad_record_is_named_and_the_others_match(tmp_path):
    path = archive(tmp_path / "npm" / "all.zip", [osv("X-1", LEFT_PAD)], {"bad.json": b"[]"})
    with database(tmp_path, feed(path, "npm")) as found:
        assert [place for place, _ in found.skipped("npm")] == ["bad.json"]
        assert len(found.match([INSTALLED]).packages) == 1


def test_bad_records_are_counted_beyond_those_named(tmp_path):
    bad = {f"{number}.json": b"[]" for number in range(MAX_NAMED_SKIPS + 5)}
    path = archive(tmp_path / "npm" / "all.zip", [osv("X-1", LEFT_PAD)], bad)
    with database(tmp_path, feed(path, "npm")) as found:
        assert found.feeds[0].skipped == MAX_NAMED_SKIPS + 5
        assert len(found.skipped("npm")) == MAX_NAMED_SKIPS


def test_a_time_to_come_does_not_make_a_feed_newer(tmp_path):
    records = [osv("X-1", LEFT_PAD, modified="2099-01-01T00:00:00Z", published="2026-01-01T00:00:00Z")]
    path = archive(tmp_path / "npm" / "all.zip", records)
    (found,) = build(tmp_path / "a.sqlite", [feed(path, "npm")], NOW)
    assert f"{found.newest:%Y}" == "2026"


def test_a_record_in_two_feeds_counts_once_in_its_newest_state(tmp_path):
    old = osv("X-1", affected("npm", "left-pad", ("introduced:0",)), modified="2026-01-01T00:00:00Z")
    new = osv("X-1", LEFT_PAD, modified="2026-02-01T00:00:00Z")
    for first, second in ((old, new), (new, old)):
        with database(tmp_path, npm=[first], PyPI=[second]) as found:
            (match,) = found.match([INSTALLED]).packages
            assert match.vulnerabilities[0].fixed_in == ("1.3.0",)


def test_a_record_that_was_taken_back_later_never_matches(tmp_path):
    old = osv("X-1", LEFT_PAD, modified="2026-01-01T00:00:00Z")
    gone = old | {"modified": "2026-02-01T00:00:00Z", "withdrawn": "2026-02-01T00:00:00Z"}
    with database(tmp_path, npm=[old], PyPI=[gone]) as found:
        assert found.match([INSTALLED]).packages == ()


def test_a_foreign_record_in_a_feed_does_not_cover_its_ecosystem(tmp_path):
    both = osv("X-1", LEFT_PAD, affected("Maven", "org:left-pad", ("introduced:0",)))
    with database(tmp_path, npm=[both]) as found:
        maven = Package("Maven", "org:left-pad", "1.0")
        matches = found.match([maven])
        assert matches.uncovered == {"Maven": 1}
        assert len(matches.packages) == 1, "what is known is told all the same"


def test_a_feed_of_another_name_covers_what_its_records_are_about(tmp_path):
    path = archive(tmp_path / "everything.zip", [osv("X-1", LEFT_PAD)])
    with database(tmp_path, feed(path, "everything")) as found:
        assert found.coverage == {"npm": 1}


def test_the_same_feeds_give_the_same_answers_in_any_order(tmp_path):
    one = [osv("GHSA-2222-3333-4444", LEFT_PAD, aliases=["CVE-2026-1000"])]
    two = [osv("PYSEC-2026-1", LEFT_PAD, aliases=["CVE-2026-1000"])]
    answers = []
    for feeds in ({"npm": one, "PyPI": two}, {"PyPI": two, "npm": one}):
        with database(tmp_path, **feeds) as found:
            answers.append(found.match([INSTALLED]).packages)
    assert answers[0] == answers[1]
    assert len(answers[0][0].vulnerabilities) == 1


def test_kev_and_epss_are_feeds_with_their_own_day(tmp_path):
    kev = tmp_path / "kev.json"
    kev.write_text(
        json.dumps({"vulnerabilities": [{"cveID": "CVE-2026-1000", "dateAdded": "2026-05-01"}, 1]})
    )
    epss = tmp_path / "epss.csv"
    epss.write_text(
        "#model_version:v4,score_date:2026-11-19T00:00:00Z\ncve,epss,percentile\nCVE-2026-1000,0.5,0.9\nx\n"
    )
    files = [feed(kev, "kev", FeedKind.KEV), feed(epss, "epss", FeedKind.EPSS)]
    catalogue, scores = build(tmp_path / "a.sqlite", files, NOW)
    assert (catalogue.records, catalogue.skipped, f"{catalogue.newest:%Y-%m-%d}") == (1, 1, "2026-05-01")
    assert (scores.records, scores.skipped, scores.model) == (1, 1, "v4")
    assert f"{scores.as_of:%Y-%m-%d}" == "2026-11-19", "the file's own day counts, whenever it was fetched"


def test_a_folder_that_cannot_be_made_is_an_error(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="cannot be written"):
        build(tmp_path / "file" / "a.sqlite", [], NOW)
