"""``sarif``: valid by the standard's structure, within GitHub's limits, and read back by our own reader."""

import json
import re

from hypothesis import given, settings

import factories
import specimens
from holdfast.findings import sarif as reader
from holdfast.findings.parsing import Report
from holdfast.model.category import Category
from holdfast.model.finding import Location
from holdfast.model.scan import ScanStatus
from holdfast.model.severity import Severity
from holdfast.render.formats.sarif import FORMAT, MAX_RUNS
from holdfast.render.rendering import Document
from holdfast.render.sarif.runs import MAX_RESULTS
from strategies import documents

LEVELS = {"none", "note", "warning", "error"}
URI = re.compile(r"[A-Za-z0-9%/._~:?#\[\]@!$&'()*+,;=-]*")


def log(document):
    return json.loads(FORMAT.render(document))


def runs(document):
    return {run["tool"]["driver"]["name"]: run for run in log(document)["runs"]}


def check(document):
    """What the schema of SARIF 2.1.0 and GitHub's upload demand of the parts that are written."""
    written = log(document)
    assert written["version"] == "2.1.0"
    assert 1 <= len(written["runs"]) <= MAX_RUNS
    for run in written["runs"]:
        check_run(run)


def check_run(run):
    driver = run["tool"]["driver"]
    rules = driver["rules"]
    assert driver["name"] is not None
    assert len({rule["id"] for rule in rules}) == len(rules)
    for rule in rules:
        assert rule["id"]
        assert rule["shortDescription"]["text"]
        assert rule["help"]["text"]
        assert rule["defaultConfiguration"]["level"] in LEVELS
        assert len(rule["properties"]["tags"]) == len(set(rule["properties"]["tags"])) <= 20
        assert 0 < float(rule["properties"].get("security-severity", "1")) <= 10
        assert URI.fullmatch(rule.get("helpUri", "")) or "helpUri" in rule
    for result in run["results"]:
        check_result(result, rules)
    for call in run.get("invocations", ()):
        assert isinstance(call["executionSuccessful"], bool)
        assert {note["level"] for note in call["toolExecutionNotifications"]} <= LEVELS
    for details in run.get("versionControlProvenance", ()):
        assert details["repositoryUri"]


def check_result(result, rules):
    assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    assert result["level"] in LEVELS
    assert result["message"]["text"] is not None
    assert set(result["partialFingerprints"]) == {"primaryLocationLineHash", "holdfast/v1"}
    assert result.get("baselineState", "new") in {"new", "unchanged"}
    for suppression in result.get("suppressions", ()):
        assert suppression["kind"] == "external"
        assert suppression["justification"]
    physical = result["locations"][0]["physicalLocation"]
    address = physical["artifactLocation"]
    assert URI.fullmatch(address["uri"])
    assert address.get("uriBaseId", "%SRCROOT%") == "%SRCROOT%"
    region = physical.get("region")
    if region:
        assert region["endLine"] >= region["startLine"] >= 1
        if "endColumn" in region and region["endLine"] == region["startLine"]:
            assert region["endColumn"] > region["startColumn"] >= 1


@settings(max_examples=60, deadline=None)
@given(document=documents())
def test_any_document_gives_a_structurally_valid_log(document):
    check(document)


def test_the_rich_document_is_valid():
    check(specimens.rich())


def test_every_tool_that_answered_has_a_run_and_holdfast_has_its_own():
    assert list(runs(specimens.rich())) == [
        "Holdfast",
        "hadolint",
        "checkov",
        "bandit",
        "ruff",
        "osv-scanner",
        "detect-secrets",
        "zap",
    ]


def test_a_scan_without_verdict_has_no_run_so_that_its_alerts_stay_open():
    calls = runs(specimens.rich())["Holdfast"]["invocations"]
    failed = [call for call in calls if not call["executionSuccessful"]]
    assert "zap-baseline" not in runs(specimens.rich())
    assert [call["properties"]["scanner"] for call in failed] == ["zap-baseline"]
    assert failed[0]["toolExecutionNotifications"][0]["level"] == "error"
    assert "min_urls" in failed[0]["toolExecutionNotifications"][0]["message"]["text"]


def test_a_timed_out_scan_that_left_findings_shows_them_and_says_that_it_failed():
    scan = factories.failed_scan(status=ScanStatus.TIMED_OUT, reasons=("killed after 5m",))
    run = runs(Document(run=factories.run(scans=(scan,), findings=(factories.finding(),))))["bandit"]
    assert len(run["results"]) == 1
    assert run["invocations"][0]["executionSuccessful"] is False


def test_a_waived_finding_is_suppressed_with_its_reason_and_others_are_said_not_to_be():
    results = [result for run in log(specimens.rich())["runs"] for result in run["results"]]
    suppressed = [result for result in results if result["suppressions"]]
    assert [result["ruleId"] for result in suppressed] == ["40012"]
    assert "owner ana, until 2026-12-21" in suppressed[0]["suppressions"][0]["justification"]


def test_a_finding_of_a_file_is_relative_to_the_source_root():
    place = Location(path="src/a b/ü.py", line=3, end_line=5, column=2, end_column=9)
    run = runs(Document(run=factories.run(findings=(factories.finding(location=place),))))["bandit"]
    assert run["results"][0]["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "src/a%20b/%C3%BC.py", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 3, "endLine": 5, "startColumn": 2, "endColumn": 9},
    }


def test_a_file_name_that_is_not_utf8_keeps_its_bytes():
    finding = factories.finding(location=Location(path="src/caf\udce9.py", line=1))
    run = runs(Document(run=factories.run(findings=(finding,))))["bandit"]
    address = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert address["uri"] == "src/caf%E9.py"


def test_provenance_needs_the_address_of_the_repository():
    assert "versionControlProvenance" not in log(specimens.clean())["runs"][0]
    details = log(specimens.rich())["runs"][0]["versionControlProvenance"][0]
    assert details["revisionId"].startswith("0123456789ab")


def test_the_worst_results_are_kept_and_the_cut_is_told():
    document = specimens.large(MAX_RESULTS + 7)
    run = runs(document)["bandit"]
    assert len(run["results"]) == MAX_RESULTS
    assert {result["level"] for result in run["results"][:4_000]} == {"error"}
    notes = run["invocations"][0]["toolExecutionNotifications"]
    assert notes[-1]["message"]["text"].startswith("7 of 25,007 results are left out")


def test_with_more_tools_than_github_takes_those_with_most_findings_keep_their_run():
    findings = tuple(
        factories.finding(tool=f"tool{tool:02}", rule=f"R{number}")
        for tool in range(30)
        for number in range(tool + 1)
    )
    written = runs(Document(run=factories.run(scans=(), findings=findings)))
    assert len(written) == MAX_RUNS
    assert "tool29" in written
    assert "tool00" not in written
    assert {"tool00/R0"} <= {result["ruleId"] for result in written["Holdfast"]["results"]}
    assert sum(len(run["results"]) for run in written.values()) == len(findings)


def test_our_own_reader_reads_it_back():
    document = specimens.rich()
    report = Report(FORMAT.render(document).encode())
    found = [finding for _, finding in reader.read(report, Category.SAST)]
    kept = [finding for finding in document.run.findings if finding != specimens.XSS]
    exact = {(f.tool, f.rule, f.location.line, f.cwe, f.severity) for f in found}
    wanted = {(f.tool, f.rule, f.location.line, f.cwe, f.severity) for f in kept}
    unknown = {(f.tool, f.rule) for f in kept if f.severity is Severity.UNKNOWN}
    assert report.problems == []
    assert report.suppressed == 1
    assert any("min_urls" in failure for failure in report.failures)
    assert {one[:2] for one in wanted - exact} == unknown  # SARIF has no word for an unknown severity.


def test_a_merged_finding_carries_the_rule_of_the_tool_whose_run_shows_it():
    merged = factories.finding(tool="semgrep", rule="py.sqli", sources=(factories.source(),))
    run = runs(Document(run=factories.run(findings=(merged,))))["bandit"]
    assert run["results"][0]["ruleId"] == "B608"
