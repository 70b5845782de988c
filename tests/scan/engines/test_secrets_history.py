"""The program of the scanner ``secrets-history``."""

import os

import pytest

from holdfast.scan.engine import Assignment
from holdfast.scan.engines.secrets_history import examine
from leaks import secret
from repositories import Repository


@pytest.fixture(autouse=True)
def no_settings_of_the_machine(monkeypatch):
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


@pytest.fixture
def repository(tmp_path):
    return Repository(tmp_path / "repo")


def put(repository, name, text):
    repository.write(name, text)
    return repository.commit()


def examined(repository, **options):
    return examine(Assignment(root=repository.root, options=options))


def test_a_removed_secret_is_told_with_the_commit_that_brought_it(repository):
    first = put(repository, "a.py", f'x = 1\ny = "{secret()}"\n')
    put(repository, "a.py", f'x = 2\nx = 3\ny = "{secret()}"\n')
    put(repository, "a.py", "x = 2\n")
    report = examined(repository)
    (finding,) = report.findings
    assert (finding.tool, finding.location.path, finding.location.line) == ("secrets-history", "a.py", 2)
    assert f"commit:{first}" in finding.tags
    assert "removed" in finding.tags
    assert first[:12] in finding.description
    assert "2 versions" in finding.description
    assert "does not hold it any more" in finding.description
    assert (report.inputs.examined, report.inputs.unit, report.problems) == (3, "version", ())


def test_a_secret_that_is_still_there_says_so(repository):
    put(repository, "a.py", f'y = "{secret()}"\n')
    put(repository, "a.py", f'x = 2\ny = "{secret()}"\n')
    (finding,) = examined(repository).findings
    assert "in-head" in finding.tags
    assert "still in the commit that is checked out" in finding.description


def test_the_same_secret_in_two_files_is_two_findings(repository):
    put(repository, "a.py", f'y = "{secret()}"\n')
    put(repository, "b.py", f'z = "{secret()}"\n')
    assert sorted(found.location.path for found in examined(repository).findings) == ["a.py", "b.py"]


def test_the_value_is_nowhere_in_the_report(repository):
    put(repository, "a.py", f'y = "{secret()}"\n')
    assert secret() not in repr(examined(repository))


def test_binary_versions_are_passed_over_and_do_not_count_as_read(repository):
    repository.write("a.bin").write_bytes(b"\0\1" + secret().encode())
    repository.commit()
    report = examined(repository)
    assert (report.findings, report.inputs.examined) == ((), 0)


def test_silence_about_a_shallow_clone_is_a_problem(repository, tmp_path):
    put(repository, "a.py", f'y = "{secret()}"\n')
    put(repository, "a.py", "x = 1\n")
    clone = tmp_path / "clone"
    repository.git("clone", "--quiet", "--depth=1", f"file://{repository.root}", str(clone))
    report = examine(Assignment(root=clone))
    assert report.findings == ()
    assert "shallow" in report.problems[0].why


@pytest.mark.parametrize(
    "options",
    [{"depth": "x"}, {"depth": "-1"}, {"since": "nowhere"}, {"allow_rules": "nothing"}, {"deep": "1"}],
)
def test_a_wrong_option_is_a_failure_and_no_clean_report(repository, options):
    put(repository, "a.py", "x = 1\n")
    report = examined(repository, **options)
    assert len(report.failures) == 1
    assert report.inputs is None


def test_a_damaged_repository_is_a_failure(repository):
    put(repository, "a.py", "x = 1\n")
    for path in (repository.root / ".git/objects").rglob("*"):
        if path.is_file():
            path.chmod(0o644)
            path.write_bytes(b"damaged")
    assert examined(repository).failures


def test_depth_and_since_narrow_the_search(repository):
    put(repository, "a.py", f'y = "{secret(1)}"\n')
    repository.git("tag", "v1")
    put(repository, "b.py", f'y = "{secret(2)}"\n')
    assert [found.location.path for found in examined(repository, depth="1").findings] == ["b.py"]
    assert [found.location.path for found in examined(repository, since="v1").findings] == ["b.py"]
