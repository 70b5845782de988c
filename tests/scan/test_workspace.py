import os
import signal
import subprocess
import sys
import time

import pytest

from holdfast.errors import StorageError
from holdfast.scan.workspace import workspace

HELD = """
import pathlib, sys, time
from holdfast.scan.workspace import workspace
with workspace(pathlib.Path(sys.argv[1])) as folder:
    (folder / "left").write_text("behind")
    print(folder, flush=True)
    time.sleep(60)
"""


def test_a_workspace_is_private_and_gone_afterwards(tmp_path):
    with workspace(tmp_path / "work") as folder:
        assert folder.stat().st_mode & 0o777 == 0o700
        (folder / "file").touch()
    assert list((tmp_path / "work").iterdir()) == []


def test_a_workspace_is_gone_after_an_error_too(tmp_path):
    with pytest.raises(RuntimeError), workspace(tmp_path):
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_process_left_is_removed_and_what_a_live_one_uses_is_not(tmp_path):
    command = [sys.executable, "-c", HELD, str(tmp_path)]
    with (
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as dead,
        subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as alive,
    ):
        left, used = dead.stdout.readline().strip(), alive.stdout.readline().strip()
        dead.send_signal(signal.SIGKILL)
        dead.wait()
        with workspace(tmp_path) as own:
            assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
                [os.path.basename(used), own.name]  # noqa: PTH119 - the text is what was printed.
            )
        assert left != used
        alive.kill()


def test_one_that_was_never_finished_is_removed_when_it_is_old(tmp_path):
    for name, age in (("new-old", 7200), ("new-young", 5)):
        (tmp_path / name).mkdir()
        os.utime(tmp_path / name, (time.time() - age,) * 2)
    with workspace(tmp_path):
        assert not (tmp_path / "new-old").exists()
        assert (tmp_path / "new-young").exists()


def test_a_place_that_cannot_be_written_is_an_error_with_advice(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(StorageError) as caught, workspace(tmp_path / "file"):
        pass
    assert "HOLDFAST_CACHE_DIR" in caught.value.todo
