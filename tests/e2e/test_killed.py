"""Holdfast ended by force or by signal, at any moment: nothing is left, and the next run is as the first."""

import os
import pty
import random
import select
import signal
import subprocess
import time

import pytest

from commandline import HOLDFAST, end_all, only, until
from scanners import program

SLEEPY = "sleep 60 & sleep 60"
"""A scanner that does not end by itself, and has a child of its own."""


def work_folders(user):
    return list((user.cache / "work").glob("*"))


def unfinished(user):
    return list((user.cache / "tools").glob("*/.new-*"))


@pytest.fixture
def slow(holdfast, tmp_path):
    """A user on whose PATH is a scanner that takes a minute."""
    program(tmp_path / "bin", "gitleaks", f'[ "$1" = version ] && {{ echo 8.30.0; exit 0; }}\n{SLEEPY}')
    return holdfast.with_(PATH=f"{tmp_path / 'bin'}:{os.environ['PATH']}")


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGHUP, 129)]
)
def test_a_signal_ends_all_that_was_started(slow, project, number, code):
    process = slow.start("gate", project, *only("gitleaks"))
    until(slow.children)
    begin = time.monotonic()
    process.send_signal(number)
    out, err = process.communicate(timeout=20)
    assert (process.returncode, out) == (code, b"")
    assert b"Traceback" not in err
    assert time.monotonic() - begin < 10
    until(lambda: not slow.children(), 5)
    assert work_folders(slow) == []


def test_an_impatient_user_is_served_too(slow, project):
    process = slow.start("scan", project, *only("gitleaks"))
    until(slow.children)
    for _ in range(3):
        process.send_signal(signal.SIGINT)
        time.sleep(0.1)
    process.communicate(timeout=20)
    # Python ends itself by the signal when it comes again on the way out; a shell shows 130 for both.
    assert process.returncode in {130, -signal.SIGINT}
    until(lambda: not slow.children(), 5)
    assert work_folders(slow) == []


def test_the_terminal_is_left_as_it_was(slow, project):
    """On a terminal the cursor is hidden while lines move; Ctrl-C must bring it back."""
    ours, theirs = pty.openpty()
    environment = {**slow.environment, "TERM": "xterm"}
    command = [*HOLDFAST, "scan", str(project), *only("gitleaks")]
    process = subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment, start_new_session=True
    )
    os.close(theirs)
    until(slow.children)
    process.send_signal(signal.SIGINT)
    assert process.wait(20) == 130
    drawn = b""
    while select.select([ours], [], [], 1)[0]:
        try:
            drawn += os.read(ours, 65536)
        except OSError:
            break
    os.close(ours)
    assert b"\x1b[?25l" in drawn
    assert drawn.rindex(b"\x1b[?25h") > drawn.rindex(b"\x1b[?25l")


def test_a_scan_that_was_killed_leaves_nothing_that_the_next_stumbles_over(slow, project, ruff):
    process = slow.start("scan", project, *only("gitleaks", "ruff"), "--no-cache")
    until(slow.children)
    process.kill()
    process.communicate(timeout=20)
    assert work_folders(slow)
    left = slow.children()
    try:
        ended = slow("scan", project, *ruff, "-f", "json")
        assert (ended.code, ended.paths) == (0, {"app.py"})
        assert work_folders(slow) == []
    finally:
        end_all(left)


def test_semgrep_killed_with_its_scan_gives_the_same_answer_the_next_time(holdfast, project):
    assert holdfast("tools", "install", "semgrep").code == 0
    (project / "app.py").write_text("import requests\n\nrequests.get(input(), verify=False)\n")
    command = ("scan", project, *only("semgrep"), "-f", "json")
    process = holdfast.start(*command)
    until(holdfast.children)
    time.sleep(1)
    process.kill()
    process.communicate(timeout=20)
    end_all(holdfast.children())
    ended = holdfast(*command)
    assert (ended.code, ended.paths) == (0, {"app.py"})
    assert ended.scans["semgrep"]["evidence"]["is_cached"] is False
    assert work_folders(holdfast) == []
    again = holdfast(*command)
    assert again.scans["semgrep"]["evidence"]["is_cached"] is True
    assert again.document["findings"] == ended.document["findings"]


def test_an_installation_that_was_killed_is_made_anew(newcomer, project, ruff):
    for delay in (0.0, 0.05, 0.3):
        process = newcomer.start("tools", "install", "ruff")
        until(lambda made=process: unfinished(newcomer) or made.poll() is not None)
        time.sleep(delay)
        process.kill()
        process.communicate(timeout=20)
        end_all(_installers(newcomer))
    ended = newcomer("scan", project, *ruff, "-f", "json")
    assert (ended.code, ended.paths) == (0, {"app.py"})
    assert newcomer("tools", "verify", "ruff").code == 0
    assert unfinished(newcomer) == []


def test_whatever_was_being_written_when_it_was_killed_is_whole_or_absent(holdfast, project, ruff):
    chance = random.Random(7)  # noqa: S311 - delays, not secrets.
    command = ("gate", project, *ruff, "-f", "json")
    first = holdfast(*command)
    for number in range(8):
        (project / "app.py").write_text(f"import subprocess\n\nsubprocess.call({number}, shell=True)\n")
        process = holdfast.start(*command)
        time.sleep(chance.uniform(0.3, 1.2))
        process.kill()
        process.communicate(timeout=20)
    (project / "app.py").write_text("import subprocess\n\nsubprocess.call(input(), shell=True)\n")
    last = holdfast(*command)
    assert (last.code, last.document["findings"]) == (first.code, first.document["findings"])
    assert holdfast("gate", "explain", "--path", project).code == 0
    (project / "policy.yaml").write_text("categories: {sast: {severity: critical}}\n")
    tried = holdfast("gate", "simulate", "--policy", project / "policy.yaml", "--path", project)
    assert tried.code == 0, tried.err


def _installers(user):
    mark = f"{user.cache}/tools/".encode()
    found = []
    for entry in os.scandir("/proc"):
        try:
            with open(f"/proc/{entry.name}/cmdline", "rb") as file:  # noqa: PTH123
                if mark in file.read():
                    found.append(int(entry.name))
        except (OSError, ValueError):
            continue
    return found
