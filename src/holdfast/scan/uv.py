"""Finds uv, which makes the environments of managed scanners; fetches a pinned one when there is none."""

import math
import shutil
import sys
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

from holdfast.errors import ToolError
from holdfast.kit.process import Command, run
from holdfast.scan.environment import installer_environment
from holdfast.scan.executable import version_in
from holdfast.scan.installing import Progress, Shelf
from holdfast.scan.pins import Pin, pin_of

OLDEST = (0, 5)
"""Older ones do not make environments that can be moved."""


class Uv:
    """uv, wherever it is."""

    def __init__(self, shelf: Shelf, environment: Mapping[str, str]) -> None:
        """Name where to fetch it to, and the user's environment."""
        self._shelf = shelf
        self._environment = environment

    def program(self, on_progress: Progress, until: float = math.inf) -> str:
        """The path of a uv that is new enough, fetched until that time of the monotonic clock at most.

        Raises:
            ToolInstallError: There is none, and none can be fetched.
        """
        for candidate in self._candidates():
            if self._version(candidate) >= OLDEST:
                return candidate
        pin = pin_of("uv", "uv")
        fetched = self._shelf.find(pin, "uv")
        if fetched is None:
            on_progress(f"fetching uv {pin.version}")
            fetched = self._shelf.install(pin, "uv", lambda folder: self._fetch(pin, folder, until), until)
        return fetched.path

    def make(self, pin: Pin, folder: Path, program: str, until: float = math.inf) -> None:
        """Make an environment in a folder from a hashed lock, in such a way that it can be moved.

        Raises:
            ToolInstallError: It cannot be made.
        """
        python = ("--python", sys.executable)
        self._shelf.call(
            pin,
            [program, "venv", "--quiet", "--relocatable", "--allow-existing", *python, str(folder)],
            until,
        )
        self._shelf.call(
            pin,
            [
                program, "pip", "install", "--quiet", "--python", str(folder / "bin/python"), "--no-deps",
                "--require-hashes", "--compile-bytecode", "--link-mode", "copy",
                "--requirement", str(pin.lock),
            ],
            until,
        )  # fmt: skip

    def _candidates(self) -> list[str]:
        """Those on PATH and beside this interpreter; relative folders of PATH could be the scanned one."""
        folders = [f for f in self._environment.get("PATH", "").split(":") if f.startswith("/")]
        found = [shutil.which("uv", path=folder) for folder in (*folders, str(Path(sys.executable).parent))]
        return list(dict.fromkeys(path for path in found if path))

    def _version(self, program: str) -> tuple[int, ...]:
        command = Command(
            arguments=(program, "--version"),
            folder=Path("/"),
            environment=installer_environment(self._environment),
            timeout=timedelta(seconds=10),
        )
        try:
            ended = run(command)
        except ToolError:
            return ()
        text = version_in(ended.output.decode("utf-8", "replace")) if ended.exit_code == 0 else ""
        return tuple(int(part) for part in text.split(".")[:2] if part.isdigit())

    def _fetch(self, pin: Pin, folder: Path, until: float) -> None:
        """Install uv by the pip that comes with Python, by hash."""
        self._shelf.call(pin, [sys.executable, "-m", "venv", str(folder)], until)
        self._shelf.call(
            pin,
            [
                str(folder / "bin/python"), "-m", "pip", "install", "--quiet", "--no-deps", "--no-input",
                "--require-hashes", "--only-binary", ":all:", "--requirement", str(pin.lock),
            ],
            until,
        )  # fmt: skip
