"""Facts about where feeds come from."""

import gzip
import json

import pytest

from advisory_feeds import archive, osv
from holdfast.errors import UsageError
from holdfast.intel.feeds import FeedKind
from holdfast.intel.sources import DEFAULT_ECOSYSTEMS, EPSS_URL, KEV_URL, OSV_URL, wanted_feeds

KEV = json.dumps({"vulnerabilities": [{"cveID": "CVE-2026-1000"}]})


def names(*places, ecosystems=(), present=()):
    return [feed.name for feed in wanted_feeds([str(place) for place in places], ecosystems, present)]


def test_without_a_place_the_public_sources_are_taken():
    found = wanted_feeds((), (), ())
    assert [feed.name for feed in found] == [*DEFAULT_ECOSYSTEMS, "kev", "epss"]
    assert found[0].url == f"{OSV_URL}/npm/all.zip"
    assert [feed.url for feed in found[-2:]] == [KEV_URL, EPSS_URL]
    assert all(feed.url.startswith("https://") and not feed.is_optional for feed in found)


def test_what_is_there_already_is_kept_up_to_date():
    assert "Debian" in names(present=("Debian", "kev", "npm"))
    assert names(present=("Debian",)).count("npm") == 1


def test_named_ecosystems_are_spelled_as_osv_does():
    found = wanted_feeds((), ("pypi", "Debian:12", "rocky linux"), ())
    assert [feed.name for feed in found] == ["PyPI", "Debian", "Rocky Linux", "kev", "epss"]
    assert found[2].url == f"{OSV_URL}/Rocky%20Linux/all.zip"


@pytest.mark.parametrize("name", ["pypy", "../x", "", "kev", "a/b"])
def test_an_ecosystem_that_osv_cannot_have_is_wrong_usage(name):
    with pytest.raises(UsageError, match="no ecosystem"):
        wanted_feeds((), (name,), ())


def test_a_folder_has_a_feed_for_each_ecosystem_in_it(tmp_path):
    archive(tmp_path / "npm" / "all.zip", [osv("X-1")])
    (tmp_path / "PyPI").mkdir()
    (tmp_path / "PyPI" / "X-2.json").write_text("{}")
    (tmp_path / "notes").mkdir()
    (tmp_path / "kev.json").write_text(KEV)
    (tmp_path / "epss_scores-2026-11-20.csv.gz").write_bytes(b"")
    (tmp_path / "expected.json").write_text("{}")
    assert sorted(names(tmp_path)) == ["PyPI", "epss", "kev", "npm"]
    assert names(tmp_path, ecosystems=("npm",)) == ["epss", "kev", "npm"]
    assert names(tmp_path / "npm") == names(tmp_path / "npm" / "all.zip") == ["npm"]
    assert names(tmp_path / "PyPI") == ["PyPI"]


def test_a_folder_without_the_named_ecosystem_is_wrong_usage(tmp_path):
    archive(tmp_path / "npm" / "all.zip", [osv("X-1")])
    with pytest.raises(UsageError, match="holds no advisories of Go"):
        names(tmp_path, ecosystems=("Go",))


@pytest.mark.parametrize("place", ["missing", "."])
def test_a_place_without_feeds_is_wrong_usage(tmp_path, place):
    with pytest.raises(UsageError):
        names(tmp_path / place)


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("known.json", KEV.encode(), FeedKind.KEV),
        ("today.csv", b"#model_version:v4\ncve,epss,percentile\n", FeedKind.EPSS),
        ("today.gz", gzip.compress(b"x", mtime=0), FeedKind.EPSS),
    ],
)
def test_a_file_is_known_by_its_content(tmp_path, name, content, kind):
    (tmp_path / name).write_bytes(content)
    (found,) = wanted_feeds([str(tmp_path / name)], (), ())
    assert found.kind is kind


def test_a_file_that_is_no_feed_is_wrong_usage(tmp_path):
    (tmp_path / "a.json").write_text("{}")
    with pytest.raises(UsageError, match="no feed"):
        names(tmp_path / "a.json")


def test_an_archive_says_its_ecosystem_by_its_name_its_folder_or_the_option(tmp_path):
    archive(tmp_path / "some.zip", [osv("X-1")])
    archive(tmp_path / "Go.zip", [osv("X-1")])
    assert names(tmp_path / "Go.zip") == ["Go"]
    assert names(tmp_path / "some.zip", ecosystems=("Hex",)) == ["Hex"]
    with pytest.raises(UsageError, match="which ecosystem"):
        names(tmp_path / "some.zip")


def test_a_mirror_has_the_layout_of_osvs_bucket():
    found = wanted_feeds(["https://mirror.example/osv/"], ("npm",), ())
    assert [(feed.url, feed.is_optional) for feed in found] == [
        ("https://mirror.example/osv/npm/all.zip", False),
        ("https://mirror.example/osv/kev.json", True),
        ("https://mirror.example/osv/epss_scores-current.csv.gz", True),
    ]
    assert all(feed.is_optional for feed in wanted_feeds(["https://mirror.example"], (), ()))


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://mirror.example/osv/PyPI/all.zip", "PyPI"),
        ("https://mirror.example/known_exploited_vulnerabilities.json", "kev"),
        ("https://mirror.example/epss_scores-2026-11-20.csv.gz", "epss"),
    ],
)
def test_one_file_of_a_mirror_can_be_named(url, name):
    assert names(url) == [name]
