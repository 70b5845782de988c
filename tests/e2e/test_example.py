"""The example service without a network: what is planted is found, and nothing once it is repaired."""

import json
from pathlib import Path

import pytest
import yaml
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from spdx_tools.spdx.parser.jsonlikedict.json_like_dict_parser import JsonLikeDictParser
from spdx_tools.spdx.validation.document_validator import validate_full_spdx_document

from commandline import OURS, CommandLine, only, timeless

EXAMPLES = Path(__file__).parents[2] / "examples"
DEFECTS = yaml.safe_load((EXAMPLES / "planted.yaml").read_text(encoding="utf-8"))["defects"]
PLANTED = [
    (defect["file"], found["scanner"], found["rule"])
    for defect in DEFECTS
    for found in defect["found_by"]
    if found["scanner"] in OURS
]
BILLS = ("cyclonedx", "spdx")


@pytest.fixture(scope="module")
def user(tmp_path_factory, advisories):
    """One for all tests here: our scanners need no programs."""
    return CommandLine.new(tmp_path_factory.mktemp("user"), None, advisories)


@pytest.fixture(scope="module")
def scan(user, tmp_path_factory, cut_off):
    """Scan an example without a network: how it ended, and the folder of its bills of materials."""

    def scanned(name, *options):
        folder = tmp_path_factory.mktemp(name)
        bills = [word for bill in BILLS for word in ("-f", f"{bill}={folder / bill}")]
        words = ("scan", EXAMPLES / name, *only(*OURS), "--no-cache", *options, *bills, "-f", "json")
        return user(*words, prefix=cut_off), folder

    return scanned


@pytest.fixture(scope="module")
def planted(scan):
    """The example with its defects."""
    return scan("chatbot")


@pytest.fixture(scope="module")
def again(scan):
    """The same once more, one scanner after the other."""
    return scan("chatbot", "--jobs", "1")


@pytest.fixture(scope="module")
def repaired(scan):
    """The example without them."""
    return scan("chatbot-repaired")


def test_every_planted_defect_that_is_ours_to_find_is_found(planted):
    ended, _ = planted
    seen = {
        (found["location"]["path"], source["tool"], source["rule"])
        for found in ended.document["findings"]
        for source in found["sources"]
    }
    assert len(PLANTED) > 40
    assert [one for one in PLANTED if one not in seen] == []


def test_every_finding_of_a_dependency_says_what_to_install(planted):
    weak = [found for found in planted[0].document["findings"] if found["category"] == "sca"]
    assert len(weak) >= 15
    assert all(found["component"]["upgrade_to"] for found in weak)
    assert all(found["component"]["purl"].startswith("pkg:") for found in weak)


def test_the_verdict_rests_on_feeds_that_it_names(planted):
    feeds = planted[0].scans["dependencies"]["evidence"]["feeds"]
    assert {feed["name"] for feed in feeds} >= {"OSV npm", "OSV PyPI", "CISA KEV"}
    assert all(feed["records"] > 0 for feed in feeds)


def test_the_repaired_example_is_read_to_the_last_file_and_has_none(repaired):
    ended, _ = repaired
    assert (ended.code, ended.document["findings"]) == (0, [])
    assert ended.statuses == dict.fromkeys(OURS, "clean")
    assert all(one["coverage"]["unread"] == [] for one in ended.scans.values())


def test_two_scans_give_the_same_findings_and_dependencies(planted, again):
    first, second = planted[0].document, again[0].document
    for part in ("findings", "dependencies"):
        assert first[part] == second[part]
    assert timeless(first["scans"]) == timeless(second["scans"])


def test_two_scans_give_the_same_bill_of_materials(planted, again):
    for bill in BILLS:
        first, second = (json.loads((folder / bill).read_text()) for _, folder in (planted, again))
        assert timeless(without_names(first)) == timeless(without_names(second))


@pytest.mark.parametrize("which", ["planted", "repaired"])
def test_the_standards_accept_the_bills_of_materials(which, request):
    _, folder = request.getfixturevalue(which)
    text = (folder / "cyclonedx").read_text()
    assert list(JsonStrictValidator(SchemaVersion.V1_6).validate_str(text, all_errors=True) or ()) == []
    document = JsonLikeDictParser().parse(json.loads((folder / "spdx").read_text()))
    assert validate_full_spdx_document(document) == []
    assert len(json.loads(text)["components"]) == len(document.packages) - 1 > 100


def without_names(bill):
    """A bill without what names this one copy of it."""
    return {name: value for name, value in bill.items() if name not in {"serialNumber", "documentNamespace"}}
