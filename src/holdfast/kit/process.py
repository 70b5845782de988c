"""Runs a program within limits, and ends all that it started. Nothing else in Holdfast starts a process.

A program gets its own session, so that its whole process group can be ended; stdout and stderr go to files,
so that no full pipe stalls it and nothing of a killed program's output is lost; its environment is exactly
the one given. A program that is alive when an exception leaves ``run``, a Ctrl-C for one, is ended first.
"""

import contextlib
import os
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from types import FrameType
from typing import IO

from holdfast.errors import ToolError

GRACE = timedelta(seconds=2)
"""Time between the request to end and the end by force."""

_KEEP_BYTES = 2**20
_WAKE_SECONDS = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A program to run.

    Attributes:
        arguments: The program and its arguments.
        folder: Working directory.
        environment: All of its environment.
        timeout: Wall time after which its group is ended.
        memory_bytes: Limit of address space of each process; ``None`` for no limit.
        file_bytes: Limit of the size of a file that it writes; ``None`` for no limit.
        stdin: What it reads; nothing, when empty.
        stdout: File for its output; a temporary one, when ``None``.
        stderr: File for its messages; a temporary one, when ``None``.
        keep_bytes: How much of the end of each of the two is returned.
    """

    arguments: Sequence[str]
    folder: Path
    environment: Mapping[str, str]
    timeout: timedelta
    memory_bytes: int | None = None
    file_bytes: int | None = None
    stdin: bytes = b""
    stdout: Path | None = None
    stderr: Path | None = None
    keep_bytes: int = _KEEP_BYTES


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a program ended.

    Attributes:
        exit_code: Its exit code, negative for the signal that ended it; ``None`` when we ended it.
        output: The end of its stdout.
        errors: The end of its stderr.
        is_truncated: Whether stdout held more than ``output``.
        is_timed_out: Whether it was ended for its time.
        is_cancelled: Whether it was ended, or not started, because everything was to stop.
        duration_seconds: Wall time.
    """

    exit_code: int | None
    output: bytes = b""
    errors: str = ""
    is_truncated: bool = False
    is_timed_out: bool = False
    is_cancelled: bool = False
    duration_seconds: float = 0.0


@dataclass(slots=True)
class Stop:
    """A switch that ends every program which was started with it, from any thread, once and for all."""

    _pulled: threading.Event = field(default_factory=threading.Event)
    _groups: set[int] = field(default_factory=set)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def is_pulled(self) -> bool:
        """Whether everything is to stop."""
        return self._pulled.is_set()

    def pull(self) -> None:
        """Ask all groups to end; the threads that wait for them use force after the grace time."""
        with self._lock:
            self._pulled.set()
            for group in self._groups:
                _signal(group, signal.SIGTERM)

    def add(self, group: int) -> None:
        """Take a group under the switch."""
        with self._lock:
            self._groups.add(group)
            if self._pulled.is_set():
                _signal(group, signal.SIGTERM)

    def discard(self, group: int) -> None:
        """Forget a group, before its number can mean another one."""
        with self._lock:
            self._groups.discard(group)

    def wait(self, process: subprocess.Popen[bytes], until: float) -> bool:
        """Wait for a program; false when its time is up or the switch was pulled before it ended."""
        while not self._pulled.is_set():
            left = until - time.monotonic()
            if left <= 0:
                return False
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(min(left, _WAKE_SECONDS))
                return not self._pulled.is_set()
        return False


def run(command: Command, stop: Stop | None = None) -> Ended:
    """Run a program to its end, or to the end of its time.

    Raises:
        ToolError: It cannot be started.
    """
    stop = stop or Stop()
    if threading.current_thread() is not threading.main_thread():
        return _run_here(command, stop)
    # Signals raise in the main thread only, and at any instruction: one that came while a program is being
    # started there would leave it running unknown.
    with ThreadPoolExecutor(max_workers=1) as pool:
        try:
            future = pool.submit(_run_here, command, stop)
            # A signal that comes just before a wait begins is seen when the wait ends: so no wait is long.
            while not future.done():
                wait([future], timeout=_WAKE_SECONDS)
            return future.result()
        except ToolError:
            raise
        except BaseException:
            stop.pull()
            raise


def _run_here(command: Command, stop: Stop) -> Ended:
    if stop.is_pulled:
        return Ended(exit_code=None, is_cancelled=True)
    with _stream(command.stdout) as stdout, _stream(command.stderr) as stderr:
        started = time.monotonic()
        exit_code = _run(command, stop, stdout, stderr)
        duration = time.monotonic() - started
        output, is_truncated = _tail(stdout, command.keep_bytes)
        errors, _ = _tail(stderr, command.keep_bytes)
    return Ended(
        exit_code=exit_code,
        output=output,
        errors=errors.decode("utf-8", "replace"),
        is_truncated=is_truncated,
        is_timed_out=exit_code is None and not stop.is_pulled,
        is_cancelled=exit_code is None and stop.is_pulled,
        duration_seconds=round(duration, 3),
    )


def _run(command: Command, stop: Stop, stdout: IO[bytes], stderr: IO[bytes]) -> int | None:
    process = _start(command, stdout, stderr)
    try:
        stop.add(process.pid)
        _limit(process.pid, command)
        has_ended = stop.wait(process, time.monotonic() + command.timeout.total_seconds())
        return process.returncode if has_ended else None
    finally:
        stop.discard(process.pid)
        _end_group(process)


def _start(command: Command, stdout: IO[bytes], stderr: IO[bytes]) -> subprocess.Popen[bytes]:
    with contextlib.ExitStack() as stack:
        stdin: IO[bytes] | int = subprocess.DEVNULL
        if command.stdin:
            stdin = stack.enter_context(tempfile.TemporaryFile())
            stdin.write(command.stdin)
            stdin.seek(0)
        try:
            return subprocess.Popen(
                list(command.arguments),
                cwd=command.folder,
                env=dict(command.environment),
                stdin=stdin,
                stdout=stdout,
                stderr=stderr,
                start_new_session=True,
            )
        except OSError as error:
            raise ToolError(
                f"{command.arguments[0]} cannot be started",
                error.strerror or type(error).__name__,
                "check that the program is there, and made for this machine",
            ) from error


def _limit(process: int, command: Command) -> None:
    """Set limits from outside: code between fork and exec is not safe in a program with threads."""
    if sys.platform != "linux":
        return
    limits = [(resource.RLIMIT_CORE, 0)]
    if command.memory_bytes is not None:
        limits.append((resource.RLIMIT_AS, command.memory_bytes))
    if command.file_bytes is not None:
        limits.append((resource.RLIMIT_FSIZE, command.file_bytes))
    for kind, most in limits:
        # The program may have ended already, or the machine's own hard limit may be lower.
        with contextlib.suppress(ProcessLookupError, PermissionError, ValueError):
            resource.prlimit(process, kind, (most, most))


def _end_group(process: subprocess.Popen[bytes]) -> None:
    """End the program, if it lives, and whatever it left behind in its group."""
    if process.poll() is None:
        _signal(process.pid, signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(GRACE.total_seconds())
    _signal(process.pid, signal.SIGKILL)
    process.wait()


def _signal(group: int, number: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(group, number)


@contextlib.contextmanager
def _stream(path: Path | None) -> Iterator[IO[bytes]]:
    with tempfile.TemporaryFile() if path is None else path.open("w+b") as file:
        yield file


def _tail(file: IO[bytes], keep_bytes: int) -> tuple[bytes, bool]:
    size = os.fstat(file.fileno()).st_size
    file.seek(max(0, size - keep_bytes))
    return file.read(keep_bytes), size > keep_bytes


@contextlib.contextmanager
def end_on_signals() -> Iterator[None]:
    """Turn SIGTERM and SIGHUP into ``SystemExit``, so that running programs are ended on the way out.

    Without it the signal would end Holdfast at once, and programs in sessions of their own would live on.
    Ctrl-C needs nothing: Python raises ``KeyboardInterrupt``. A signal that the caller had ignored, as nohup
    does, stays ignored. Only for the main thread.
    """

    def leave(number: int, _frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    before: list[tuple[int, Callable[[int, FrameType | None], object] | int | None]] = [
        (number, signal.signal(number, leave))
        for number in (signal.SIGTERM, signal.SIGHUP)
        if signal.getsignal(number) is not signal.SIG_IGN
    ]
    try:
        yield
    finally:
        for number, handler in before:
            signal.signal(number, handler)
