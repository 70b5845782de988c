"""Facts about the scanned folder as the paths of reports lead into it."""

import pytest

from holdfast.flows.source import Source, target_of
from holdfast.kit.git import GitFacts
from holdfast.kit.tree import Entry, Skipped, Tree


@pytest.fixture
def tree(tmp_path):
    (tmp_path / "a.py").write_text("one\ntwo\n")
    (tmp_path / "secret.txt").write_text("outside the tree")
    entries = (Entry("a.py", 8, (0, 0, 0)), Entry("gone.py", 8, (0, 0, 0)))
    return Tree(root=tmp_path, entries=entries, skipped=(Skipped("too large", 2, ("x",)),))


def test_lines_of_the_trees_files_are_given(tree):
    assert Source(tree).lines("a.py") == ["one", "two"]


@pytest.mark.parametrize("path", ["secret.txt", "../../etc/passwd", "/etc/passwd", "gone.py", ""])
def test_nothing_else_is_read(tree, path):
    assert Source(tree).lines(path) is None


@pytest.mark.parametrize("path", ["a.py", "./a.py", "/src/a.py", "sub/project/a.py"])
def test_a_path_is_relative_to_the_folder_whoever_wrote_it(tree, path):
    project = tree.root / "sub/project"
    project.mkdir(parents=True)
    (tree.root / ".git").mkdir()
    in_repository = Tree(root=project, entries=tree.entries)
    assert Source(in_repository).relative(path) == "a.py"
    assert Source(in_repository).relative(f"{project}/a.py") == "a.py"


def test_a_path_that_leads_nowhere_stays_as_it_is(tree):
    assert Source(tree).relative("other/a.py") == "other/a.py"


def test_the_target_tells_where_the_folder_stands(tree, tmp_path):
    git = GitFacts(commit="abc", branch="main", is_dirty=True)
    target = target_of(tmp_path, Tree(root=tmp_path, entries=(), skipped=tree.skipped, git=git), 7, "main")
    assert (target.commit, target.branch, target.is_dirty) == ("abc", "main", True)
    assert (target.files, target.skipped, target.since) == (7, (("too large", 2),), "main")


def test_a_folder_in_a_repository_has_its_place_there(tmp_path):
    (tmp_path / ".git").mkdir()
    project = tmp_path / "services/shop"
    assert target_of(project, Tree(root=project, entries=()), 0, "").place == "services/shop/"


def test_outside_git_nothing_is_said_of_commits(tree, tmp_path):
    target = target_of(tmp_path, tree, 2, "")
    assert (target.commit, target.branch, target.is_dirty) == ("", "", None)
