import os
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from holdfast.errors import TreeError
from holdfast.kit.tree import printable, walk
from repositories import Repository


@pytest.fixture(autouse=True)
def no_settings_of_the_machine(monkeypatch):
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


@pytest.fixture
def repository(tmp_path):
    return Repository(tmp_path / "repo")


def fill(folder, *names):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x\n")
    return folder


def paths(tree):
    return [entry.path for entry in tree.entries]


def skipped(tree):
    return {item.reason: (item.count, item.examples) for item in tree.skipped}


def test_a_plain_folder_is_walked_in_order(tmp_path):
    fill(tmp_path, "b.py", "a/z.py", "a/b/c.py", "Ä.py")
    tree = walk(tmp_path)
    assert paths(tree) == ["a/b/c.py", "a/z.py", "b.py", "Ä.py"]
    assert [entry.size_bytes for entry in tree.entries] == [2, 2, 2, 2]
    assert tree.git is None
    assert tree.notes == ()


def test_an_empty_folder_has_no_files(tmp_path):
    assert walk(tmp_path).entries == ()


def test_names_with_spaces_emoji_and_newlines_survive(tmp_path):
    names = ["a b.py", "🚀 dir/naïve.py", "line\nbreak.py", "-rf.py", '"quoted".py']
    fill(tmp_path / "🎉 project", *names)
    assert paths(walk(tmp_path / "🎉 project")) == sorted(names)
    Repository(tmp_path / "🎉 project")
    assert paths(walk(tmp_path / "🎉 project")) == sorted(names)


def test_names_that_are_not_utf8_survive_and_can_be_printed(tmp_path):
    name = os.fsdecode(b"caf\xe9.py")
    fill(tmp_path, name)
    (entry,) = walk(tmp_path).entries
    assert (tmp_path / entry.path).read_text() == "x\n"
    assert printable(entry.path) == r"caf\xe9.py"
    assert printable("a\nb\x1b[31m.py") == r"a\nb\x1b[31m.py"
    Repository(tmp_path)
    assert [e.path for e in walk(tmp_path).entries] == [name]


def test_default_excludes_count_a_folder_once(tmp_path):
    fill(tmp_path, "a.py", "node_modules/x/a.js", "node_modules/b.js", "sub/.venv/c.py", ".git/config")
    tree = walk(tmp_path)
    assert paths(tree) == ["a.py"]
    assert skipped(tree) == {"excluded": (3, (".git/", "node_modules/", "sub/.venv/"))}


def test_an_environment_is_left_out_whatever_its_name(tmp_path, repository):
    fill(tmp_path / "plain", "my env/pyvenv.cfg", "my env/lib/a.py", "a.py")
    assert paths(walk(tmp_path / "plain")) == ["a.py"]
    fill(repository.root, "my env/pyvenv.cfg", "my env/lib/a.py", "a.py")
    assert paths(walk(repository.root)) == ["a.py"]


def test_user_patterns_leave_out_and_bring_back(tmp_path):
    fill(tmp_path, "a.py", "gen/b.py", "build/c.py", "docs/d.md")
    tree = walk(tmp_path, excludes=["gen/", "*.md", "!build/"])
    assert paths(tree) == ["a.py", "build/c.py"]
    assert skipped(tree) == {"excluded": (2, ("docs/d.md", "gen/"))}


def test_git_lists_tracked_and_new_files_and_leaves_out_ignored_and_deleted_ones(repository):
    repository.write(".gitignore", "*.log\n")
    repository.commit("a.py", "gone.py", "tracked.log")
    repository.write("new.py")
    repository.write("noise.log")
    (repository.root / "gone.py").unlink()
    tree = walk(repository.root)
    assert paths(tree) == [".gitignore", "a.py", "new.py", "tracked.log"]
    assert tree.git
    assert tree.git.is_dirty


def test_an_untouched_work_tree_is_not_dirty(repository):
    commit = repository.commit("a.py")
    facts = walk(repository.root).git
    assert facts
    assert (facts.commit, facts.is_dirty) == (commit, False)


def test_checked_in_packages_are_left_out(repository):
    repository.commit("a.js", "node_modules/x/index.js", "node_modules/y/index.js")
    tree = walk(repository.root)
    assert paths(tree) == ["a.js"]
    assert skipped(tree) == {"excluded": (1, ("node_modules/",))}


def test_a_subfolder_of_a_repository_is_walked_alone(repository):
    repository.commit("a.py", "sub/b.py", "sub/deep/c.py")
    assert paths(walk(repository.root / "sub")) == ["b.py", "deep/c.py"]


def test_an_ignored_folder_that_is_named_is_walked(repository):
    repository.write(".gitignore", "out/\n")
    repository.write("out/a.py")
    assert paths(walk(repository.root / "out")) == ["a.py"]


def test_files_of_submodules_and_nested_repositories_are_found(repository, tmp_path):
    nested = Repository(repository.root / "vendored/inner")
    nested.write(".gitignore", "*.log\n")
    nested.commit("b.py")
    nested.write("c.log")
    origin = Repository(tmp_path / "origin")
    origin.commit("d.py")
    repository.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(origin.root), "sub")
    assert paths(walk(repository.root)) == [
        ".gitmodules", "sub/d.py", "vendored/inner/.gitignore", "vendored/inner/b.py",
    ]  # fmt: skip


def test_a_damaged_repository_is_walked_with_a_note(repository):
    repository.commit("a.py")
    (repository.root / ".git/index").write_bytes(b"damaged")
    tree = walk(repository.root)
    assert paths(tree) == ["a.py"]
    assert "walked instead" in tree.notes[0]
    assert tree.git is None


def test_links_are_counted_and_never_followed(tmp_path):
    fill(tmp_path, "a/real.py")
    (tmp_path / "a/loop").symlink_to(tmp_path)
    (tmp_path / "a/self").symlink_to("self")
    (tmp_path / "link.py").symlink_to("a/real.py")
    (tmp_path / "outside").symlink_to("/etc/passwd")
    tree = walk(tmp_path)
    assert paths(tree) == ["a/real.py"]
    assert skipped(tree) == {"symbolic link": (4, ("a/loop", "a/self", "link.py", "outside"))}


def test_links_in_a_repository_are_not_followed_either(repository):
    repository.write("a.py")
    (repository.root / "loop").symlink_to(".")
    repository.commit()
    assert paths(walk(repository.root)) == ["a.py"]


def test_a_huge_file_is_counted_and_not_read(tmp_path):
    fill(tmp_path, "a.py")
    with (tmp_path / "huge.bin").open("wb") as file:
        file.truncate(2**30)
    tree = walk(tmp_path)
    assert paths(tree) == ["a.py"]
    assert skipped(tree) == {"too large": (1, ("huge.bin",))}
    assert paths(walk(tmp_path, max_file_bytes=2**31)) == ["a.py", "huge.bin"]


def test_pipes_and_sockets_are_counted_and_not_opened(tmp_path, monkeypatch):
    fill(tmp_path, "a.py")
    os.mkfifo(tmp_path / "pipe")
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket")
        tree = walk(tmp_path)
    assert paths(tree) == ["a.py"]
    assert skipped(tree) == {"not a regular file": (2, ("pipe", "socket"))}


def as_nobody(code, folder):
    """What code prints that runs as a user without rights; the interpreter itself may be root's alone."""
    lines = ["import os, sys, pathlib", "from holdfast.errors import TreeError"]
    lines += ["from holdfast.kit.tree import walk", "folder = pathlib.Path(sys.argv[1])"]
    if os.getuid() == 0:
        # The first walk has everything imported that is imported late.
        lines += ["walk(folder)", "os.setgroups([]); os.setgid(65534); os.setuid(65534)"]
    return subprocess.run(
        [sys.executable, "-c", "\n".join([*lines, code]), str(folder)],
        env={"PATH": os.environ["PATH"], "HOME": "/nonexistent"},
        cwd="/", check=True, capture_output=True, text=True,
    ).stdout.split("\n")  # fmt: skip


@pytest.fixture
def open_folder():
    """A folder that any user may enter: those of pytest are closed."""
    folder = Path(tempfile.mkdtemp(prefix="holdfast-test-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def test_unreadable_files_and_folders_are_counted(open_folder):
    fill(open_folder, "a.py", "closed/b.py", "secret.py")
    (open_folder / "closed").chmod(0o000)
    (open_folder / "secret.py").chmod(0o000)
    code = "tree = walk(folder)\nprint([e.path for e in tree.entries])\n"
    code += "print([(s.reason, s.count, s.examples) for s in tree.skipped])"
    lines = as_nobody(code, open_folder)
    assert lines[:2] == ["['a.py']", "[('unreadable', 2, ('closed/', 'secret.py'))]"]


def test_a_folder_without_permission_is_an_error(open_folder):
    fill(open_folder, "closed/b.py")
    (open_folder / "closed").chmod(0o000)
    code = "try:\n  walk(folder)\nexcept TreeError as error:\n  print(error.what, '|', error.todo)"
    assert "must not be read |" in as_nobody(code, open_folder / "closed")[0]


def test_a_path_that_does_not_exist_is_an_error(tmp_path):
    with pytest.raises(TreeError, match="does not exist"):
        walk(tmp_path / "none")


def test_a_link_to_itself_is_an_error(tmp_path):
    (tmp_path / "self").symlink_to("self")
    with pytest.raises(TreeError):
        walk(tmp_path / "self")


def test_a_pipe_is_an_error(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(TreeError, match="neither a folder nor a file"):
        walk(tmp_path / "pipe")


def test_a_single_file_is_a_tree_of_one(tmp_path):
    fill(tmp_path, "node_modules/a.js", "node_modules/b.js")
    tree = walk(tmp_path / "node_modules/a.js")
    assert tree.is_one_file
    assert (tree.root, paths(tree)) == (tmp_path / "node_modules", ["a.js"])


def test_a_link_to_a_folder_is_walked_when_the_user_names_it(tmp_path):
    fill(tmp_path / "real", "a.py")
    (tmp_path / "link").symlink_to("real")
    assert walk(tmp_path / "link").root == tmp_path / "real"


@pytest.mark.parametrize(
    ("first_line", "expected"),
    [
        ("#!/bin/sh", "sh"),
        ("#!/usr/bin/env bash", "bash"),
        ("#! /usr/bin/env -S bash -eu", "bash"),
        ("#!/usr/bin/env A=1 python3", "python3"),
        ("# no shebang", ""),
        ("#!", ""),
        ("\x7fELF", ""),
    ],
)
def test_a_script_without_suffix_names_its_interpreter(tmp_path, first_line, expected):
    (tmp_path / "script").write_text(f"{first_line}\necho\n")
    assert walk(tmp_path).shebang("script") == expected


def test_selection_asks_by_name_first_and_by_interpreter_then(tmp_path):
    fill(tmp_path, "a.py", "LICENSE")
    (tmp_path / "run").write_text("#!/bin/sh\n")
    chosen = walk(tmp_path).select(lambda path, shebang: path.endswith(".py") or shebang == "sh")
    assert [entry.path for entry in chosen] == ["a.py", "run"]


def test_a_tree_can_be_narrowed(tmp_path):
    tree = walk(fill(tmp_path, "a.py", "b.py"))
    assert paths(tree.only(["b.py", "gone.py"])) == ["b.py"]


def test_the_stamp_changes_with_the_content(tmp_path):
    (before,) = walk(fill(tmp_path, "a.py")).entries
    os.utime(tmp_path / "a.py", ns=(1, 1))
    (tmp_path / "a.py").write_text("y\n")
    os.utime(tmp_path / "a.py", ns=(before.stamp[0], before.stamp[0]))
    (after,) = walk(tmp_path).entries
    assert after.stamp != before.stamp
