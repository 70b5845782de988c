"""Burp Suite, played on this machine, by the way of ``holdfast scan``: toolbox, runner, parser, verdict."""

from datetime import timedelta

import pytest

from holdfast.config.scan import ScannerSettings
from holdfast.model.scan import ScanStatus
from played_burp import KEY, event, playing, task

URL = "http://127.0.0.1:4173/"


@pytest.fixture
def burp():
    with playing() as server:
        yield server


@pytest.fixture
def scan(burp, bench_of_fakes):
    def run(*answers, settings=None, min_inputs=3, **variables):
        burp.answers = list(answers)
        laboratory = bench_of_fakes({}, **burp.environment | variables)
        answer = laboratory.scan("burp", url=URL, min_inputs=min_inputs, settings=settings or {})
        assert KEY not in repr(answer)
        return answer

    return run


def test_a_scan_with_issues_has_findings(scan):
    answer = scan(task("succeeded", event(1), event(2))).must_be(ScanStatus.FINDINGS)
    assert answer.rules == {"101", "102"}
    assert (answer.scan.coverage.examined, answer.scan.coverage.unit) == (31, "url")
    assert answer.scan.evidence.tool_version == "2026.9-12345"


def test_a_scan_without_issues_is_clean(scan):
    scan(task("succeeded")).must_be(ScanStatus.CLEAN)


def test_a_scan_that_reached_too_little_decides_nothing(scan):
    scan(task("succeeded", visited=2)).must_be(ScanStatus.FAILED, "at least 3 are needed")


def test_a_scan_that_does_not_say_what_it_reached_decides_nothing(scan):
    scan(task("succeeded", scan_metrics={})).must_be(ScanStatus.FAILED, "does not say what it examined")


@pytest.mark.parametrize("status", ["paused", "failed"])
def test_a_scan_that_was_cut_short_decides_nothing_and_keeps_its_findings(scan, status):
    answer = scan(task(status, event(1), message="too many errors"))
    answer.must_be(ScanStatus.FAILED, f"the scan ended as {status}: too many errors")
    assert answer.rules == {"101"}


def test_a_scan_that_never_ends_is_ended_and_keeps_its_findings(scan):
    settings = {"burp": ScannerSettings(timeout=timedelta(seconds=2))}
    answer = scan(task("auditing", event(1)), settings=settings)
    answer.must_be(ScanStatus.TIMED_OUT, "1 finding reported by then is kept")
    assert answer.rules == {"101"}


def test_a_burp_that_starts_no_scan_decides_nothing(scan, burp):
    burp.start_status = 400
    scan(task("succeeded")).must_be(ScanStatus.FAILED, "400 Bad Request")


def test_an_answer_that_is_no_task_decides_nothing(scan, burp):
    burp.location = None
    scan(b"<html>").must_be(ScanStatus.FAILED, "its answer names no task")


def test_a_refused_key_leaves_no_burp_to_ask(scan, burp):
    scan(task("succeeded"), BURP_REST_API_KEY="wrong").must_be(ScanStatus.MISSING, "check BURP_REST_API_KEY")
    assert not burp.started


def test_a_configuration_of_burps_is_named_by_an_option(scan, burp):
    settings = {"burp": ScannerSettings(options={"configuration": "Audit checks - light active"})}
    scan(task("succeeded"), settings=settings).must_be(ScanStatus.CLEAN)
    named = {"type": "NamedConfiguration", "name": "Audit checks - light active"}
    assert burp.started[0]["scan_configurations"] == [named]


def test_no_module_of_the_scanned_folder_runs_in_place_of_pythons_own(burp, bench_of_fakes):
    burp.answers = [task("succeeded")]
    laboratory = bench_of_fakes({}, **burp.environment)
    laboratory.write("json.py", "raise SystemExit(0)")
    laboratory.write("holdfast/__init__.py", "raise SystemExit(0)")
    laboratory.scan("burp", url=URL).must_be(ScanStatus.CLEAN)
