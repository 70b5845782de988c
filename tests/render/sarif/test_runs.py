"""SARIF runs; the log as a whole is tested with ``formats/test_sarif.py``."""

import factories
from holdfast.model.scan import ScanStatus
from holdfast.render.listing import Entry, Shelf
from holdfast.render.rendering import Document
from holdfast.render.sarif.runs import SHOWN_RESULTS, has_own_run, own_run, tool_run

DOCUMENT = Document(run=factories.run(), decision=factories.decision())


def shelf(*scans, entries=()):
    return Shelf(name="bandit", scans=scans, entries=tuple(entries))


def notes(run):
    return [note["message"]["text"] for note in run["invocations"][0]["toolExecutionNotifications"]]


def test_a_tool_that_answered_or_found_something_has_a_run():
    entry = Entry(finding=factories.finding())
    assert has_own_run(shelf(factories.scan()))
    assert has_own_run(shelf(factories.failed_scan(), entries=[entry]))
    assert has_own_run(shelf(entries=[entry]))
    assert not has_own_run(shelf(factories.failed_scan()))


def test_a_healthy_call_tells_its_command_code_and_times():
    call = tool_run(DOCUMENT, shelf(factories.scan()))["invocations"][0]
    assert call["executionSuccessful"] is True
    assert call["commandLine"] == "bandit -r . -f json"
    assert (call["exitCode"], call["startTimeUtc"]) == (0, "2026-11-21T09:30:00Z")


def test_partial_reading_is_a_warning_with_numbers_and_names_each_file():
    scan = factories.scan(coverage=factories.coverage(examined=18, unread=("a b.py", "")))
    run = tool_run(DOCUMENT, shelf(scan))
    assert notes(run) == ["Bandit read 18 of 20 files", "Bandit did not read it"]
    place = run["invocations"][0]["toolExecutionNotifications"][1]["locations"][0]
    assert place["physicalLocation"]["artifactLocation"]["uri"] == "a%20b.py"


def test_what_had_nothing_to_read_did_not_fail():
    scan = factories.scan(status=ScanStatus.NOT_APPLICABLE, reasons=("no Python file",))
    run = own_run(DOCUMENT, [scan], ())
    assert run["invocations"][0]["executionSuccessful"] is True
    assert notes(run) == ["Bandit: not applicable: no Python file"]


def test_a_bare_report_has_no_invocation():
    assert "invocations" not in tool_run(DOCUMENT, shelf(entries=[Entry(finding=factories.finding())]))


def test_more_results_than_github_shows_are_noted_even_for_a_bare_report():
    entries = [Entry(finding=factories.finding())] * (SHOWN_RESULTS + 1)
    run = tool_run(DOCUMENT, shelf(entries=entries))
    assert notes(run) == ["GitHub shows the worst 5,000 of 5,001 results"]


def test_the_decision_can_be_identified():
    properties = own_run(DOCUMENT, (), ())["properties"]
    assert (properties["verdict"], properties["decision"]) == ("pass", "dec15101" * 4)


def test_the_service_names_the_category_of_the_upload():
    run = factories.run(service="my shop/api")
    assert own_run(Document(run=run), (), ())["automationDetails"]["id"] == "holdfast/my%20shop%2Fapi/"
