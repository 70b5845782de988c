"""What Holdfast does on a machine that refuses: no cache, no space, no home, no configuration to be had."""

import os
import shutil
import subprocess

import pytest

from commandline import CommandLine


def test_a_cache_that_is_a_file_is_said_plainly(holdfast, ruff, project, tmp_path):
    (tmp_path / "file").touch()
    user = holdfast.with_(HOLDFAST_CACHE_DIR=str(tmp_path / "file"))
    ended = user("scan", project, *ruff)
    assert (ended.code, ended.out) == (3, "")
    assert "HOLDFAST_CACHE_DIR" in ended.err
    assert user("tools", "install", "ruff").code == 3
    assert user("tools", "list").code == 0


def test_a_cache_that_must_not_be_written_is_said_plainly(holdfast, ruff, project, tmp_path, restricted):
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o555)
    ended = holdfast.with_(HOLDFAST_CACHE_DIR=str(closed))("scan", project, *ruff, prefix=restricted)
    assert (ended.code, ended.out) == (3, "")
    assert "HOLDFAST_CACHE_DIR" in ended.err


def test_a_full_disk_under_the_cache_is_no_verdict(newcomer, ruff, project, tmp_path):
    small = tmp_path / "small"
    small.mkdir()
    mounting = f'mount -t tmpfs -o size=32k tmpfs "{small}" && exec "$@"'
    prefix = ["unshare", "--mount", "sh", "-c", mounting, "sh"]
    if not shutil.which("unshare") or subprocess.run([*prefix, "true"], check=False).returncode:
        pytest.skip("a small disk cannot be mounted for one process")
    ended = newcomer.with_(HOLDFAST_CACHE_DIR=str(small))("scan", project, *ruff, "-f", "json", prefix=prefix)
    assert ended.code == 3
    assert "cannot be installed" in ended.scans["ruff"]["reasons"][0]


def test_a_decision_stands_where_it_cannot_be_kept(holdfast, ruff, project, tmp_path):
    (tmp_path / "file").touch()
    user = holdfast.with_(HOLDFAST_STATE_DIR=str(tmp_path / "file"))
    ended = user("gate", project, *ruff, "-f", "json")
    assert (ended.code, ended.paths) == (1, {"app.py"})
    assert "the decision was not kept" in ended.err
    assert user("gate", "explain", "--path", project).code == 2


def test_without_a_home_it_works(holdfast, ruff, project):
    assert holdfast("scan", project, *ruff, "-f", "json", prefix=["env", "-u", "HOME"]).paths == {"app.py"}


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda path: path.mkdir(), "is not a file"),
        (os.mkfifo, "is not a file"),
        (lambda path: path.symlink_to("nowhere"), "cannot be read"),
        (lambda path: path.write_bytes(b"\xff\xfe\x00\x01" * 100), "holdfast.yaml:1:1"),
        (lambda path: path.write_bytes(b"a: " + b"[" * 100_000), "holdfast.yaml"),
        (lambda path: os.truncate(os.open(path, os.O_CREAT | os.O_WRONLY), 2**30), "the limit is"),
    ],
    ids=["folder", "pipe", "dangling", "binary", "deep", "huge"],
)
def test_a_configuration_that_cannot_be_one_is_an_error(holdfast, ruff, project, make, words):
    make(project / "holdfast.yaml")
    ended = holdfast("gate", project, *ruff)
    assert (ended.code, ended.out) == (2, "")
    assert words in ended.err


def test_two_users_of_one_cache_do_not_disturb_each_other(project, newcomer):
    """Both need the same program, which neither has."""
    command = ("gate", project, "--scanner", "ruff", "-f", "json")
    both = [CommandLine.start(newcomer, *command) for _ in range(2)]
    answers = [process.communicate(timeout=100) for process in both]
    assert [process.returncode for process in both] == [1, 1], answers
    assert newcomer("tools", "verify", "ruff").code == 0
    assert not list((newcomer.cache / "tools").glob("*/.new-*"))
