"""Walks a folder once and says which files a scan looks at, and which not and why.

In a git work tree the list is git's: tracked files, and untracked ones that are not ignored. Elsewhere the
folder is walked. Links are never followed. Names are kept byte for byte (``os.fsdecode``); ``printable``
makes one fit for output.
"""

import os
import re
import stat
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from holdfast.errors import ToolError, TreeError
from holdfast.kit.git import Git, GitFacts
from holdfast.kit.ignore import DEFAULT_EXCLUDES, Excludes

EXCLUDED = "excluded"
TOO_LARGE = "too large"
UNREADABLE = "unreadable"
LINK = "symbolic link"
NOT_A_FILE = "not a regular file"

_EXAMPLES = 10
_ENVIRONMENT_MARK = "/pyvenv.cfg"
"""The file that makes a folder a Python environment, whatever its name."""
_SHEBANG_BYTES = 64
_CLOSED_FOLDER = re.compile(r"could not open directory '(.+?)/?': ")


@dataclass(frozen=True, slots=True)
class Entry:
    """A file to scan.

    Attributes:
        path: Relative to the root, with forward slashes.
        size_bytes: Its size.
        stamp: When content and metadata changed, in nanoseconds, and the inode; equal means unchanged.
    """

    path: str
    size_bytes: int
    stamp: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Skipped:
    """Why files or whole folders were left out.

    Attributes:
        reason: One of the words of this module.
        count: How many; a folder that was not entered counts once.
        examples: The first few names, printable.
    """

    reason: str
    count: int
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """The files under a root.

    Attributes:
        root: The folder, absolute, links resolved.
        entries: Sorted by path.
        skipped: What was left out, by reason.
        unread: Paths that are too large or cannot be read; an unreadable folder stands for all in it.
        git: Where the folder stands in its repository; ``None`` outside git.
        notes: What a reader should know about how the list was made.
        is_one_file: Whether the user named a file, not a folder.
    """

    root: Path
    entries: tuple[Entry, ...]
    skipped: tuple[Skipped, ...] = ()
    unread: tuple[str, ...] = ()
    git: GitFacts | None = None
    notes: tuple[str, ...] = ()
    is_one_file: bool = False
    _shebangs: dict[str, str] = field(default_factory=dict, compare=False, repr=False)

    def shebang(self, path: str) -> str:
        """The interpreter that a script without suffix names: ``sh``, ``bash``; else empty."""
        if PurePosixPath(path).suffix:
            return ""
        if path not in self._shebangs:
            self._shebangs[path] = _interpreter(self.root / path)
        return self._shebangs[path]

    def select(self, wants: Callable[[str, str], bool]) -> tuple[Entry, ...]:
        """The entries that a question about path and interpreter says yes to."""
        return tuple(
            entry
            for entry in self.entries
            if wants(entry.path, "") or ((bang := self.shebang(entry.path)) and wants(entry.path, bang))
        )

    def only(self, paths: Collection[str]) -> "Tree":
        """The same tree with no files but these."""
        kept = frozenset(paths)
        return replace(
            self,
            entries=tuple(entry for entry in self.entries if entry.path in kept),
            unread=tuple(path for path in self.unread if path in kept),
        )


@dataclass(slots=True)
class _Tally:
    names: dict[str, set[str]] = field(default_factory=dict)

    def add(self, reason: str, name: str) -> None:
        self.names.setdefault(reason, set()).add(name)

    def result(self) -> tuple[Skipped, ...]:
        return tuple(
            Skipped(reason, len(names), tuple(printable(name) for name in sorted(names)[:_EXAMPLES]))
            for reason, names in sorted(self.names.items())
        )

    def unread(self) -> tuple[str, ...]:
        return tuple(sorted(self.names.get(TOO_LARGE, set()) | self.names.get(UNREADABLE, set())))


@dataclass(slots=True)
class _Walk:
    """One walk: what is found and what is left out on the way."""

    root: Path
    excludes: Excludes
    tally: _Tally = field(default_factory=_Tally)
    notes: list[str] = field(default_factory=list)
    has_untracked: bool = False

    def paths(self, prefix: str, git: Git | None) -> Iterator[str]:
        """Relative paths below a folder of the root, which ends with a slash or is empty."""
        yield from self._plain(prefix) if git is None else self._tracked(prefix, git)

    def _tracked(self, prefix: str, git: Git) -> Iterator[str]:
        listing = ("ls-files", "-z", "-t", "--cached", "--others", "--exclude-standard")
        output, messages = git.call_with_messages(*listing)
        for closed in _CLOSED_FOLDER.findall(messages):
            self.tally.add(UNREADABLE, f"{prefix}{closed}/")
        lines = [line for line in output.split(b"\0") if line]
        self.has_untracked |= any(line.startswith(b"?") for line in lines)
        names = [prefix + os.fsdecode(line[2:]) for line in lines]
        for name in names:
            if name.endswith(_ENVIRONMENT_MARK):
                self.excludes.add_folder(name.removesuffix(_ENVIRONMENT_MARK))
        for name in names:
            folder = name.rstrip("/")
            # A submodule, or a repository inside this one: git names its folder only.
            if name.endswith("/") or _has_mode(self.root / folder, stat.S_ISDIR):
                yield from self._nested(folder)
            else:
                yield name

    def _nested(self, folder: str) -> Iterator[str]:
        cut = self.excludes.cut_folder(folder)
        if cut:
            self.tally.add(EXCLUDED, cut)
        elif (self.root / folder / ".git").exists():
            yield from self.paths(f"{folder}/", self.git_of(self.root / folder))
        else:
            yield from self._plain(f"{folder}/")

    def _plain(self, prefix: str) -> Iterator[str]:
        pending = [prefix]
        while pending:
            folder = pending.pop()
            try:
                with os.scandir(self.root / folder) as found:
                    items = list(found)
            except OSError:
                self.tally.add(UNREADABLE, folder)
                continue
            for item in items:
                name = folder + item.name
                if not item.is_dir(follow_symlinks=False):
                    yield name
                    continue
                if _has_mode(Path(f"{item.path}{_ENVIRONMENT_MARK}"), stat.S_ISREG):
                    self.excludes.add_folder(name)
                cut = self.excludes.cut_folder(name)
                if cut:
                    self.tally.add(EXCLUDED, cut)
                else:
                    pending.append(f"{name}/")

    def git_of(self, folder: Path) -> Git | None:
        """Git for a folder that it looks after, else ``None``."""
        git = Git(folder)
        try:
            return git if git.is_work_tree() else None
        except ToolError as error:
            self.notes.append(f"git could not be asked ({error.why}); the folder was walked instead")
            return None

    def entries(self, paths: Iterable[str], max_file_bytes: int) -> tuple[Entry, ...]:
        """The files among the paths that are to be scanned, sorted, each once."""
        found: dict[str, Entry] = {}
        for path in paths:
            if path in found:
                continue
            cut = self.excludes.cut(path)
            if cut:
                self.tally.add(EXCLUDED, cut)
                continue
            entry = self._entry(path, max_file_bytes)
            if entry:
                found[path] = entry
        return tuple(found[path] for path in sorted(found))

    def _entry(self, path: str, max_file_bytes: int) -> Entry | None:
        full = self.root / path
        try:
            facts = full.lstat()
        except (FileNotFoundError, NotADirectoryError):
            return None  # Tracked, and deleted since.
        except OSError:
            self.tally.add(UNREADABLE, path)
            return None
        reason = _refusal(full, facts, max_file_bytes)
        if reason:
            self.tally.add(reason, path)
            return None
        return Entry(path, facts.st_size, (facts.st_mtime_ns, facts.st_ctime_ns, facts.st_ino))


def walk(path: Path, *, excludes: Iterable[str] = (), max_file_bytes: int = 5 * 2**20) -> Tree:
    """The files to scan under a folder, or the one file that the path names.

    Args:
        path: Folder or file.
        excludes: Patterns as in .gitignore, after the default ones.
        max_file_bytes: Larger files are counted as skipped.

    Raises:
        TreeError: The path does not exist, or must not be read.
    """
    root, name = _root(path)
    if name:
        alone = _Walk(root, Excludes(()))
        entries = alone.entries([name], max_file_bytes)
        return Tree(
            root=root,
            entries=entries,
            skipped=alone.tally.result(),
            unread=alone.tally.unread(),
            is_one_file=True,
        )
    search = _Walk(root, Excludes((*DEFAULT_EXCLUDES, *excludes)))
    git = search.git_of(root)
    try:
        entries = search.entries(search.paths("", git), max_file_bytes)
        facts = git.facts(has_untracked=search.has_untracked) if git else None
    except ToolError as error:
        search = _Walk(root, Excludes((*DEFAULT_EXCLUDES, *excludes)))
        search.notes.append(f"git could not list the files ({error.why}); the folder was walked instead")
        entries, facts = search.entries(search.paths("", None), max_file_bytes), None
    return Tree(
        root=root,
        entries=entries,
        skipped=search.tally.result(),
        unread=search.tally.unread(),
        git=facts,
        notes=tuple(search.notes),
    )


def printable(name: str) -> str:
    """A file name fit for output: bytes that are not UTF-8, and control characters, as escapes."""
    text = os.fsencode(name).decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def _root(path: Path) -> tuple[Path, str]:
    """The folder to walk, and the one file in it that is meant, if it is one."""
    try:
        root = path.resolve(strict=True)
        mode = root.stat().st_mode
        if stat.S_ISDIR(mode):
            with os.scandir(root):
                return root, ""
    except FileNotFoundError:
        raise TreeError(f"{path} does not exist", "there is nothing to scan", "check the path") from None
    except PermissionError:
        raise TreeError(
            f"{path} must not be read", "this user has no permission", "run as its owner, or change its mode"
        ) from None
    except (OSError, RuntimeError) as error:
        raise TreeError(f"{path} cannot be read", str(error), "check the path") from None
    if stat.S_ISREG(mode):
        return root.parent, root.name
    raise TreeError(f"{path} is neither a folder nor a file", "there is nothing to scan", "check the path")


def _has_mode(path: Path, question: Callable[[int], bool]) -> bool:
    """Whether a file is of a kind; no, when this user may not know."""
    try:
        return question(path.lstat().st_mode)
    except OSError:
        return False


def _refusal(path: Path, facts: os.stat_result, max_file_bytes: int) -> str:
    if stat.S_ISLNK(facts.st_mode):
        return LINK
    if not stat.S_ISREG(facts.st_mode):
        return NOT_A_FILE
    if facts.st_size > max_file_bytes:
        return TOO_LARGE
    return "" if os.access(path, os.R_OK) else UNREADABLE


def _interpreter(path: Path) -> str:
    """The base name of the program on a script's first line, ``env`` and its options passed over."""
    try:
        with path.open("rb") as file:
            first = file.read(_SHEBANG_BYTES).split(b"\n", 1)[0].decode("utf-8", "replace")
    except OSError:
        return ""
    if not first.startswith("#!"):
        return ""
    words = [PurePosixPath(word).name for word in first[2:].split()]
    if words[:1] == ["env"]:
        words = [word for word in words[1:] if not word.startswith("-") and "=" not in word]
    return words[0] if words else ""
