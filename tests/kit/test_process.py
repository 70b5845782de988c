import ast
import os
import signal
import subprocess
import sys
import threading
import time
from datetime import timedelta
from pathlib import Path

import pytest

import holdfast
from holdfast.errors import ToolError
from holdfast.kit.process import Command, Stop, end_on_signals, run

PATH = {"PATH": os.environ["PATH"]}
SPAWNING = "trap '' TERM; sleep 300 & echo $! ; sh -c 'sleep 300 & echo $!; wait' & wait"
"""A shell that ignores SIGTERM, with a child, and a grandchild of a second one; prints their ids."""


def command(*arguments, folder=Path("/"), seconds=20.0, **over):
    fields = {"environment": PATH, "timeout": timedelta(seconds=seconds)} | over
    return Command(arguments=arguments, folder=folder, **fields)


def is_alive(process):
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def all_gone(processes, seconds=5.0):
    until = time.monotonic() + seconds
    while any(is_alive(process) for process in processes):
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True


def test_exit_code_output_and_errors_are_told_apart():
    ended = run(command("sh", "-c", "echo out; echo err >&2; exit 7"))
    assert (ended.exit_code, ended.output, ended.errors) == (7, b"out\n", "err\n")
    assert not ended.is_timed_out
    assert not ended.is_cancelled


def test_a_program_ended_by_a_signal_has_a_negative_exit_code():
    assert run(command("sh", "-c", "kill -SEGV $$")).exit_code == -signal.SIGSEGV


def test_the_environment_is_exactly_the_given_one(monkeypatch):
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "planted")
    ended = run(command("/usr/bin/env", environment={"ONLY": "this"}))
    assert ended.output == b"ONLY=this\n"


def test_stdin_is_empty_unless_given():
    assert run(command("cat")).output == b""
    assert run(command("cat", stdin=b"told")).output == b"told"


def test_only_the_end_of_long_output_is_kept():
    ended = run(command("sh", "-c", "seq 1 100000", keep_bytes=13))
    assert ended.output == b"99999\n100000\n"
    assert ended.is_truncated


def test_output_to_a_file_is_all_there(tmp_path):
    ended = run(command("seq", "1", "1000", stdout=tmp_path / "out", keep_bytes=5))
    assert len((tmp_path / "out").read_text().split()) == 1000
    assert ended.output == b"1000\n"


def test_a_program_that_fills_both_streams_is_not_stalled():
    ended = run(command("sh", "-c", "seq 1 200000; seq 1 200000 >&2", keep_bytes=100))
    assert ended.exit_code == 0


def test_time_up_ends_the_whole_group_and_keeps_partial_output():
    started = time.monotonic()
    ended = run(command("sh", "-c", SPAWNING, seconds=0.5))
    assert ended.is_timed_out
    assert ended.exit_code is None
    children = ended.output.split()
    assert len(children) == 2
    assert all_gone([int(child) for child in children])
    assert time.monotonic() - started < 10


def test_what_a_program_leaves_running_is_ended_with_it():
    ended = run(command("sh", "-c", "sleep 300 >/dev/null 2>&1 & echo $!"))
    assert ended.exit_code == 0
    assert all_gone([int(ended.output)])


def test_pulling_the_switch_ends_what_runs_and_lets_nothing_start():
    stop = Stop()
    timer = threading.Timer(0.3, stop.pull)
    timer.start()
    started = time.monotonic()
    ended = run(command("sleep", "300", seconds=300), stop)
    assert ended.is_cancelled
    assert not ended.is_timed_out
    assert time.monotonic() - started < 10
    assert run(command("touch", "/proc/never"), stop).is_cancelled


def test_a_program_that_is_not_there_is_an_error_with_a_cause():
    with pytest.raises(ToolError, match="no-such-program") as caught:
        run(command("no-such-program"))
    assert caught.value.why


@pytest.mark.skipif(sys.platform != "linux", reason="limits are set from outside on Linux only")
def test_limits_reach_the_program_and_its_children():
    script = "sleep 0.2; sh -c 'ulimit -v; ulimit -c; ulimit -f'"
    ended = run(command("sh", "-c", script, memory_bytes=512 * 2**20, file_bytes=2**20))
    assert ended.output.split() == [b"524288", b"0", str(2**20 // 512).encode()]


@pytest.mark.skipif(sys.platform != "linux", reason="limits are set from outside on Linux only")
def test_a_program_cannot_take_more_memory_than_its_limit():
    code = "import time; time.sleep(0.2); bytearray(2**30)"
    ended = run(command(sys.executable, "-c", code, memory_bytes=600 * 2**20))
    assert "MemoryError" in ended.errors


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_programs_end_when_holdfast_is_ended_by_a_signal(number):
    code = (
        "import os, pathlib, datetime\n"
        "from holdfast.kit.process import Command, run, end_on_signals\n"
        "script = 'echo $$ >&3; sleep 300 & echo $! >&3; wait'\n"
        "with end_on_signals():\n"
        "    run(Command(arguments=('sh', '-c', 'exec 3>' + os.environ['PIDS'] + '; ' + script),\n"
        "        folder=pathlib.Path('/'), environment=dict(os.environ),\n"
        "        timeout=datetime.timedelta(minutes=5)))\n"
    )
    read, write = os.pipe()
    with (
        os.fdopen(read) as lines,
        subprocess.Popen(
            [sys.executable, "-c", code],
            env={**os.environ, "PIDS": f"/proc/{os.getpid()}/fd/{write}"},
            stderr=subprocess.DEVNULL,
        ) as holdfast_process,
    ):
        children = [int(lines.readline()), int(lines.readline())]
        os.close(write)
        assert all(is_alive(child) for child in children)
        holdfast_process.send_signal(number)
        assert holdfast_process.wait(20) != 0
    assert all_gone(children)


def test_signal_handlers_are_put_back():
    before = signal.getsignal(signal.SIGTERM)
    with end_on_signals():
        assert signal.getsignal(signal.SIGTERM) is not before
    assert signal.getsignal(signal.SIGTERM) is before


def test_a_signal_that_the_caller_ignores_stays_ignored():
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with end_on_signals():
            assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)


def test_no_other_module_starts_processes():
    package = Path(holdfast.__file__).parent
    starters = {"subprocess", "multiprocessing", "pty"}
    found = []
    for path in package.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            of_os = (
                isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "os"
            )
            calls_os = of_os and node.attr in {"system", "popen", "fork", "posix_spawn", "execv"}
            if calls_os or starters.intersection(name.split(".")[0] for name in names):
                found.append(path.relative_to(package).as_posix())
    # Two are programs of their own, that the runner starts: what they start, or become, is in their group.
    programs = ["scan/sonar_analysis.py", "scan/zap_automation.py"]
    assert sorted(set(found)) == ["kit/process.py", *programs]
