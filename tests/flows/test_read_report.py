"""Facts about reports that somebody else's run left."""

import json
import os
import threading

import pytest

from factories import NOW
from holdfast.app import App
from holdfast.errors import AmbiguousReport, ReportError, ReportTooLarge, UnknownReport
from holdfast.flows import read_report as module
from holdfast.flows.read_report import ReadReport, as_json
from holdfast.model.scan import ScanStatus
from holdfast.model.verdict import Verdict

BANDIT = {"errors": [], "metrics": {"_totals": {}, "a.py": {}}, "results": []}


def result(line):
    return {
        "test_id": "B602",
        "test_name": "shell",
        "issue_text": "shell=True",
        "issue_severity": "HIGH",
        "issue_confidence": "HIGH",
        "filename": "a.py",
        "line_number": line,
    }


@pytest.fixture
def write(tmp_path):
    def put(content, name="report.json"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
        return path

    return put


@pytest.fixture
def read():
    return ReadReport(App.here().parsers)


def test_the_content_decides_on_the_parser(read, write):
    assert read(write(BANDIT, "zap.xml")).parser == "bandit"


def test_findings_have_fingerprints_and_are_not_merged(read, write):
    parsed = read(write(BANDIT | {"results": [result(1), result(1)]}))
    assert len({found.fingerprint for found in parsed.findings}) == 1
    assert len(parsed.findings) == 2


def test_a_missing_file_is_a_report_error(read, tmp_path):
    with pytest.raises(ReportError):
        read(tmp_path / "missing.json")


def test_a_folder_is_a_report_error(read, tmp_path):
    with pytest.raises(ReportError):
        read(tmp_path)


def test_an_unknown_report_is_refused(read, write):
    with pytest.raises(UnknownReport):
        read(write(b"nothing of the kind"))


def test_a_report_over_the_limit_is_not_even_read(read, tmp_path):
    path = tmp_path / "huge.json"
    with path.open("wb") as file:
        file.truncate(module.MAX_BYTES + 1)
    with pytest.raises(ReportTooLarge):
        read(path)


def test_a_pipe_is_read_to_its_end(read, tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    threading.Thread(target=pipe.write_bytes, args=(json.dumps(BANDIT).encode(),)).start()
    assert read(pipe).parser == "bandit"


def test_several_reports_are_one_run_with_merged_findings(read, write):
    one = write(BANDIT | {"results": [result(1)]}, "one.json")
    two = write(BANDIT | {"results": [result(1), result(2)]}, "two.json")
    run = read.as_run([one, two], "shop", NOW)
    assert [scan.finding_count for scan in sorted(run.scans, key=lambda scan: scan.finding_count)] == [1, 2]
    assert len(run.findings) == 2
    assert (run.service, run.started) == ("shop", NOW)
    assert all(len(scan.evidence.report_sha256) == 64 for scan in run.scans)


def test_a_finding_has_one_fingerprint_converted_or_gated(read, write):
    path = write(BANDIT | {"results": [result(1) | {"code": "1 run(shell=True)\n"}]})
    (converted,) = read(path).findings
    (gated,) = read.as_run([path], "shop", NOW).findings
    assert gated.fingerprint == converted.fingerprint


def test_a_silent_report_passes_only_with_proof(read, write):
    assert read.as_run([write(BANDIT)], "shop", NOW).verdict is Verdict.PASS
    nothing = BANDIT | {"metrics": {"_totals": {}}}
    (scan,) = read.as_run([write(nothing)], "shop", NOW).scans
    assert scan.status is ScanStatus.FAILED


def test_json_has_a_schema_version_and_the_findings(read, write):
    document = json.loads(as_json(read(write(BANDIT | {"results": [result(3)]}))))
    assert (document["schema_version"], document["tool"], len(document["findings"])) == ("1.0", "bandit", 1)


def test_an_empty_list_could_be_anybodys(read, write):
    with pytest.raises((AmbiguousReport, UnknownReport)):
        read(write([]))
