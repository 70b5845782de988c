"""The advisories of the example find the old dependencies that ``examples/planted.yaml`` names."""

import json
import re
from pathlib import Path

import pytest
import yaml

from advisory_feeds import NOW
from fakes import FakeClock
from holdfast.intel.advisories import Package
from holdfast.intel.database import FILE, open_database
from holdfast.intel.ecosystems import normal_name
from holdfast.intel.sources import wanted_feeds
from holdfast.intel.updating import Updater

EXAMPLES = Path(__file__).parents[2] / "examples"
PLANTED = yaml.safe_load((EXAMPLES / "planted.yaml").read_text(encoding="utf-8"))["defects"]
OLD = [defect for defect in PLANTED if defect["id"].startswith("old-")]
EACH_LOCK = ("backend/package-lock.json", "frontend/package-lock.json")


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    folder = tmp_path_factory.mktemp("advisories")
    done = Updater(folder=folder, clock=FakeClock(NOW)).update(
        wanted_feeds([str(EXAMPLES / "advisories")], (), ())
    )
    assert done.failures == ()
    assert [feed.skipped for feed in done.feeds] == [0, 0, 0]
    with open_database(folder / FILE) as database:
        yield database


def npm_packages(path):
    lock = json.loads(path.read_text(encoding="utf-8"))
    return [
        Package("npm", normal_name("npm", place.rpartition("node_modules/")[2]), entry["version"])
        for place, entry in lock["packages"].items()
        if place
    ]


def packages_of(file):
    if file.endswith(".json"):
        return npm_packages(EXAMPLES / "chatbot" / file)
    pins = re.findall(
        r"^([\w.-]+)==(\S+)", (EXAMPLES / "chatbot" / file).read_text(encoding="utf-8"), re.MULTILINE
    )
    return [Package("PyPI", normal_name("PyPI", name), version) for name, version in pins]


@pytest.mark.parametrize("defect", OLD, ids=lambda defect: defect["id"])
def test_a_planted_old_dependency_is_found_with_its_ids_and_a_fix(found, defect):
    name = defect["id"].removeprefix("old-").replace("babel-", "@babel/")
    matches = {match.package.name: match for match in found.match(packages_of(defect["file"])).packages}
    ids = {one for each in matches[name].vulnerabilities for one in each.ids}
    assert {expected["rule"] for expected in defect["found_by"]} <= ids
    assert matches[name].fix


@pytest.mark.parametrize("file", EACH_LOCK)
def test_the_repaired_example_has_none(found, file):
    matches = found.match(npm_packages(EXAMPLES / "chatbot-repaired" / file))
    assert matches.packages == ()
    assert matches.problems == ()


def test_every_record_concerns_the_example():
    files = (*EACH_LOCK, "lambda/requirements.txt")
    used = {package.name for file in files for package in packages_of(file)}
    for path in sorted((EXAMPLES / "advisories").glob("*/*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        assert used & {item["package"]["name"] for item in record["affected"]}, path.name


def test_every_record_is_rated_and_explained_in_words():
    for path in sorted((EXAMPLES / "advisories").glob("*/*.json")):
        record = json.loads(path.read_text(encoding="utf-8"))
        assert record["id"] == path.stem
        assert record["summary"]
        assert record["details"].endswith(".")
        assert record["severity"] or record["database_specific"]["severity"]
