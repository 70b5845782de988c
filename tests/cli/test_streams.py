"""Facts about streams that are closed, broken or full, shown by processes of their own."""

import os
import subprocess
import sys

import pytest


def holdfast(*arguments, **streams):
    command = [sys.executable, "-m", "holdfast", *map(str, arguments)]
    return subprocess.run(command, check=False, timeout=30, stdin=subprocess.DEVNULL, **streams)


def broken_pipe():
    """The writing end of a pipe that nobody reads."""
    reading, writing = os.pipe()
    os.close(reading)
    return writing


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", ">&- 2>&- <&-"])
def test_a_closed_stream_changes_nothing_about_the_answer(tmp_path, closed):
    line = f'"{sys.executable}" -m holdfast scan "{tmp_path}" {closed}'
    ended = subprocess.run(["sh", "-c", line], check=False, capture_output=True, timeout=30)
    assert ended.returncode == 3
    assert b"Traceback" not in ended.stderr


def test_a_reader_who_has_seen_enough_changes_nothing_about_the_answer(tmp_path):
    ended = holdfast("scan", tmp_path, stdout=broken_pipe(), stderr=subprocess.PIPE)
    assert (ended.returncode, ended.stderr) == (3, b"")


@pytest.mark.parametrize("stream", ["stdout", "stderr"])
@pytest.mark.parametrize("arguments", [["scan", "{}"], ["scan", "{}/none"]])
def test_a_full_disk_is_no_failed_gate(tmp_path, stream, arguments):
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with open("/dev/full", "wb") as full:  # noqa: PTH123 - a device.
        ended = holdfast(*(word.format(tmp_path) for word in arguments), **(streams | {stream: full}))
    assert ended.returncode == (2 if "none" in arguments[1] else 3)
    assert b"Traceback" not in (ended.stderr or b"")
