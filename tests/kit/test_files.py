import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from holdfast.errors import StorageError
from holdfast.kit.files import locked, read_bounded, remove_folder, write_atomic


def test_a_written_file_is_complete_and_nothing_else_is_left(tmp_path):
    write_atomic(tmp_path / "a/b/file", b"one")
    write_atomic(tmp_path / "a/b/file", b"two", mode=0o600)
    assert (tmp_path / "a/b/file").read_bytes() == b"two"
    assert [path.name for path in (tmp_path / "a/b").iterdir()] == ["file"]
    assert (tmp_path / "a/b/file").stat().st_mode & 0o777 == 0o600


def test_a_file_that_cannot_be_written_leaves_the_one_before(tmp_path):
    (tmp_path / "place").mkdir()
    (tmp_path / "place/inside").touch()
    with pytest.raises(StorageError) as caught:
        write_atomic(tmp_path / "place", b"data")
    assert caught.value.todo
    assert [path.name for path in tmp_path.iterdir()] == ["place"]


def test_a_file_above_the_limit_is_refused(tmp_path):
    (tmp_path / "f").write_bytes(b"12345")
    assert read_bounded(tmp_path / "f", 5) == b"12345"
    with pytest.raises(StorageError, match="too large"):
        read_bounded(tmp_path / "f", 4)


def test_a_missing_file_is_an_error_to_read(tmp_path):
    with pytest.raises(StorageError):
        read_bounded(tmp_path / "none", 10)


def test_a_folder_with_read_only_parts_is_removed(tmp_path):
    folder = tmp_path / "gone"
    (folder / "closed").mkdir(parents=True)
    (folder / "closed/file").touch()
    (folder / "closed").chmod(0o500)
    remove_folder(folder)
    assert not folder.exists()


def test_removing_a_folder_leaves_what_links_in_it_point_to(tmp_path):
    kept = tmp_path / "kept"
    kept.mkdir()
    (kept / "file").touch()
    (tmp_path / "gone").mkdir()
    (tmp_path / "gone/link").symlink_to(kept)
    remove_folder(tmp_path / "gone")
    assert (kept / "file").exists()


def test_removing_a_link_to_a_folder_removes_the_link(tmp_path):
    (tmp_path / "kept").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "kept")
    remove_folder(tmp_path / "link")
    assert not (tmp_path / "link").is_symlink()
    assert (tmp_path / "kept").is_dir()


def test_removing_nothing_is_fine(tmp_path):
    remove_folder(tmp_path / "never was")


def test_a_lock_is_held_once_and_free_again_afterwards(tmp_path):
    with locked(tmp_path / "lock") as first:
        assert first
        with locked(tmp_path / "lock", timedelta(milliseconds=150)) as second:
            assert not second
    with locked(tmp_path / "lock") as third:
        assert third


def test_a_lock_is_free_when_its_owner_was_killed(tmp_path):
    code = "import sys,time,pathlib,datetime\nfrom holdfast.kit.files import locked\n"
    code += "with locked(pathlib.Path(sys.argv[1])):\n print('held', flush=True); time.sleep(60)"
    with subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path / "lock")], stdout=subprocess.PIPE
    ) as owner:
        assert owner.stdout.readline() == b"held\n"
        with locked(tmp_path / "lock") as is_held:
            assert not is_held
        owner.kill()
    with locked(tmp_path / "lock", timedelta(seconds=5)) as is_held:
        assert is_held


def test_a_lock_that_cannot_be_made_is_an_error(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(StorageError), locked(Path(f"{tmp_path}{os.sep}file/lock")):
        pass
