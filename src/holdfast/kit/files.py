"""Reads and writes whole files: bounded when read, complete or absent when written."""

import contextlib
import fcntl
import os
import shutil
import stat
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from holdfast.errors import StorageError
from holdfast.kit.durations import format_size

_LOCK_POLL_SECONDS = 0.1


def write_atomic(path: Path, data: bytes, mode: int = 0o644) -> None:
    """Write a file so that readers, and the next run after a crash, see all of it or the one before.

    Raises:
        StorageError: The folder cannot be made, or the disk is full or read-only.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name[:80]}.", dir=path.parent)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(name).chmod(mode)
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise StorageError(
            f"{path} cannot be written",
            _cause(error),
            "check the folder's owner and the space left on the disk",
        ) from error


def read_bounded(path: Path, limit_bytes: int) -> bytes:
    """The content of a file.

    Raises:
        StorageError: It cannot be read, or has more bytes than the limit.
    """
    try:
        with path.open("rb") as file:
            data = file.read(limit_bytes + 1)
    except OSError as error:
        raise StorageError(
            f"{path} cannot be read", _cause(error), "check that it exists and is yours"
        ) from error
    if len(data) > limit_bytes:
        raise StorageError(
            f"{path} is too large", f"the limit is {format_size(limit_bytes)}", "check what wrote it"
        )
    return data


def remove_folder(folder: Path) -> None:
    """Remove a folder with all in it, also where a program left parts of it read-only.

    Links are removed, never followed. A folder that does not exist is as good as removed; what the system
    refuses to remove stays, and the next cleaning tries again.
    """

    def allow_and_retry(function: Callable[..., Any], path: str, _error: Any) -> None:
        with contextlib.suppress(OSError):
            parent = Path(path).parent
            parent.chmod(parent.stat().st_mode | stat.S_IRWXU)
            if not Path(path).is_symlink():
                Path(path).chmod(stat.S_IRWXU)
            function(path)

    if folder.is_symlink():
        folder.unlink(missing_ok=True)
        return
    shutil.rmtree(folder, onerror=allow_and_retry)
    if folder.exists():
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def locked(path: Path, wait: timedelta = timedelta(0)) -> Iterator[bool]:
    """Hold the lock of that file, and say whether it was got within the time.

    The lock belongs to the open file: the kernel frees it however the process ends, kill -9 included.

    Raises:
        StorageError: The file cannot be made.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise StorageError(f"{path} cannot be locked", _cause(error), "check the folder's owner") from error
    try:
        yield _acquire(descriptor, time.monotonic() + wait.total_seconds())
    finally:
        os.close(descriptor)


def _acquire(descriptor: int, until: float) -> bool:
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() >= until:
                return False
            time.sleep(_LOCK_POLL_SECONDS)
        else:
            return True


def _cause(error: OSError) -> str:
    return error.strerror or type(error).__name__
