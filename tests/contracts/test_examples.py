"""The example service is what ``examples/planted.yaml`` says: planted in the one, repaired in the other."""

import ast
import json
import re
import shutil
import subprocess
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from advisories import FOLDER_VARIABLE, build_example_database
from holdfast.app import App
from holdfast.flows.scan_order import ScanOrder
from holdfast.model.scan import ScanStatus

EXAMPLES = Path(__file__).parents[2] / "examples"
PLANTED = EXAMPLES / "chatbot"
REPAIRED = EXAMPLES / "chatbot-repaired"
DEFECTS = yaml.safe_load((EXAMPLES / "planted.yaml").read_text(encoding="utf-8"))["defects"]
KEYS = {"id", "defect", "cwe", "case", "file", "marker", "found_by", "repair"}
REQUIRED = {"id", "defect", "file", "marker", "found_by", "repair"}
SMALL = ("detect-secrets", "hadolint", "ruff", "shellcheck", "zizmor")
FULL = ("checkov", "semgrep")
OURS = ("dependencies", "javascript-code", "pipelines", "python-code", "secrets")

# What a healthy scan of the repaired service tells: its templates skip nine checks, each with a reason.
REMARKS = {"checkov": ("9 results passed over, as the project or its settings ask",)}

each_defect = pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: defect["id"])
each_service = pytest.mark.parametrize("service", [PLANTED, REPAIRED], ids=lambda path: path.name)


def lines_with(path, text):
    lines = path.read_text(encoding="utf-8").splitlines()
    return [number for number, line in enumerate(lines, start=1) if text in line]


@pytest.fixture(scope="module")
def advisories(tmp_path_factory):
    """The database that the demo makes."""
    folder = tmp_path_factory.mktemp("advisories")
    build_example_database(folder)
    return folder


@pytest.fixture
def advised(monkeypatch, advisories):
    """An environment in which scans use that database."""
    monkeypatch.setenv(FOLDER_VARIABLE, str(advisories))


def scanned(service, scanners):
    order = ScanOrder(path=service, scanners=frozenset(scanners), is_cache_used=False)
    return App(service).scan_project(order)


def test_every_defect_has_a_name_of_its_own():
    assert Counter(defect["id"] for defect in DEFECTS).most_common(1)[0][1] == 1


@each_defect
def test_a_defect_is_described_in_full(defect):
    assert set(defect) >= REQUIRED
    assert set(defect) <= KEYS
    assert set(defect["repair"]) <= {"how", "file", "added"}
    assert re.fullmatch(r"CWE-\d+", defect.get("cwe", "CWE-0"))
    assert re.fullmatch(r"O([1-9]|10)", defect.get("case", "O1"))
    assert defect["found_by"], "something of ours must find it"


def test_every_acceptance_case_that_is_about_files_is_planted():
    cases = {defect["case"] for defect in DEFECTS if "case" in defect}
    assert cases == {f"O{number}" for number in range(1, 11)}


@each_defect
def test_a_defect_is_where_the_list_says(defect):
    assert len(lines_with(PLANTED / defect["file"], defect["marker"])) == 1


@each_defect
def test_a_defect_is_repaired(defect):
    repair = defect["repair"]
    repaired = (REPAIRED / repair.get("file", defect["file"])).read_text(encoding="utf-8")
    if "added" in repair:
        assert repair["added"] in repaired
        assert repair["added"] not in (PLANTED / defect["file"]).read_text(encoding="utf-8")
    else:
        assert defect["marker"] not in repaired


def test_both_services_have_one_policy():
    planted, repaired = App(PLANTED).config.config, App(REPAIRED).config.config
    assert planted == repaired
    assert planted.service.name == "chatbot"
    assert {needed.scanner for needed in planted.gate.required} == {*SMALL, *OURS}
    assert planted.waivers == ()


@each_service
def test_lock_files_hold_hashes_and_no_addresses(service):
    locks = [path for path in service.rglob("package-lock.json") if "node_modules" not in path.parts]
    assert len(locks) == 2
    for path in locks:
        lock = json.loads(path.read_text(encoding="utf-8"))
        packages = [package for name, package in lock["packages"].items() if name]
        assert lock["lockfileVersion"] == 3
        assert packages
        assert all(package["integrity"].startswith("sha512-") for package in packages)
        assert not any("resolved" in package for package in packages)


@each_service
def test_the_code_is_valid(service):
    for path in service.rglob("lambda/*.py"):
        ast.parse(path.read_text(encoding="utf-8"), str(path))
    for path in service.glob("scripts/*.sh"):
        subprocess.run(["bash", "-n", str(path)], check=True)
    node = shutil.which("node")
    if node is None:
        pytest.skip("there is no node to check the backend with")
    for path in service.glob("backend/*.js"):
        subprocess.run([node, "--check", str(path)], check=True)


@pytest.mark.parametrize(
    "defect",
    [defect for defect in DEFECTS if defect["file"].startswith("reports/")],
    ids=lambda defect: defect["id"],
)
def test_a_recorded_report_is_judged_as_the_list_says(defect):
    app = App(PLANTED)
    path = PLANTED / defect["file"]
    (expected,) = defect["found_by"]
    assert app.read_report(path).parser == expected["scanner"]
    if "verdict" in expected:
        run = app.read_report.as_run([path], "chatbot", datetime.now(UTC))
        assert run.verdict == expected["verdict"]
    else:
        assert app.read_report(path).suppressed == expected["left_out"]


@pytest.mark.tools
@pytest.mark.usefixtures("advised")
@pytest.mark.parametrize("scanners", [OURS, SMALL, FULL], ids=["ours", "small", "full"])
def test_planted_defects_are_found_on_their_lines(scanners):
    run = scanned(PLANTED, scanners)
    seen = [
        (source.tool, source.rule, found.location.path, found.location.line, found.location.end_line)
        for found in run.findings
        for source in found.sources
    ]

    def is_seen(defect, tool, rule):
        (number,) = lines_with(PLANTED / defect["file"], defect["marker"])
        return any(
            (tool, rule, defect["file"]) == (own, its, path) and line <= number <= (end or line)
            for own, its, path, line, end in seen
        )

    missed = [
        (defect["id"], expected)
        for defect in DEFECTS
        for expected in defect["found_by"]
        if expected["scanner"] in scanners and not is_seen(defect, expected["scanner"], expected["rule"])
    ]
    assert missed == []


@pytest.mark.tools
@pytest.mark.usefixtures("advised")
@pytest.mark.parametrize("scanners", [OURS, SMALL, FULL], ids=["ours", "small", "full"])
def test_every_scanner_reads_the_repaired_service_and_is_silent(scanners):
    run = scanned(REPAIRED, scanners)
    assert {scan.scanner: (scan.status, scan.reasons) for scan in run.scans} == {
        scanner: (ScanStatus.CLEAN, REMARKS.get(scanner, ())) for scanner in scanners
    }
    assert all(scan.coverage.examined == scan.coverage.selected > 0 for scan in run.scans)
    assert run.findings == ()
