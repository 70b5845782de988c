import os

import pytest

from holdfast.errors import UsageError
from holdfast.kit.changes import changed_files, export_files
from repositories import Repository

LONG = "".join(f"line {number}\n" for number in range(50))


@pytest.fixture(autouse=True)
def no_settings_of_the_machine(monkeypatch):
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


@pytest.fixture
def repository(tmp_path):
    made = Repository(tmp_path / "repo")
    made.write("same.py")
    made.write("edited.py", "old\n")
    made.write("moved.py", LONG)
    made.write("deleted.py")
    made.commit()
    return made


def branch_off(repository):
    """Change, move, add, delete; commit some of it only. Main goes on meanwhile."""
    base = repository.git("rev-parse", "HEAD")
    repository.git("checkout", "--quiet", "-b", "topic")
    repository.write("edited.py", "new\n")
    (repository.root / "moved.py").rename(repository.root / "renamed.py")
    repository.commit("added.py")
    repository.git("checkout", "--quiet", "main")
    repository.commit("elsewhere.py")
    repository.git("checkout", "--quiet", "topic")
    (repository.root / "deleted.py").unlink()
    repository.write("added.py", "touched again\n")
    repository.write("untracked 🚀.py")
    return base


def test_changes_count_from_the_merge_base_and_include_uncommitted_ones(repository):
    base = branch_off(repository)
    changes = changed_files(repository.root, "main")
    assert changes.base == base
    assert changes.files == {
        "edited.py": "edited.py",
        "renamed.py": "moved.py",
        "added.py": "",
        "untracked 🚀.py": "",
    }


def test_old_contents_are_written_under_todays_names(repository, tmp_path):
    branch_off(repository)
    into = tmp_path / "before"
    written = export_files(repository.root, changed_files(repository.root, "main"), into)
    assert written == ("edited.py", "renamed.py")
    assert (into / "edited.py").read_text() == "old\n"
    assert (into / "renamed.py").read_text() == LONG
    assert sorted(path.name for path in into.iterdir()) == ["edited.py", "renamed.py"]


def test_a_subfolder_sees_its_own_changes_by_its_own_names(repository, tmp_path):
    repository.write("sub/deep/a.py", "old\n")
    repository.commit()
    repository.write("sub/deep/a.py", "new\n")
    repository.write("edited.py", "new\n")
    changes = changed_files(repository.root / "sub", "HEAD")
    assert changes.files == {"deep/a.py": "deep/a.py"}
    assert export_files(repository.root / "sub", changes, tmp_path / "before") == ("deep/a.py",)
    assert (tmp_path / "before/deep/a.py").read_text() == "old\n"


def test_equal_contents_are_written_to_each_of_their_names(repository, tmp_path):
    repository.write("one.py", "twin\n")
    repository.write("two.py", "twin\n")
    repository.commit()
    repository.write("one.py", "1\n")
    repository.write("two.py", "2\n")
    written = export_files(repository.root, changed_files(repository.root, "HEAD"), tmp_path / "before")
    assert written == ("one.py", "two.py")
    assert (tmp_path / "before/two.py").read_text() == "twin\n"


def test_binary_contents_and_odd_names_survive(repository, tmp_path):
    names = ["line\nbreak.bin", os.fsdecode(b"caf\xe9.bin"), "-option.bin"]
    for number, name in enumerate(names):
        (repository.root / name).write_bytes(bytes(range(256)) * (number + 1) + b"\n\n")
    repository.commit()
    for name in names:
        (repository.root / name).write_bytes(b"")
    changes = changed_files(repository.root, "HEAD")
    export_files(repository.root, changes, tmp_path / "before")
    for number, name in enumerate(names):
        assert (tmp_path / "before" / name).read_bytes() == bytes(range(256)) * (number + 1) + b"\n\n"


def test_links_are_not_exported(repository, tmp_path):
    (repository.root / "link").symlink_to("/etc/passwd")
    repository.commit()
    (repository.root / "link").unlink()
    repository.write("link", "a file now\n")
    assert export_files(repository.root, changed_files(repository.root, "HEAD"), tmp_path / "b") == ()


def test_nothing_changed_is_no_error(repository, tmp_path):
    changes = changed_files(repository.root, "HEAD")
    assert changes.files == {}
    assert export_files(repository.root, changes, tmp_path / "before") == ()


def test_a_branch_that_is_only_on_the_remote_is_found(repository, tmp_path):
    branch_off(repository)
    clone = tmp_path / "clone"
    repository.git("clone", "--quiet", "--branch", "topic", str(repository.root), str(clone))
    assert "edited.py" in changed_files(clone, "main").files


def test_a_shallow_checkout_is_told_to_fetch_more(repository, tmp_path):
    branch_off(repository)
    clone = tmp_path / "shallow"
    repository.git(
        "clone", "--quiet", "--depth", "1", "--no-single-branch", "--branch", "topic",
        f"file://{repository.root}", str(clone),
    )  # fmt: skip
    with pytest.raises(UsageError) as caught:
        changed_files(clone, "main")
    assert "shallow" in caught.value.why
    assert "fetch-depth: 0" in caught.value.todo


@pytest.mark.parametrize("revision", ["no-such-branch", "--output=/tmp/planted", "", "HEAD:same.py"])
def test_an_unknown_revision_is_an_error(repository, revision):
    with pytest.raises(UsageError, match="is not here"):
        changed_files(repository.root, revision)


def test_a_folder_without_git_cannot_be_compared(tmp_path):
    with pytest.raises(UsageError, match="not in a git work tree"):
        changed_files(tmp_path, "main")
