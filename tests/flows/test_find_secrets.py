"""Secrets found without the other scanners, as a run."""

import os

import pytest

from fakes import FakeClock
from holdfast.config.document import Config
from holdfast.findings.fingerprint import with_fingerprint
from holdfast.findings.parsers.holdfast import parse
from holdfast.findings.parsing import PUBLIC_KEY, Report
from holdfast.flows.find_secrets import FindSecrets
from holdfast.kit.history import Extent
from holdfast.model.finding import Finding, Location
from holdfast.model.scan import ScanStatus
from holdfast.model.verdict import Verdict
from leaks import secret
from repositories import Repository


@pytest.fixture(autouse=True)
def no_settings_of_the_machine(monkeypatch):
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


@pytest.fixture
def finder():
    def make(**options):
        config = Config.model_validate(
            {"service": {"name": "shop"}, "scan": {"scanners": {"secrets": {"options": options}}}}
        )
        return FindSecrets(config, parse, FakeClock())

    return make


@pytest.fixture
def folder(tmp_path):
    for name, text in {"a/x.py": f"x {secret(1)}\n", "b/y.py": f"y {secret(2)}\n", "b/z.py": "z\n"}.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    return tmp_path


def places(run):
    return sorted(found.location.path for found in run.findings)


def test_one_folder_is_told_from_itself(finder, folder):
    run = finder().in_files([folder / "a"])
    assert (places(run), run.verdict, run.service) == (["x.py"], Verdict.FAIL, "shop")


def test_several_paths_are_told_from_what_holds_them_all_and_each_file_is_read_once(finder, folder):
    run = finder().in_files([folder / "a", folder / "b/y.py", folder / "b"])
    assert places(run) == ["a/x.py", "b/y.py"]
    assert run.scans[0].coverage.examined == 3


def test_a_secret_has_the_identity_that_other_scanners_give_it(finder, folder):
    (found,) = finder().in_files([folder / "a"]).findings
    mark = Report(b"", "", PUBLIC_KEY).secret(secret(1))
    other = Finding(
        tool="gitleaks", rule="r", title="t", severity=found.severity, category=found.category,
        location=Location(path="x.py"), secret=mark,
    )  # fmt: skip
    assert with_fingerprint(other).fingerprint == found.fingerprint


def test_settings_of_the_scanner_count(finder, folder):
    run = finder(allow_paths="x.py").in_files([folder / "a"])
    assert (run.findings, run.verdict) == ((), Verdict.PASS)


def test_silence_about_a_file_that_was_not_read_is_no_verdict(finder, folder):
    (folder / "b/y.py").unlink()
    with (folder / "b/large.txt").open("wb") as file:
        file.truncate(6 * 2**20)
    run = finder().in_files([folder / "b"])
    assert (run.scans[0].status, run.verdict) == (ScanStatus.FAILED, Verdict.NO_VERDICT)
    assert "large.txt" in run.scans[0].reasons[0]


def test_nothing_to_read_is_no_verdict(finder, tmp_path):
    assert finder().in_files([tmp_path]).verdict is Verdict.NO_VERDICT


def test_nothing_staged_passes(finder, tmp_path):
    repository = Repository(tmp_path / "repo")
    assert finder().in_staged(repository.root).verdict is Verdict.PASS
    repository.write("a", f"{secret()}\n")
    repository.git("add", ".")
    assert places(finder().in_staged(repository.root)) == ["a"]


def test_from_a_subfolder_the_lists_of_the_whole_repository_count(finder, tmp_path):
    repository = Repository(tmp_path / "repo")
    repository.write("sub/a", f"{secret()}\n")
    repository.git("add", ".")
    assert places(finder().in_staged(repository.root / "sub")) == ["sub/a"]
    repository.write(".gitleaksignore", "sub/a:github-pat:1\n")
    assert places(finder().in_staged(repository.root / "sub")) == []


def test_the_history_is_searched_as_far_as_it_is_asked_for(finder, tmp_path):
    repository = Repository(tmp_path / "repo")
    repository.write("a", f"{secret()}\n")
    repository.commit()
    run = finder().in_history(repository.root, Extent())
    assert (places(run), run.scans[0].scanner) == (["a"], "secrets-history")
    assert finder().in_history(repository.root, Extent(since="HEAD")).verdict is Verdict.PASS


def test_silence_about_a_shallow_clone_is_no_verdict(finder, tmp_path):
    repository = Repository(tmp_path / "repo")
    for text in ("one\n", "two\n"):
        repository.write("a", text)
        repository.commit()
    clone = tmp_path / "clone"
    repository.git("clone", "--quiet", "--depth=1", f"file://{repository.root}", str(clone))
    run = finder().in_history(clone, Extent())
    assert run.verdict is Verdict.NO_VERDICT
    assert any("shallow" in reason for reason in run.scans[0].reasons)


def test_a_stream_is_searched_and_redacted(finder):
    written = []
    run = finder().in_stream([f"a {secret()}\n".encode()], "log", written.append)
    assert places(run) == ["log"]
    assert b"".join(written) == b"a [redacted:github-pat]\n"
    assert finder().in_stream([], "log").verdict is Verdict.PASS
