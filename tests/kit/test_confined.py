"""Files of one folder, and of nothing outside it."""

import os

import pytest

from holdfast.errors import TreeError
from holdfast.kit.confined import ConfinedFolder


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "outside").write_bytes(b"secret")
    root = tmp_path / "root"
    (root / "sub").mkdir(parents=True)
    (root / "sub" / "a").write_bytes(b"12345")
    (root / "inner").symlink_to("sub/a")
    (root / "outer").symlink_to("../outside")
    (root / "loop").symlink_to("loop")
    return root


@pytest.mark.parametrize("path", ["sub/a", "sub/../sub/a", "inner"])
def test_a_file_inside_is_read(folder, path):
    assert ConfinedFolder(folder).read(path, 5) == b"12345"


@pytest.mark.parametrize(
    "path", ["../outside", "outer", "loop", "missing", "sub/a/b", "\0", "x" * 5000, "sub/../../outside"]
)
def test_what_is_not_inside_is_not_there(folder, path):
    assert ConfinedFolder(folder).read(path, 5) is None


def test_an_absolute_path_is_not_there(folder):
    assert ConfinedFolder(folder).read(str(folder / "sub" / "a"), 5) is None


def test_more_bytes_than_the_limit_are_refused(folder):
    with pytest.raises(TreeError, match="too large"):
        ConfinedFolder(folder).read("sub/a", 4)


def test_a_folder_and_a_pipe_are_refused_at_once(folder):
    os.mkfifo(folder / "pipe")
    for path in ("sub", "pipe"):
        with pytest.raises(TreeError):
            ConfinedFolder(folder).read(path, 5)
