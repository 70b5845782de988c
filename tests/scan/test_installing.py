import base64
import hashlib
import json
import os
import signal
import subprocess
import sys
import threading
import time

import pytest

from holdfast.errors import ToolInstallError
from holdfast.kit.files import locked
from holdfast.scan.installing import Shelf, damage, read_manifest
from holdfast.scan.pins import pin_of

LOCK = "tool==1.2.3 \\\n    --hash=sha256:aa\n"
RECORD = "lib/python3.11/site-packages/tool-1.2.3.dist-info/RECORD"


@pytest.fixture
def pin(tmp_path):
    (tmp_path / "locks").mkdir()
    (tmp_path / "locks/tool.txt").write_text(LOCK)
    return pin_of("tool", "tool", tmp_path / "locks")


@pytest.fixture
def shelf(tmp_path):
    return Shelf(tmp_path / "tools", {"PATH": os.environ["PATH"]})


def build(folder, text="#!/bin/sh\necho 1.2.3\n"):
    """Make what uv would make: a program, a module, and the list of both."""
    hashed = base64.urlsafe_b64encode(hashlib.sha256(b"x = 1\n").digest()).decode().rstrip("=")
    for name, content in (
        ("bin/tool", text),
        ("lib/python3.11/site-packages/tool.py", "x = 1\n"),
        (RECORD, f"tool.py,sha256={hashed},6\ntool-1.2.3.dist-info/RECORD,,\n"),
    ):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    (folder / "bin/tool").chmod(0o755)


def test_an_environment_is_made_once(shelf, pin):
    assert shelf.find(pin, "tool") is None
    made = []
    first = shelf.install(pin, "tool", lambda folder: (made.append(folder), build(folder)))
    again = shelf.install(pin, "tool", made.append)
    assert first == again == shelf.find(pin, "tool")
    assert len(made) == 1
    assert first.version == "1.2.3"
    assert [path.name for path in shelf.place(pin).parent.iterdir() if not path.name.startswith(".lock")] == [
        shelf.place(pin).name
    ]


def test_a_failed_installation_leaves_nothing(shelf, pin):
    def fail(folder):
        (folder / "half").touch()
        shelf.call(
            pin,
            ["sh", "-c", "echo one; seq 1 20 >&2; echo 'no route to https://u:p@mirror.example' >&2; exit 3"],
        )

    with pytest.raises(ToolInstallError) as caught:
        shelf.install(pin, "tool", fail)
    assert caught.value.why.splitlines() == [
        "16",
        "17",
        "18",
        "19",
        "20",
        "no route to https://…@mirror.example",
    ]
    assert "holdfast tools install tool" in caught.value.todo
    assert [path.name for path in shelf.place(pin).parent.iterdir()] == [".lock"]


def test_an_installation_without_the_program_fails(shelf, pin):
    with pytest.raises(ToolInstallError) as caught:
        shelf.install(pin, "other", build)
    assert "brings no program 'other'" in caught.value.why


def test_another_lock_means_another_environment(shelf, pin, tmp_path):
    shelf.install(pin, "tool", build)
    (tmp_path / "locks/tool.txt").write_text(LOCK + "dep==1 --hash=sha256:bb\n")
    assert shelf.find(pin_of("tool", "tool", tmp_path / "locks"), "tool") is None


def test_an_environment_without_manifest_is_not_used_and_made_again(shelf, pin):
    shelf.install(pin, "tool", build)
    (shelf.place(pin) / "holdfast.json").write_text("{damaged")
    assert shelf.find(pin, "tool") is None
    assert shelf.install(pin, "tool", build)
    assert read_manifest(shelf.place(pin))


def test_a_step_ends_when_the_time_of_the_scan_is_up(shelf, pin):
    begin = time.monotonic()
    with pytest.raises(ToolInstallError) as caught:
        shelf.install(pin, "tool", lambda _: shelf.call(pin, ["sleep", "60"], begin + 1))
    assert "it took longer than 1s" in caught.value.why
    assert time.monotonic() - begin < 20


def test_another_installation_is_waited_for_no_longer_than_the_scan_has_time(shelf, pin):
    home = shelf.place(pin).parent
    with locked(home / ".lock"), pytest.raises(ToolInstallError, match="cannot be installed") as caught:
        shelf.install(pin, "tool", build, time.monotonic() + 0.5)
    assert "another process" in caught.value.why


KILLED = """
import pathlib, sys, time
from holdfast.scan.installing import Shelf
from holdfast.scan.pins import pin_of
def build(folder):
    (folder / "bin").mkdir()
    (folder / "bin/tool").write_text("half")
    print(folder, flush=True)
    time.sleep(60)
root = pathlib.Path(sys.argv[1])
Shelf(root / "tools", {}).install(pin_of("tool", "tool", root / "locks"), "tool", build)
"""


def test_an_installation_that_was_killed_does_not_hurt_the_next(shelf, pin, tmp_path):
    command = [sys.executable, "-c", KILLED, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        half = process.stdout.readline().strip()
        assert os.path.exists(f"{half}/bin/tool")  # noqa: PTH110 - the text is what was printed.
        process.send_signal(signal.SIGKILL)
    assert shelf.find(pin, "tool") is None
    assert shelf.install(pin, "tool", build).version == "1.2.3"
    assert not os.path.exists(half)  # noqa: PTH110


def test_two_at_a_time_make_one(shelf, pin):
    made = []

    def slow(folder):
        made.append(folder)
        time.sleep(0.3)
        build(folder)

    threads = [threading.Thread(target=shelf.install, args=(pin, "tool", slow)) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 1


def test_nothing_is_wrong_with_a_fresh_environment(shelf, pin):
    shelf.install(pin, "tool", build)
    assert list(damage(shelf.place(pin))) == []


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("bin/tool", "#!/bin/sh\necho evil\n", "bin/tool is not the program that was installed"),
        ("lib/python3.11/site-packages/tool.py", "x = 2\n", "1 of its files were changed"),
        (RECORD, "tool.py,,\n", "the lists of its files were changed"),
    ],
)
def test_a_changed_file_is_noticed(shelf, pin, name, content, words):
    shelf.install(pin, "tool", build)
    (shelf.place(pin) / name).write_text(content)
    assert any(words in problem for problem in damage(shelf.place(pin)))


def test_the_manifest_says_what_was_installed(shelf, pin):
    shelf.install(pin, "tool", build)
    manifest = json.loads((shelf.place(pin) / "holdfast.json").read_text())
    assert manifest["lock_sha256"] == pin.sha256
    assert manifest["executable"] == "bin/tool"


def test_a_shelf_that_cannot_be_written_is_an_error_with_advice(tmp_path, pin):
    (tmp_path / "file").touch()
    with pytest.raises(ToolInstallError):
        Shelf(tmp_path / "file", {}).install(pin, "tool", build)
