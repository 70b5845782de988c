import os
from datetime import timedelta

import pytest

from holdfast.kit.git import Git, GitError, GitFacts, place_in_repository
from repositories import Repository


@pytest.fixture(autouse=True)
def no_settings_of_the_machine(monkeypatch):
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


@pytest.fixture
def repository(tmp_path):
    return Repository(tmp_path / "repo")


def test_facts_name_commit_and_branch(repository):
    commit = repository.commit("a.py")
    assert Git(repository.root).facts(has_untracked=False) == GitFacts(
        commit=commit, branch="main", is_dirty=False
    )


def test_a_repository_without_commits_has_none(repository):
    facts = Git(repository.root).facts(has_untracked=True)
    assert (facts.commit, facts.branch, facts.is_dirty) == ("", "main", True)


def test_a_detached_head_has_no_branch(repository):
    repository.commit("a.py")
    repository.git("checkout", "--quiet", "--detach")
    assert Git(repository.root).facts(has_untracked=False).branch == ""


def test_a_changed_file_makes_it_dirty(repository):
    repository.commit("a.py")
    repository.write("a.py", "changed\n")
    assert Git(repository.root).facts(has_untracked=False).is_dirty


def test_a_subfolder_has_its_place_whether_git_ignores_it_or_not(repository, tmp_path_factory):
    repository.write(".gitignore", "out/\n")
    assert place_in_repository(repository.root / "out" / "sub folder") == "out/sub folder/"
    assert place_in_repository(repository.root) == ""
    assert place_in_repository(tmp_path_factory.mktemp("plain")) == ""


def test_a_plain_folder_is_no_work_tree(tmp_path):
    assert not Git(tmp_path).is_work_tree()


def test_an_ignored_folder_is_no_work_tree(repository):
    repository.write(".gitignore", "out/\n")
    repository.commit("out/a.py")
    assert not Git(repository.root / "out").is_work_tree() or repository.git("ls-files", "out")
    repository.git("rm", "-r", "--quiet", "--cached", "out")
    repository.commit()
    repository.git("rm", "-r", "--quiet", "--cached", "out")
    assert not Git(repository.root / "out").is_work_tree()


def test_a_damaged_repository_is_an_error_and_not_a_plain_folder(repository):
    repository.commit("a.py")
    (repository.root / ".git/HEAD").write_text("nonsense\n")
    (repository.root / ".git/config").write_text("[broken\n")
    with pytest.raises(GitError):
        Git(repository.root).is_work_tree()


@pytest.mark.skipif(os.getuid() != 0, reason="only root can give files away")
def test_a_repository_of_another_user_can_be_read(repository):
    commit = repository.commit("a.py")
    for folder, folders, files in os.walk(repository.root):
        for name in (".", *folders, *files):
            os.chown(os.path.join(folder, name), 12345, 12345)  # noqa: PTH118 - os.walk gives text.
    git = Git(repository.root)
    assert git.is_work_tree()
    assert git.is_foreign
    assert git.facts(has_untracked=False) == GitFacts(commit=commit, branch="main", is_dirty=None)


def test_git_is_given_up_on_after_its_time(repository):
    with pytest.raises(GitError) as caught:
        Git(repository.root, timeout=timedelta(0)).call("status")
    assert "too long" in caught.value.why


def test_the_repository_cannot_have_its_own_program_run(repository, tmp_path):
    repository.commit("a.py")
    repository.git("config", "core.fsmonitor", f"touch {tmp_path}/planted; false")
    git = Git(repository.root)
    git.call("ls-files", "--others")
    git.facts(has_untracked=False)
    assert not (tmp_path / "planted").exists()


def test_variables_of_a_hook_do_not_point_it_elsewhere(repository, tmp_path, monkeypatch):
    commit = repository.commit("a.py")
    monkeypatch.setenv("GIT_DIR", str(Repository(tmp_path / "other").root / ".git"))
    assert Git(repository.root).facts(has_untracked=False).commit == commit
