"""SARIF results."""

import factories
from holdfast.model.finding import Location
from holdfast.model.severity import Severity
from holdfast.render.listing import Entry, Standing
from holdfast.render.sarif.results import result_of


def result(standing=Standing.UNGATED, is_new=None, waiver=None, **over):
    entry = Entry(finding=factories.finding(**over), standing=standing, is_new=is_new, waiver=waiver)
    return result_of(entry, "bandit", {"B608": 0})


def test_both_fingerprints_rest_on_ours_and_not_on_the_line():
    one, two = (result(fingerprint="f" * 32, location=factories.location(line=line)) for line in (1, 2))
    assert one["partialFingerprints"] == two["partialFingerprints"]
    assert one["partialFingerprints"] == {"holdfast/v1": "f" * 32, "primaryLocationLineHash": "f" * 32 + ":1"}


def test_the_state_against_the_baseline_is_told_only_with_one():
    assert "baselineState" not in result()
    assert result(is_new=True)["baselineState"] == "new"
    assert result(is_new=False)["baselineState"] == "unchanged"


def test_suppression_is_told_only_behind_a_gate():
    assert "suppressions" not in result()
    assert result(standing=Standing.BLOCKS)["suppressions"] == []
    waived = result(standing=Standing.WAIVED, waiver=factories.waiver(reason="Because"))["suppressions"]
    assert waived[0]["justification"] == "Because (owner ana, until 2026-12-21)"


def test_an_address_is_absolute_and_keeps_its_query():
    place = result(location=Location(url="http://a.example/x?q=1&r=%3C", method="GET", parameter="q"))[
        "locations"
    ][0]
    assert place["physicalLocation"] == {"artifactLocation": {"uri": "http://a.example/x?q=1&r=%3C"}}
    assert place["logicalLocations"] == [{"fullyQualifiedName": "q", "kind": "parameter"}]


def test_a_place_that_is_no_file_is_the_root_and_is_named():
    place = result(location=Location(resource="aws_s3_bucket.logs"))["locations"][0]
    assert place["physicalLocation"]["artifactLocation"] == {"uri": ".", "uriBaseId": "%SRCROOT%"}
    assert place["logicalLocations"] == [{"fullyQualifiedName": "aws_s3_bucket.logs", "kind": "resource"}]


def test_a_file_outside_the_target_is_absolute():
    artifact = result(location=Location(path="/etc/x"))["locations"][0]["physicalLocation"][
        "artifactLocation"
    ]
    assert artifact == {"uri": "file:///etc/x"}


def test_an_end_before_the_start_is_left_out():
    place = Location(path="a.py", line=5, end_line=2, column=9, end_column=3)
    region = result(location=place)["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 5, "endLine": 5, "startColumn": 9}


def test_of_a_secret_the_end_is_told_where_it_may_be():
    assert "The secret ends in …WXYZ." in result(secret=factories.secret())["message"]["text"]
    assert "ends in" not in result(secret=factories.secret(hint=""))["message"]["text"]


def test_the_exact_severity_travels_with_the_result():
    assert result(severity=Severity.INFO)["properties"]["security-severity"] == "0.0"
    assert "security-severity" not in result(severity=Severity.UNKNOWN)["properties"]
    assert result(severity=Severity.UNKNOWN)["properties"]["severity"] == "unknown"
