"""Which lines the next commit adds."""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.errors import ToolError, UsageError
from holdfast.kit.staging import read_added, read_entries, staged_files
from repositories import Repository


@pytest.fixture(autouse=True)
def no_settings_of_the_machine(monkeypatch):
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


@pytest.fixture
def repository(tmp_path):
    return Repository(tmp_path / "repo")


def staged(repository, folder=""):
    return {file.path: (file.content, file.added) for file in staged_files(repository.root / folder)}


def test_a_new_file_is_new_in_all_its_lines_also_before_the_first_commit(repository):
    repository.write("a.txt", "one\ntwo\n")
    repository.git("add", ".")
    assert staged(repository) == {"a.txt": (b"one\ntwo\n", ((1, 2),))}


def test_of_a_changed_file_only_added_lines_are_new(repository):
    repository.write("a.txt", "one\ntwo\nthree\nfour\n")
    repository.commit()
    repository.write("a.txt", "zero\none\nthree\nfive\nsix\n")
    repository.git("add", ".")
    (file,) = staged_files(repository.root)
    assert file.added == ((1, 1), (4, 5))
    assert [file.is_added(line, line) for line in range(1, 7)] == [True, False, False, True, True, False]
    assert file.is_added(3, 4)


def test_the_content_is_that_of_the_index_and_not_of_the_file(repository):
    repository.write("a.txt", "staged\n")
    repository.git("add", ".")
    repository.write("a.txt", "later\n")
    repository.write("untracked.txt", "x\n")
    assert staged(repository) == {"a.txt": (b"staged\n", ((1, 1),))}


def test_deleted_files_and_changed_modes_add_nothing(repository):
    repository.write("a.txt", "a\n")
    repository.write("b.txt", "b\n")
    repository.commit()
    repository.git("rm", "--quiet", "a.txt")
    repository.git("update-index", "--chmod=+x", "b.txt")
    repository.write("c.txt", "c\n")
    repository.git("add", "c.txt")
    assert staged(repository) == {"b.txt": (b"b\n", ()), "c.txt": (b"c\n", ((1, 1),))}


def test_a_file_in_the_place_of_a_link_is_new_beside_files_that_are_not(repository):
    (repository.root / "b").symlink_to("a")
    repository.write("a", "a\n")
    repository.write("c", "c\n")
    repository.commit()
    (repository.root / "b").unlink()
    repository.write("b", "file\n")
    repository.write("a", "a\nmore\n")
    repository.write("c", "c\nmore\n")
    repository.git("add", ".")
    found = staged(repository)
    assert (found["a"][1], found["c"][1]) == (((2, 2),), ((2, 2),))
    assert found["b"][0] == b"file\n"
    assert all(file.is_added(1, 1) for file in staged_files(repository.root) if file.path == "b")


def test_attributes_of_the_repository_hide_nothing_and_run_nothing(repository, tmp_path):
    mark = tmp_path / "run"
    repository.write(".gitattributes", "*.txt -diff -text diff=x filter=y\n")
    for name in ("diff.x.textconv", "diff.x.command", "diff.external", "core.fsmonitor"):
        repository.git("config", name, f"touch {mark} #")
    repository.write("a.txt", "one\n")
    repository.git("-c", "core.fsmonitor=false", "add", ".")
    mark.unlink(missing_ok=True)
    assert staged(repository)["a.txt"] == (b"one\n", ((1, 1),))
    assert not mark.exists()


def test_lines_that_look_like_a_patch_are_lines(repository):
    text = "diff --git a/x b/x\n@@ -1 +1,9 @@\n-- x\n++ y\n"
    repository.write("a.txt", text)
    repository.write("b.txt", "b\n")
    repository.git("add", ".")
    assert staged(repository) == {"a.txt": (text.encode(), ((1, 4),)), "b.txt": (b"b\n", ((1, 1),))}


@pytest.mark.parametrize("name", ["with\nline", 'quo"te', "grün.txt", " b/x"])
def test_any_name_is_told_as_it_is(repository, name):
    repository.write(name, "x\n")
    repository.git("add", ".")
    assert list(staged(repository)) == [name]


def test_from_a_subfolder_all_is_told_from_the_top(repository):
    repository.write("a.txt", "a\n")
    repository.write("sub/b.txt", "b\n")
    repository.git("add", ".")
    assert list(staged(repository, "sub")) == ["a.txt", "sub/b.txt"]


def test_a_submodule_is_no_content(repository):
    repository.write("a.txt", "a\n")
    commit = repository.commit()
    repository.git("update-index", "--add", "--cacheinfo", f"160000,{commit},module")
    assert staged(repository) == {}


def test_a_content_that_is_damaged_is_an_error(repository):
    repository.write("a.txt", "a\n")
    repository.git("add", ".")
    for path in (repository.root / ".git/objects").rglob("*"):
        if path.is_file():
            path.unlink()
    with pytest.raises(ToolError):
        list(staged_files(repository.root))


def test_a_folder_outside_git_is_refused(tmp_path):
    with pytest.raises(UsageError):
        list(staged_files(tmp_path))


@given(st.binary(max_size=300))
def test_any_listing_is_read_without_an_error(output):
    assert all(isinstance(entry.path, str) for entry in read_entries(output))


@given(
    st.lists(st.sampled_from([b"diff --git a b", b"@@ -1 +1,2 @@", b"@@ -0,0 +1 @@", b"@@ x", b"+a", b""]))
)
def test_any_patch_is_read_without_an_error(lines):
    added = list(read_added(b"\n".join(lines)))
    assert len(added) == sum(line.startswith(b"diff --git ") for line in lines)
