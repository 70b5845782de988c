"""Private work folders of running scanners, and the removal of those whose owner is gone."""

import contextlib
import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from holdfast.errors import StorageError
from holdfast.kit.files import locked, remove_folder

_LOCK = ".lock"
_BIRTH = timedelta(hours=1)
"""Nothing takes this long to be made: an older one without a lock was never finished."""


@contextlib.contextmanager
def workspace(folder: Path) -> Iterator[Path]:
    """A fresh private folder, removed at the end; leftovers of processes that were killed are removed first.

    Each workspace holds a locked file. The kernel frees the lock of a dead process, and a process number
    that means somebody else by now, in another container perhaps, cannot mislead. A workspace gets its name
    only when its lock is held, so that nobody takes it for a leftover.

    Raises:
        StorageError: The folder cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _sweep(folder)
        unborn = Path(tempfile.mkdtemp(prefix="new-", dir=folder))
        fresh = unborn.with_name(f"run-{unborn.name}")
    except OSError as error:
        raise StorageError(
            f"{folder} cannot be written", error.strerror or "", "set HOLDFAST_CACHE_DIR to a folder of yours"
        ) from error
    with locked(unborn / _LOCK):
        unborn.rename(fresh)
        try:
            yield fresh
        finally:
            remove_folder(fresh)


def _sweep(folder: Path) -> None:
    for left in folder.glob("run-*"):
        with contextlib.suppress(StorageError), locked(left / _LOCK) as is_abandoned:
            if is_abandoned:
                remove_folder(left)
    oldest = time.time() - _BIRTH.total_seconds()
    for left in folder.glob("new-*"):
        with contextlib.suppress(OSError):
            if left.stat().st_mtime < oldest:
                remove_folder(left)
