"""``gitlab-codequality``: the fields that GitLab demands, and no silence about missing verdicts."""

import json

from hypothesis import given, settings

import factories
import specimens
from holdfast.model.finding import Location
from holdfast.render.formats.gitlab_codequality import FORMAT
from holdfast.render.rendering import Document
from strategies import documents


def read(document):
    return json.loads(FORMAT.render(document))


@settings(max_examples=40)
@given(document=documents())
def test_every_entry_has_what_gitlab_demands(document):
    for entry in read(document):
        assert set(entry) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert entry["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert entry["fingerprint"]
        assert entry["location"]["path"] is not None
        assert entry["location"]["lines"]["begin"] >= 1


def test_fingerprints_are_unique():
    prints = [entry["fingerprint"] for entry in read(specimens.rich())]
    assert len(prints) == len(set(prints))


def test_a_scanner_without_verdict_is_a_blocker_of_its_own():
    first = read(specimens.rich())[0]
    assert (first["check_name"], first["severity"]) == ("holdfast/no-verdict/zap-baseline", "blocker")


def test_waived_findings_are_left_out():
    assert specimens.XSS.fingerprint not in {entry["fingerprint"] for entry in read(specimens.rich())}


def test_a_finding_without_a_file_says_where_it_is():
    place = Location(url="http://a.example/x", method="GET")
    entry = read(Document(run=factories.run(findings=(factories.finding(location=place),))))[0]
    assert entry["location"]["path"] == "."
    assert "GET http://a.example/x" in entry["description"]
