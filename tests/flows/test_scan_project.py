"""Facts about a scan as a whole, with a runner that answers what the test says."""

import json
import subprocess
from dataclasses import dataclass, field

import pytest

from fakes import FakeClock
from holdfast.app import App
from holdfast.config.document import Config
from holdfast.errors import TargetRefused, TreeError, UnknownNameError
from holdfast.flows.scan_order import Equipment, ScanOrder
from holdfast.flows.scan_project import ScanProject
from holdfast.model.category import Category
from holdfast.model.scan import ScanStatus
from holdfast.model.verdict import Verdict
from holdfast.scan.raw_scan import NotRun, RawScan
from holdfast.scan.request import ScanEnded
from holdfast.scan.scanning import Exit, Files, Image, Managed, Proof, Scanner, Tier, Url

CLEAN = {"errors": [], "metrics": {"_totals": {}, "app.py": {}}, "results": []}


def flagged(line, rule="B602", path="app.py"):
    return {
        "test_id": rule,
        "test_name": "shell",
        "issue_text": "shell=True",
        "issue_severity": "HIGH",
        "issue_confidence": "HIGH",
        "filename": path,
        "line_number": line,
        "issue_cwe": {"id": 78},
    }


def raw(*results, code=1, **over):
    report = json.dumps(CLEAN | {"results": list(results)}).encode()
    fields = {"exit_codes": (code,), "reports": (report,), "selected": ("app.py",)}
    return RawScan(**fields | over)


def scanner(name, **over):
    fields = {
        "name": name,
        "title": name.title(),
        "category": Category.SAST,
        "homepage": "https://scanner.example",
        "install": Managed(package=name, executable=name, tier=Tier.SMALL),
        "reads": Files(suffixes=frozenset({".py"})),
        "command": lambda job: [job.executable],
        "report": "bandit",
        "exit_codes": {0: Exit.CLEAN, 1: Exit.FINDINGS},
        "proof": Proof.FILES_GIVEN,
    }
    return Scanner(**fields | over)


class Shelf(dict):
    """A registry of the test's own scanners."""

    def __iter__(self):
        return iter(self.values())

    def get(self, name):
        if name not in self:
            raise UnknownNameError(f"There is no scanner named {name!r}")
        return self[name]


@dataclass
class FakeRunner:
    """Answers each scanner by a function of the request."""

    answers: dict
    requests: list = field(default_factory=list)
    remembered: list = field(default_factory=list)
    ran: list = field(default_factory=list)

    def run_all(self, scanners, request, on_event):
        self.requests.append(request)
        ends = {}
        for one in scanners:
            self.ran.append(one.name)
            answer = self.answers[one.name]
            ends[one.name] = answer(request) if callable(answer) else answer
            on_event(ScanEnded(scanner=one, raw=ends[one.name]))
        return ends

    def remember(self, raw, reports):
        self.remembered.append(raw)


def project(answers, adapters=None, repository="", **settings):
    shelf = Shelf({one.name: one for one in adapters or [scanner(name) for name in answers]})
    runner = FakeRunner(answers)
    service = {"name": "shop", "repository": repository}
    config = Config.model_validate({"service": service, "scan": settings})
    app = App.here()
    equipment = Equipment(
        config=config, scanners=shelf, parsers=app.parsers, runner=runner, clock=FakeClock()
    )
    return ScanProject(equipment), runner


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "app.py").write_text(
        "import os\nos.system(x, shell=True)\nprint()\nos.system(x, shell=True)\n"
    )
    return tmp_path


def test_findings_of_two_scanners_on_one_line_are_one_finding(folder):
    scan, _ = project({"one": raw(flagged(2)), "two": raw(flagged(2, rule="X1"))})
    run = scan(ScanOrder(path=folder))
    (found,) = run.findings
    assert [source.rule for source in found.sources] == ["B602", "X1"]
    assert [one.status for one in run.scans] == [ScanStatus.FINDINGS, ScanStatus.FINDINGS]


def test_a_run_quoted_from_another_folder_has_its_paths_in_this_one(folder):
    elsewhere = raw(flagged(2, path="/elsewhere/app.py"), root="/elsewhere", is_cached=True)
    scan, _ = project({"one": elsewhere, "two": raw(flagged(2))})
    (found,) = scan(ScanOrder(path=folder)).findings
    assert found.location.path == "app.py"


def test_repeated_lines_stay_apart_whatever_was_reported(folder):
    scan, _ = project({"one": raw(flagged(2), flagged(4))})
    both = {found.fingerprint for found in scan(ScanOrder(path=folder)).findings}
    scan, _ = project({"one": raw(flagged(4))})
    (second,) = scan(ScanOrder(path=folder)).findings
    assert len(both) == 2
    assert second.fingerprint in both


def test_a_report_that_cannot_be_read_leaves_no_verdict(folder):
    scan, runner = project({"one": raw(reports=(b"{",))})
    run = scan(ScanOrder(path=folder))
    assert run.verdict is Verdict.NO_VERDICT
    assert "cannot be read" in run.scans[0].reasons[0]
    assert runner.remembered == []


def test_only_healthy_runs_are_remembered(folder):
    scan, runner = project({"one": raw(code=0), "two": raw(code=9)})
    run = scan(ScanOrder(path=folder))
    assert [one.status for one in run.scans] == [ScanStatus.CLEAN, ScanStatus.FAILED]
    assert len(runner.remembered) == 1


@pytest.mark.parametrize(("settings", "is_expected"), [({}, False), ({"big": {"enabled": True}}, True)])
def test_a_missing_scanner_matters_only_when_it_was_asked_for(folder, settings, is_expected):
    big = scanner("big", install=Managed(package="big", executable="big", tier=Tier.FULL))
    missing = NotRun(status=ScanStatus.MISSING, reason="not there")
    scan, _ = project({"big": missing, "one": raw(code=0)}, [big, scanner("one")], scanners=settings)
    run = scan(ScanOrder(path=folder))
    assert bool(run.undecided) is is_expected
    assert run.verdict is (Verdict.NO_VERDICT if is_expected else Verdict.PASS)


def test_a_scanner_that_was_asked_for_is_installed_whatever_its_tier(folder):
    big = scanner("big", install=Managed(package="big", executable="big", tier=Tier.FULL))
    scan, runner = project({"big": raw(code=0)}, [big])
    scan(ScanOrder(path=folder, scanners=frozenset({"big"})))
    assert runner.requests[0].installs_named == {"big"}


def test_an_unknown_scanner_is_refused(folder):
    scan, _ = project({"one": raw()})
    with pytest.raises(UnknownNameError):
        scan(ScanOrder(path=folder, scanners=frozenset({"onee"})))


def test_a_folder_that_does_not_exist_is_refused(folder):
    scan, _ = project({"one": raw()})
    with pytest.raises(TreeError):
        scan(ScanOrder(path=folder / "missing"))


def test_excludes_of_configuration_and_command_line_add_up(folder):
    (folder / "b.py").write_text("")
    (folder / "c.py").write_text("")
    scan, runner = project({"one": raw(code=0)}, exclude=["b.py"])
    scan(ScanOrder(path=folder, excludes=("c.py",)))
    assert [entry.path for entry in runner.requests[0].tree.entries] == ["app.py"]


def test_an_address_outside_the_allow_list_is_refused_before_anything_runs(folder):
    scan, runner = project({"dast": raw()}, [scanner("dast", reads=Url(), category=Category.DAST)])
    with pytest.raises(TargetRefused):
        scan(ScanOrder(path=folder, url="http://198.51.100.7/"))
    assert runner.requests == []


def test_a_target_that_does_not_answer_is_no_verdict_and_is_not_attacked():
    scan, runner = project({"dast": raw()}, [scanner("dast", reads=Url(), category=Category.DAST)])
    run = scan(ScanOrder(url="http://127.0.0.1:9/"))
    assert run.scans[0].verdict is Verdict.NO_VERDICT
    assert "nothing was tested" in run.scans[0].reasons[0]
    assert run.target.url == "http://127.0.0.1:9/"
    assert runner.ran == []


def git(folder, *arguments):
    identity = ["-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(folder):
    git(folder, "init", "-q", "-b", "main")
    (folder / "old.py").write_text("os.system(y, shell=True)\n")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "first")
    return folder


def shell_lines(request):
    """What a scanner of shell=True would find in the files it is handed."""
    results = [
        flagged(number, path=entry.path)
        for entry in request.tree.entries
        for number, line in enumerate((request.tree.root / entry.path).read_text().splitlines(), 1)
        if "shell=True" in line
    ]
    return raw(
        *results, code=1 if results else 0, selected=tuple(entry.path for entry in request.tree.entries)
    )


def test_since_a_revision_only_changed_files_are_scanned_and_only_what_they_add_is_new(repository):
    (repository / "app.py").write_text(
        "# shifted\n" + (repository / "app.py").read_text() + "run(z, shell=True)\n"
    )
    scan, runner = project({"one": shell_lines})
    run = scan(ScanOrder(path=repository, since="main"))
    assert [[entry.path for entry in request.tree.entries] for request in runner.requests] == [["app.py"]] * 2
    assert sorted((found.location.line, run.is_new(found)) for found in run.findings) == [
        (3, False),
        (5, False),
        (6, True),
    ]
    assert (run.target.since, run.target.files) == ("main", 1)


def test_a_new_file_is_new_in_whole(repository):
    (repository / "new.py").write_text("run(z, shell=True)\n")
    scan, _ = project({"one": shell_lines})
    run = scan(ScanOrder(path=repository, since="main"))
    assert [run.is_new(found) for found in run.findings] == [True]


def test_findings_of_folder_scanners_outside_the_change_are_known(repository):
    (repository / "new.py").write_text("pass\n")
    scan, _ = project({"one": lambda request: raw(flagged(1, path="old.py"))})
    run = scan(ScanOrder(path=repository, since="main"))
    assert [run.is_new(found) for found in run.findings] == [False]


@pytest.mark.parametrize("place", [{"path": ""}, {"path": "usr/lib/old.jar"}])
def test_what_an_image_holds_is_never_known_by_what_changed_in_the_folder(repository, place):
    (repository / "new.py").write_text("pass\n")
    image = scanner("one", category=Category.CONTAINER, reads=Image())
    scan, _ = project({"one": raw(flagged(1, **place))}, [image])
    run = scan(ScanOrder(path=repository, image="app.tar", since="main"))
    assert [run.is_new(found) for found in run.findings] == [True]


def test_a_finding_without_a_file_is_not_known_for_want_of_one(repository):
    (repository / "new.py").write_text("pass\n")

    def only_now(request):
        return raw(flagged(1, path="")) if request.tree.root == repository else raw(code=0)

    scan, _ = project({"one": only_now})
    run = scan(ScanOrder(path=repository, since="main"))
    assert [run.is_new(found) for found in run.findings] == [True]


def test_the_repository_is_named_without_credentials(folder):
    scan, _ = project({"one": raw(code=0)}, repository="https://me:hunter2@code.example/shop")
    assert scan(ScanOrder(path=folder)).target.repository == "https://…@code.example/shop"


def test_a_baseline_makes_findings_known(folder):
    scan, _ = project({"one": raw(flagged(2), flagged(4))})
    first, second = scan(ScanOrder(path=folder)).findings
    run = scan(ScanOrder(path=folder, baseline=frozenset({first.fingerprint})))
    assert {found.fingerprint: run.is_new(found) for found in run.findings} == {
        first.fingerprint: False,
        second.fingerprint: True,
    }
