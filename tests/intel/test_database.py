"""Facts about asking the database."""

import gzip
import json
import sqlite3
from datetime import date, timedelta

import pytest

from advisory_feeds import NOW, affected, archive, database, feed, osv
from holdfast.errors import StorageError
from holdfast.intel.advisories import Package
from holdfast.intel.database import database_file, open_database
from holdfast.intel.feeds import FeedKind
from holdfast.intel.index import build
from holdfast.model.severity import Severity

LEFT_PAD = affected("npm", "left-pad", ("introduced:0", "fixed:1.3.0"))
INSTALLED = Package("npm", "left-pad", "1.0.0")


@pytest.fixture
def small(tmp_path):
    """One vulnerability under three names, with KEV and EPSS."""
    kev, epss = tmp_path / "kev.json", tmp_path / "epss.csv.gz"
    entry = {"cveID": "CVE-2026-1000", "dateAdded": "2026-05-01", "knownRansomwareCampaignUse": "Known"}
    kev.write_text(json.dumps({"vulnerabilities": [entry]}))
    rows = "cve,epss,percentile\nCVE-2026-1000,0.5,0.9\n"
    epss.write_bytes(gzip.compress(f"#model_version:v4,score_date:2026-11-19\n{rows}".encode()))
    records = [
        osv(
            "GHSA-2222-3333-4444", LEFT_PAD, aliases=["CVE-2026-1000"], database_specific={"severity": "LOW"}
        ),
        osv(
            "GO-2026-1",
            affected("npm", "left-pad", ("introduced:0", "fixed:1.4.0")),
            aliases=["CVE-2026-1000"],
        ),
        osv(
            "X-2",
            affected("npm", "left-pad", ("introduced:0", "fixed:1.1.0")),
            database_specific={"severity": "HIGH"},
        ),
        osv("X-3", LEFT_PAD, withdrawn="2026-11-02T00:00:00Z", aliases=["CVE-2026-1000"]),
        osv("X-4", affected("npm", "other", ("introduced:0",)), aliases=["CVE-2026-1000"]),
    ]
    files = (feed(kev, "kev", FeedKind.KEV), feed(epss, "epss", FeedKind.EPSS))
    with database(tmp_path, *files, npm=records) as found:
        yield found


def test_aliases_are_one_vulnerability_and_the_worst_comes_first(small):
    (match,) = small.match([INSTALLED]).packages
    assert [one.id for one in match.vulnerabilities] == ["X-2", "CVE-2026-1000"]
    merged = match.vulnerabilities[1]
    assert merged.fixed_in == ("1.3.0", "1.4.0")
    assert merged.severity is Severity.LOW
    assert match.fix.version == "1.4.0"


def test_a_record_about_another_package_gives_no_id(small):
    (match,) = small.match([INSTALLED]).packages
    assert match.vulnerabilities[1].ids == ("CVE-2026-1000", "GHSA-2222-3333-4444", "GO-2026-1")
    assert match.vulnerabilities[1].records == ("GHSA-2222-3333-4444", "GO-2026-1", "X-4")


def test_exploitation_and_likelihood_are_joined_by_cve(small):
    found = small.find("ghsa-2222-3333-4444")
    assert (found.is_exploited, found.exploitation.is_in_ransomware) == (True, True)
    assert (found.epss.score, found.epss.model, found.epss.as_of) == (0.5, "v4", date(2026, 11, 19))


def test_without_a_cve_exploitation_is_unknown_not_no(small):
    found = small.find("X-2")
    assert (found.is_exploited, found.epss) == (None, None)


def test_without_a_catalogue_exploitation_is_unknown(tmp_path):
    with database(tmp_path, npm=[osv("CVE-2026-1000", LEFT_PAD)]) as found:
        assert found.find("CVE-2026-1000").is_exploited is None


def test_what_was_taken_back_is_found_and_says_so(small):
    assert small.find("X-3").withdrawn == date(2026, 11, 2)


def test_an_unknown_id_is_none(small):
    assert small.find("CVE-1999-0001") is None


def test_the_packages_of_a_vulnerability_are_told(small):
    assert small.packages_of(small.find("GO-2026-1")) == (Package("npm", "left-pad"), Package("npm", "other"))


def test_each_package_is_answered_once_in_the_order_asked_for(small):
    other = Package("npm", "other", "1.0.0")
    matches = small.match([other, INSTALLED, other, Package("npm", "unheard-of", "1.0.0")])
    assert [match.package for match in matches.packages] == [other, INSTALLED]
    assert (matches.examined, matches.uncovered) == (3, {})


def test_an_ecosystem_without_advisories_is_told(small):
    matches = small.match([Package("Debian:12", "openssl", "3.0"), Package("Maven", "a:b", "1"), INSTALLED])
    assert matches.uncovered == {"Debian:12": 1, "Maven": 1}
    assert matches.examined == 1


def test_another_release_of_a_distribution_is_not_covered(tmp_path):
    records = [osv("DEBIAN-CVE-2026-1000", affected("Debian:11", "tar", ("introduced:0",)))]
    with database(tmp_path, Debian=records) as found:
        assert found.match([Package("Debian:12", "tar", "1.34-1")]).uncovered == {"Debian:12": 1}
        assert len(found.match([Package("Debian:11", "tar", "1.34-1")]).packages) == 1


def test_more_packages_than_sqlite_takes_values_are_matched(tmp_path):
    records = [
        osv(f"CVE-2026-{number}", affected("npm", f"p{number}", ("introduced:0",)))
        for number in range(1000, 1600)
    ]
    with database(tmp_path, npm=records) as found:
        packages = [Package("npm", f"p{number}", "1.0.0") for number in range(1000, 1600)]
        assert len(found.match(packages).packages) == 600


def test_the_state_tells_every_feed_and_when_it_was_built(small):
    state = small.state(NOW, timedelta(days=7))
    assert state.built == NOW
    assert {feed.name: feed.freshness for feed in state.feeds} == {
        "epss": "fresh",
        "kev": "fresh",
        "npm": "fresh",
    }
    assert not small.state(NOW + timedelta(days=8), timedelta(days=7)).is_usable


def test_the_database_cannot_be_written_through(small):
    with pytest.raises(sqlite3.OperationalError):
        small._connection.execute("DELETE FROM feed")


def test_who_has_it_open_goes_on_while_it_is_replaced(tmp_path):
    with database(tmp_path, npm=[osv("X-1", LEFT_PAD)]) as found:
        path = archive(tmp_path / "other.zip", [osv("X-2", LEFT_PAD)])
        build(tmp_path / "new.sqlite", [feed(path, "npm")], NOW)
        (tmp_path / "new.sqlite").replace(found.path)
        assert found.find("X-1").id == "X-1"
        with open_database(found.path) as replaced:
            assert replaced.find("X-1") is None


def test_without_a_file_the_error_says_what_to_run(tmp_path):
    with pytest.raises(StorageError, match="no advisory database") as caught:
        open_database(database_file(tmp_path))
    assert "holdfast db update" in caught.value.todo


@pytest.mark.parametrize("content", [b"", b"no database" * 100])
def test_another_file_is_refused(tmp_path, content):
    (tmp_path / "a.sqlite").write_bytes(content)
    with pytest.raises(StorageError):
        open_database(tmp_path / "a.sqlite")


def test_a_damaged_file_is_an_error_not_an_answer(tmp_path):
    records = [osv(f"CVE-2026-{number}", LEFT_PAD, details="d" * 3000) for number in range(1000, 1400)]
    with database(tmp_path, npm=records) as found:
        path = found.path
    data = bytearray(path.read_bytes())
    data[8192:] = bytes(len(data) - 8192)
    path.write_bytes(data)
    with pytest.raises(StorageError, match="damaged"), open_database(path) as found:
        found.match([INSTALLED])
