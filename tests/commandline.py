"""Holdfast as a user runs it: the command line in a process of its own, with folders of its own."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SMALL = ("ruff", "detect-secrets", "hadolint", "shellcheck", "zizmor")
"""Scanners that are installed on first use."""

OURS = ("dependencies", "javascript-code", "pipelines", "python-code", "secrets")
"""Scanners that are part of Holdfast, and that a plain scan runs."""

HOLDFAST = (sys.executable, "-m", "holdfast")
TIME_LIMIT_SECONDS = 120
"""Nothing here may take as long: what does, hangs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> dict[str, Any]:
        """The JSON on stdout, which holds nothing else."""
        document: dict[str, Any] = json.loads(self.out)
        return document

    @property
    def scans(self) -> dict[str, dict[str, Any]]:
        """The scans of that JSON by scanner."""
        return {scan["scanner"]: scan for scan in self.document["scans"]}

    @property
    def statuses(self) -> dict[str, str]:
        """What each scanner came to."""
        return {name: scan["status"] for name, scan in self.scans.items()}

    @property
    def paths(self) -> set[str]:
        """The files with findings."""
        return {found["location"]["path"] for found in self.document["findings"]}


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandLine:
    """A user: a cache and a state of their own, and programs that are shared with everybody."""

    cache: Path
    state: Path
    variables: dict[str, str] = field(default_factory=dict)

    @classmethod
    def new(cls, folder: Path, tools: Path | None, advisories: Path | None = None) -> "CommandLine":
        """A user without results, with the installed programs and the advisories of those folders."""
        cache = folder / "cache"
        cache.mkdir(parents=True)
        for name, shared in (("tools", tools), ("advisories", advisories)):
            if shared is not None:
                (cache / name).symlink_to(shared)
        return cls(cache=cache, state=folder / "state")

    @property
    def environment(self) -> dict[str, str]:
        """The environment of the user's commands, without what this machine says of colours and CI."""
        taken = {"CI", "GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT", "FORCE_COLOR", "COLUMNS"}
        return {
            **{name: value for name, value in os.environ.items() if name not in taken},
            "HOLDFAST_CACHE_DIR": str(self.cache),
            "HOLDFAST_STATE_DIR": str(self.state),
            **self.variables,
        }

    def with_(self, **variables: str) -> "CommandLine":
        """The same user in another environment."""
        return CommandLine(cache=self.cache, state=self.state, variables={**self.variables, **variables})

    def __call__(
        self,
        *arguments: str | Path,
        prefix: Sequence[str] = (),
        folder: Path | None = None,
        stdin: Path = Path(os.devnull),
    ) -> Ended:
        """Run a command to its end. A traceback is never an answer.

        Args:
            arguments: What follows ``holdfast``.
            prefix: A program that starts it, with its arguments.
            folder: Working directory.
            stdin: File that it reads.
        """
        with stdin.open("rb") as given:
            ended = subprocess.run(
                [*prefix, *HOLDFAST, *map(str, arguments)],
                check=False,
                capture_output=True,
                stdin=given,
                timeout=TIME_LIMIT_SECONDS,
                env=self.environment,
                cwd=folder,
            )
        err = ended.stderr.decode("utf-8", "replace")
        assert "Traceback" not in err, err
        return Ended(code=ended.returncode, out=ended.stdout.decode(), err=err)

    def start(self, *arguments: str | Path) -> "subprocess.Popen[bytes]":
        """Start a command in a session of its own, and go on."""
        return subprocess.Popen(
            [*HOLDFAST, *map(str, arguments)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=self.environment,
            start_new_session=True,
        )

    def children(self) -> list[int]:
        """The processes that work in this user's folders for private work, other than Holdfast itself."""
        mark = f"{self.cache}/work/".encode()
        return [number for number in _numbers() if mark in _facts(number, "environ")]


def only(*scanners: str) -> list[str]:
    """The options for these scanners and no others."""
    return [word for name in scanners for word in ("--scanner", name)]


def timeless(value: Any) -> Any:
    """A document without its times and durations: what must be equal in two runs."""
    if isinstance(value, dict):
        return {
            name: timeless(one)
            for name, one in value.items()
            if not re.search(r"started|created|duration|time|is_cached", name, re.IGNORECASE)
        }
    return [timeless(one) for one in value] if isinstance(value, list) else value


def until(is_so: Callable[[], object], seconds: float = 30) -> None:
    """Wait for a fact.

    Raises:
        AssertionError: It did not become one.
    """
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "it did not come about in time"
        time.sleep(0.02)


def end_all(numbers: Sequence[int]) -> None:
    """End processes, by their numbers, that a killed Holdfast left behind."""
    for number in numbers:
        try:
            os.kill(number, signal.SIGKILL)
        except ProcessLookupError:
            continue


def without_rights() -> list[str]:
    """What starts a program that permissions hold for: root passes them by.

    Raises:
        LookupError: The machine has no means for it.
    """
    if os.geteuid() != 0:
        return []
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        raise LookupError("root passes permissions by, and there is no setpriv")
    dropped = "-dac_override,-dac_read_search"
    return [setpriv, f"--bounding-set={dropped}", f"--inh-caps={dropped}"]


def without_network() -> list[str]:
    """What starts a program in a network of its own that leads nowhere.

    Raises:
        LookupError: The machine does not allow it.
    """
    for start in (["unshare", "--net"], ["unshare", "--net", "--map-root-user"]):
        if shutil.which(start[0]) and subprocess.run([*start, "true"], check=False).returncode == 0:
            return start
    raise LookupError("the network cannot be cut for one process")


def _numbers() -> list[int]:
    return [int(path.name) for path in Path("/proc").iterdir() if path.name.isdecimal()]


def _facts(number: int, name: str) -> bytes:
    try:
        return Path(f"/proc/{number}/{name}").read_bytes()
    except OSError:
        return b""
