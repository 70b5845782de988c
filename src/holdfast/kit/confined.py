"""Reads files of one folder and of nothing outside it, with a limit on their size."""

import os
import stat
from pathlib import Path

from holdfast.errors import TreeError


class ConfinedFolder:
    """A folder whose files are read by relative path; no path and no link leads out of it."""

    def __init__(self, root: Path) -> None:
        """Remember the folder, its own links resolved."""
        self._root = root.resolve()

    def read(self, path: str, limit_bytes: int) -> bytes | None:
        """The content of a file, or ``None`` when there is none of that name inside.

        A link is followed where its target lies inside, too.

        Raises:
            TreeError: It is there, and is no regular file, larger than the limit, or unreadable.
        """
        if path.startswith("/") or "\0" in path:
            return None
        try:
            found = (self._root / path).resolve(strict=True)
        except (OSError, RuntimeError):
            return None
        if not found.is_relative_to(self._root):
            return None
        try:
            # Not blocking: opening a pipe would wait for somebody to write into it.
            descriptor = os.open(found, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW)
        except OSError as error:
            raise TreeError(
                f"{path} cannot be read", error.strerror or str(error), "change its mode"
            ) from None
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            os.close(descriptor)
            raise TreeError(f"{path} is no regular file", "there is nothing to read", "exclude it")
        with os.fdopen(descriptor, "rb") as file:
            data = file.read(limit_bytes + 1)
        if len(data) > limit_bytes:
            raise TreeError(
                f"{path} is too large", f"the limit is {limit_bytes} bytes", "exclude it, or scan it alone"
            )
        return data
