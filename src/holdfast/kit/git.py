"""Asks git about a folder: bounded in time, without prompts, hooks or settings of the caller's shell."""

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from holdfast.errors import ToolError
from holdfast.kit.process import Command, Ended, run

TIMEOUT = timedelta(seconds=60)
_MOST_OUTPUT_BYTES = 512 * 2**20

_PASSED = ("PATH", "HOME", "XDG_CONFIG_HOME", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM")
"""All else is kept out: inside a hook GIT_DIR and GIT_INDEX_FILE would point at another repository."""

_SAFE = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "core.quotePath=false")
"""A scanned repository must not have programs of its choice run by its own settings."""

_SEALED = {
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_GRAFT_FILE": os.devnull,
    "GIT_CONFIG_COUNT": "1",
    "GIT_CONFIG_KEY_0": "core.commitGraph",
    "GIT_CONFIG_VALUE_0": "false",
}
"""For readers of history: what is not here is not fetched, since the repository may say by which program, and
replaced objects, grafts and a forged commit graph hide nothing."""

_FOREIGN = re.compile(rb"dubious ownership|unsafe repository")


class GitError(ToolError):
    """Git is not there, took too long, or refused."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GitFacts:
    """Where a folder stands in its repository.

    Attributes:
        commit: Id of the commit, empty before the first one.
        branch: Branch name, empty on a detached head.
        is_dirty: Whether the work tree differs from the commit; ``None`` when that could not be found out.
    """

    commit: str = ""
    branch: str = ""
    is_dirty: bool | None = None


class Git:
    """Git in one folder."""

    def __init__(self, folder: Path, timeout: timedelta = TIMEOUT, *, is_sealed: bool = False) -> None:
        """Name the folder; nothing is run yet.

        Args:
            folder: Working directory of every call.
            timeout: Limit of time of every call.
            is_sealed: Whether history is read as it was written, and nothing is fetched that is not here.
        """
        self._folder = folder
        self._timeout = timeout
        self._is_sealed = is_sealed
        self._trust: tuple[str, ...] = ()

    @property
    def is_foreign(self) -> bool:
        """Whether the repository belongs to another user; known after the first call."""
        return bool(self._trust)

    def call(self, *arguments: str, stdin: bytes = b"", stdout: Path | None = None) -> bytes:
        """What a git command prints.

        Raises:
            GitError: It is not there, took too long, or refused.
        """
        return self.call_with_messages(*arguments, stdin=stdin, stdout=stdout)[0]

    def call_with_messages(
        self, *arguments: str, stdin: bytes = b"", stdout: Path | None = None
    ) -> tuple[bytes, str]:
        """What a git command prints to stdout, and to stderr.

        A repository of another user is trusted for this call only: in CI containers that is the usual case,
        and no program is run from its settings.

        Raises:
            GitError: It is not there, took too long, or refused.
        """
        ended = self._run(arguments, stdin, stdout)
        if ended.exit_code == 128 and not self._trust and _FOREIGN.search(ended.errors.encode()):
            self._trust = ("-c", "safe.directory=*")
            ended = self._run(arguments, stdin, stdout)
        if ended.exit_code != 0:
            raise GitError(
                f"git {arguments[0]} failed in {self._folder}", _why(ended), "run it by hand to see more"
            )
        if ended.is_truncated and stdout is None:
            raise GitError(
                f"git {arguments[0]} printed too much", "the limit is 512 MiB", "scan a part of the tree"
            )
        return ended.output, ended.errors

    def _run(self, arguments: Sequence[str], stdin: bytes, stdout: Path | None) -> Ended:
        environment = {name: os.environ[name] for name in _PASSED if name in os.environ}
        environment |= {
            "LC_ALL": "C",
            "GIT_TERMINAL_PROMPT": "0",
            "GIT_OPTIONAL_LOCKS": "0",
            "GIT_PAGER": "cat",
        }
        if self._is_sealed:
            environment |= _SEALED
        return run(
            Command(
                arguments=("git", *_SAFE, *self._trust, *arguments),
                folder=self._folder,
                environment=environment,
                timeout=self._timeout,
                stdin=stdin,
                stdout=stdout,
                keep_bytes=_MOST_OUTPUT_BYTES if stdout is None else 0,
            )
        )

    def is_work_tree(self) -> bool:
        """Whether the folder is in a work tree that git looks after; a folder that git ignores is not.

        Raises:
            GitError: Git found a repository and cannot read it, or is not there although ``.git`` is.
        """
        try:
            inside, prefix = self.call("rev-parse", "--is-inside-work-tree", "--show-prefix").split(b"\n")[:2]
        except ToolError:
            if repository_root(self._folder) is None:
                return False
            raise
        return inside == b"true" and not (prefix and self._is_ignored())

    def _is_ignored(self) -> bool:
        try:
            self.call("check-ignore", "--quiet", ".")
        except GitError:
            return False
        return True

    def facts(self, *, has_untracked: bool) -> GitFacts:
        """Commit, branch, and whether something was changed since.

        Args:
            has_untracked: Whether the work tree is already known to hold files that git does not track.

        Raises:
            GitError: Git refused.
        """
        if self.is_foreign:
            # Comparing contents could run filter programs that the other user's settings name.
            return GitFacts(commit=self._quietly("rev-parse", "HEAD"), branch=self._branch())
        lines = self.call("status", "--porcelain=v2", "--branch", "-z", "--untracked-files=no").split(b"\0")
        headers = dict(line[2:].partition(b" ")[::2] for line in lines if line.startswith(b"# "))
        commit, branch = (os.fsdecode(headers.get(name, b"")) for name in (b"branch.oid", b"branch.head"))
        return GitFacts(
            commit="" if commit.startswith("(") else commit,
            branch="" if branch.startswith("(") else branch,
            is_dirty=has_untracked or any(line and not line.startswith(b"# ") for line in lines),
        )

    def _branch(self) -> str:
        return self._quietly("symbolic-ref", "--quiet", "--short", "HEAD")

    def _quietly(self, *arguments: str) -> str:
        try:
            return os.fsdecode(self.call(*arguments).strip())
        except GitError:
            return ""


def repository_root(folder: Path) -> Path | None:
    """The nearest folder upward that holds ``.git``; also where git is absent or ignores the folder."""
    return next((above for above in (folder, *folder.parents) if (above / ".git").exists()), None)


def place_in_repository(folder: Path) -> str:
    """The folder's path in its repository, with a slash at the end; empty at the top, or outside of any."""
    top = repository_root(folder)
    return "" if top is None or top == folder else f"{folder.relative_to(top).as_posix()}/"


def _why(ended: Ended) -> str:
    if ended.is_timed_out:
        return "it took too long and was ended"
    lines = [line for line in ended.errors.splitlines() if line.strip()]
    return lines[0] if lines else f"exit code {ended.exit_code}"
