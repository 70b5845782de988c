"""Facts about the plan that an installed ZAP is given."""

import json
import re
import subprocess
import sys

import pytest

from holdfast.scan.zap_automation import plan

URL = "http://127.0.0.1:8080/shop"


def jobs(tmp_path, **over):
    return {job["type"]: job["parameters"] for job in plan(URL, tmp_path, 30, **over)["jobs"]}


def test_it_crawls_waits_for_its_rules_and_reports(tmp_path):
    wanted = jobs(tmp_path, is_attacking=False)
    assert list(wanted) == ["spider", "passiveScan-wait", "report"]
    assert wanted["report"]["reportDir"] == str(tmp_path)
    assert wanted["spider"]["url"] == URL


def test_it_attacks_only_when_told(tmp_path):
    assert "activeScan" in jobs(tmp_path, is_attacking=True)


@pytest.mark.parametrize(
    ("address", "is_inside"),
    [
        ("http://127.0.0.1:8080/", True),
        ("http://127.0.0.1:8080/a/b?c=d", True),
        ("http://127.0.0.1:8080", True),
        ("http://127.0.0.1:80801/", False),
        ("http://127.0.0.1/", False),
        ("http://127.0.0.1:8080.evil.example/", False),
        ("http://127a0b0c1:8080/", False),
    ],
)
def test_nothing_but_the_target_is_touched(tmp_path, address, is_inside):
    (pattern,) = plan(URL, tmp_path, 1, is_attacking=False)["env"]["contexts"][0]["includePaths"]
    assert bool(re.fullmatch(pattern, address)) is is_inside


def test_it_becomes_zap_with_the_plan(tmp_path):
    zap = tmp_path / "zap.sh"
    zap.write_text('#!/bin/sh\necho "$@"\nexit 2\n')
    zap.chmod(0o755)
    work, report = tmp_path / "work", tmp_path / "work" / "report-0"
    work.mkdir()
    shim = [sys.executable, "-m", "holdfast.scan.zap_automation"]
    done = subprocess.run(
        [*shim, str(zap), str(work), str(report), 'http://127.0.0.1/"}', "3"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout.split()) == (
        2,
        ["-cmd", "-dir", str(work / "zap"), "-autorun", str(work / "plan.yaml")],
    )
    assert report.is_dir()
    written = json.loads((work / "plan.yaml").read_text())
    assert written["env"]["contexts"][0]["urls"] == ['http://127.0.0.1/"}']
