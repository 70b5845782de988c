"""Real advisories and real lock files: our matches are those that are expected, all of them and no other.

The corpus is not part of this repository; where it is missing, these tests are skipped. What is expected
there follows OSV's own algorithm; docs/decisions/0011 argues the one record where that could be disputed.
"""

import json
import tomllib
from pathlib import Path

import pytest

from advisory_feeds import NOW, feed
from holdfast.intel.advisories import Package
from holdfast.intel.affecting import version_of
from holdfast.intel.database import open_database
from holdfast.intel.ecosystems import normal_name
from holdfast.intel.feeds import FeedKind
from holdfast.intel.index import build
from holdfast.intel.ordering import order_of

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
OSV = CORPUS / "osv"
FEEDS = ("npm", "PyPI", "Go", "crates.io")

pytestmark = pytest.mark.skipif(not OSV.is_dir(), reason="the corpus is not on this machine")


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    """All feeds of the corpus, and the KEV catalogue."""
    target = tmp_path_factory.mktemp("corpus") / "advisories.sqlite"
    files = [feed(OSV / name / "all.zip", name) for name in FEEDS]
    build(target, [*files, feed(CORPUS / "kev.json", "kev", FeedKind.KEV)], NOW)
    with open_database(target) as database:
        yield database


def poetry_packages(path):
    lock = tomllib.loads(path.read_text(encoding="utf-8"))
    return [Package("PyPI", normal_name("PyPI", item["name"]), item["version"]) for item in lock["package"]]


def told(matches):
    return sorted(
        [match.package.name, match.package.version, list(one.ids), list(one.fixed_in)]
        for match in matches.packages
        for one in match.vulnerabilities
    )


def test_an_old_lock_file_has_the_nine_expected_matches(real):
    expected = json.loads((OSV / "expected_keep_2023-12.json").read_text(encoding="utf-8"))
    matches = real.match(poetry_packages(OSV / "keep_2023-12.poetry.lock"))
    assert told(matches) == sorted(
        [item["package"], item["version"], item["ids"], item["fixed"]] for item in expected
    )
    assert len(expected) == 9
    assert matches.problems == ()


def test_advisories_that_were_taken_back_do_not_match(real):
    """The two that a matcher reports of the newer lock file if it overlooks ``withdrawn``."""
    assert json.loads((OSV / "expected_keep.json").read_text(encoding="utf-8")) == []
    packages = [Package("PyPI", "aiohttp", "3.13.3"), Package("PyPI", "redis", "5.2.1")]
    assert real.match(packages).packages == ()
    assert real.find("PYSEC-2022-43059").withdrawn
    assert real.find("PYSEC-2023-73").withdrawn


@pytest.mark.parametrize(
    ("name", "version", "absent"),
    [
        ("esbuild", "0.17.18", ""), ("ansi-regex", "5.0.1", ""), ("minimatch", "3.1.2", ""),
        ("axios", "0.26.1", "CVE-2024-39338"), ("qs", "6.11.0", "CVE-2022-24999"),
    ],
)  # fmt: skip
def test_a_version_beside_a_range_does_not_match(real, name, version, absent):
    found = real.match([Package("npm", name, version)]).packages
    ids = {one for match in found for each in match.vulnerabilities for one in each.ids}
    assert not ids or absent
    assert absent not in ids


def test_a_match_beyond_githubs_own_bound_is_told_with_its_doubt(real):
    (match,) = real.match([Package("npm", "vite", "4.3.3")]).packages
    doubtful = {one.records[0]: one.doubt for one in match.vulnerabilities if one.doubt}
    assert doubtful == {"GHSA-93m4-6634-74q7": "the record's own note calls only <3.0.0, <4.0.0 affected"}


def test_every_listed_version_of_every_record_is_affected(real):
    """A law: what a record lists by name is affected, however odd the version is."""
    order = order_of("PyPI")
    names = [name for _, name, _ in real._rows("SELECT * FROM package WHERE ecosystem = 'PyPI'")]
    for name in names:
        for entry in real._entries(Package("PyPI", name)):
            listed = entry.affected.versions.strip("\n").split("\n")
            for text in filter(None, {listed[0], listed[-1], listed[len(listed) // 2]}):
                assert version_of(text, text, order).is_in(entry.affected), (name, text)
    assert len(names) > 600


def test_the_one_record_without_versions_is_named(real):
    assert real.skipped("PyPI") == (("PYSEC-2022-15", "names no versions of loguru"),)
    assert [name for name in FEEDS if real.skipped(name)] == ["PyPI"]


def test_exploited_vulnerabilities_are_known(real):
    assert real.find("CVE-2021-44228") is None, "the corpus has no Maven"
    exploited = [
        one
        for match in real.match([Package("PyPI", "apache-airflow", "1.10.10")]).packages
        for one in match.vulnerabilities
        if one.is_exploited
    ]
    assert "CVE-2020-11978" in {one.id for one in exploited}
