"""Dependencies, compared with a small database of advisories."""

import json
import zipfile
from datetime import UTC, datetime, timedelta

import pytest

from holdfast.intel.database import open_database
from holdfast.intel.feeds import FeedKind
from holdfast.intel.index import FeedFile, build
from holdfast.model.category import Category
from holdfast.model.dependency import Dependency, Scope
from holdfast.model.finding import Component
from holdfast.model.severity import Severity
from holdfast.scan.composition import examine_dependencies, without_database

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
WEEK = timedelta(days=7)


def advisory(name, package, ranges, ecosystem="npm", **more):
    events = [{"introduced": ranges[0]}, *({"fixed": end} for end in ranges[1:])]
    return {
        "id": name,
        "modified": "2026-11-20T00:00:00Z",
        "summary": f"{package} does what it should not",
        "affected": [
            {
                "package": {"ecosystem": ecosystem, "name": package},
                "ranges": [{"type": "SEMVER", "events": events}],
            }
        ],
        "severity": [{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}],
        "database_specific": {"cwe_ids": ["CWE-352"]},
    } | more


ADVISORIES = (
    advisory("GHSA-aaaa-aaaa-aaaa", "axios", ("0", "1.6.0"), aliases=["CVE-2023-0001"]),
    advisory("GHSA-bbbb-bbbb-bbbb", "axios", ("1.0.0", "1.7.4")),
    advisory("GHSA-cccc-cccc-cccc", "left", ("0",)),
)


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    folder = tmp_path_factory.mktemp("advisories")
    archive = folder / "all.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for record in ADVISORIES:
            packed.writestr(f"{record['id']}.json", json.dumps(record))
    feed = FeedFile(name="npm", kind=FeedKind.OSV, path=archive, source="ours", fetched=NOW, as_of=NOW)
    build(folder / "db", [feed], NOW)
    with open_database(folder / "db") as opened:
        yield opened


def npm(name, version="", **more):
    purl = f"pkg:npm/{name}@{version}" if version else f"pkg:npm/{name}"
    return Dependency(
        **{"name": name, "version": version, "purl": purl, "manifest": "package-lock.json", "line": 7} | more
    )


def examined(database, *dependencies, now=NOW, **more):
    return examine_dependencies(dependencies, database, now=now, max_age=WEEK, **more)


def test_a_vulnerability_of_a_package_is_a_finding_at_its_line(database):
    report = examined(database, npm("axios", "1.4.0", is_direct=True, scope=Scope.DEVELOPMENT))
    found = next(one for one in report.findings if "CVE-2023-0001" in one.ids)
    assert (found.rule, found.ids, found.severity) == (
        "CVE-2023-0001",
        ("CVE-2023-0001", "GHSA-aaaa-aaaa-aaaa"),
        Severity.CRITICAL,
    )
    assert str(found.location) == "package-lock.json:7"
    assert found.component == Component(
        name="axios",
        version="1.4.0",
        purl="pkg:npm/axios@1.4.0",
        fixed_in=("1.6.0",),
        upgrade_to="1.7.4",
        is_direct=True,
    )
    assert (found.cwe, found.category, found.tags) == ((352,), Category.SCA, ("development",))


def test_all_findings_of_a_package_have_one_fix(database):
    report = examined(database, npm("axios", "1.4.0"))
    assert {one.fix for one in report.findings} == {
        "Upgrade axios to 1.7.4: that ends all 2 of its known vulnerabilities."
    }


def test_a_fix_across_a_major_version_and_a_package_that_came_in_by_another_say_so(database):
    report = examined(database, npm("axios", "0.5.0", path=("web@2.0.0",)))
    (found,) = report.findings
    assert "to 1.7.4, a new major version: that ends its only known vulnerability." in found.fix
    assert "It comes in by web@2.0.0: upgrade that" in found.fix
    assert found.description.endswith("It comes in by web@2.0.0.")


def test_a_long_way_is_shortened_in_its_middle(database):
    way = tuple(f"p{number}@1" for number in range(9))
    (found,) = examined(database, npm("left", "1.0.0", path=way)).findings
    assert found.description.endswith("It comes in by p0@1 → p1@1 → p2@1 → p3@1 → … → p8@1.")


def test_a_package_without_fix_says_so(database):
    (found,) = examined(database, npm("left", "1.0.0")).findings
    assert found.fix.startswith("No version of left is known to repair it")
    assert found.component.fixed_in == ()


def test_a_healthy_package_is_examined_and_listed(database):
    report = examined(database, npm("axios", "1.7.4"))
    assert (report.findings, report.failures, report.problems) == ((), (), ())
    assert (report.inputs.examined, report.inputs.unit) == (1, "package")
    assert [str(one) for one in report.dependencies] == ["axios@1.7.4"]


def test_the_feeds_that_the_answer_rests_on_are_named(database):
    (feed,) = examined(database, npm("axios", "1.7.4")).feeds
    assert (feed.name, feed.source, feed.records) == ("OSV npm", "ours", 3)


def test_a_package_without_version_is_a_problem_and_no_silence(database):
    report = examined(database, npm("axios"))
    (problem,) = report.problems
    assert (problem.place, problem.why) == (
        "package-lock.json:7",
        "axios is not pinned to a version, so it was not examined",
    )


def test_an_ecosystem_without_advisories_is_a_failure(database):
    snake = Dependency(name="flask", version="1.0", purl="pkg:pypi/flask@1.0", manifest="poetry.lock")
    report = examined(database, npm("axios", "1.7.4"), snake)
    assert report.failures == (
        "no advisories for PyPI in the database: 1 not examined; run `holdfast db update --ecosystem PyPI`",
    )


def test_a_kind_of_package_that_osv_does_not_know_is_a_failure(database):
    odd = Dependency(name="numpy", version="1.0", purl="pkg:conda/numpy@1.0", manifest="environment.yml")
    assert examined(database, odd).failures == (
        "no advisories exist for packages of the kind conda: 1 not examined",
    )


def test_a_feed_that_is_too_old_is_a_failure_and_its_findings_are_kept(database):
    report = examined(database, npm("axios", "1.4.0"), now=NOW + timedelta(days=30))
    assert len(report.findings) == 2
    (failure,) = report.failures
    assert failure == "npm: 3 records, 30 days old; the limit is 7d (from ours)"


def test_without_a_database_packages_are_listed_and_nothing_is_decided():
    report = without_database([npm("axios", "1.4.0")], "there is none")
    assert (report.failures, len(report.dependencies), report.findings) == (("there is none",), 1, ())
