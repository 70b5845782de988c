"""What is staged in a git work tree: the lines that the next commit adds, and the contents they stand in."""

import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from holdfast.errors import ToolError, UsageError
from holdfast.kit.git import Git

_ALL_LINES = ((1, 2**31),)
_HUNK = re.compile(rb"@@ -\S+ \+(\d+)(?:,(\d+))? @@")
_SUBMODULE = b"160000"
_FACTS = 5
_HEADER = 3
_FILE = b"diff --git "


@dataclass(frozen=True, slots=True)
class Staged:
    """A file as the next commit will hold it.

    Attributes:
        path: Relative to the top of the work tree.
        content: All of it: what is around an added line may be part of what it says.
        added: First and last line of each run of added lines, from 1, ascending.
    """

    path: str
    content: bytes
    added: tuple[tuple[int, int], ...]

    def is_added(self, line: int, end_line: int) -> bool:
        """Whether one of the lines is new."""
        return any(first <= end_line and line <= last for first, last in self.added)


@dataclass(frozen=True, slots=True)
class _Entry:
    """One change: the file, its new content, and whether a link stood there before."""

    path: str
    blob: bytes
    is_replaced: bool


def staged_files(folder: Path) -> Iterator[Staged]:
    """Every file that the index adds or changes, wherever in the work tree it is.

    Raises:
        UsageError: Not a git work tree.
        ToolError: Git refused.
    """
    git = Git(folder, is_sealed=True)
    try:
        top = Path(os.fsdecode(git.call("rev-parse", "--show-toplevel").removesuffix(b"\n")))
    except ToolError as error:
        raise UsageError(f"{folder} is not in a git work tree", error.why, "leave --staged out") from error
    git = Git(top, is_sealed=True)
    base = _base(git)
    changed = ("diff-index", "--cached", "--no-renames", "--ignore-submodules")
    listing = git.call(*changed, "--diff-filter=AMT", "--raw", "-z", "--no-abbrev", base, "--")
    entries = list(read_entries(listing))
    if not entries:
        return
    # Attributes that the repository brings could call a file binary, or hand it to a program.
    patch = git.call(
        *changed, "--diff-filter=AM", "--patch", "--unified=0", "--inter-hunk-context=0", "--text",
        "--no-ext-diff", "--no-textconv", "--no-color", base, "--",
    )  # fmt: skip
    added = read_added(patch)
    contents = _contents(git, [entry.blob for entry in entries])
    for entry, content in zip(entries, contents, strict=True):
        yield Staged(entry.path, content, _ALL_LINES if entry.is_replaced else next(added))


def _base(git: Git) -> str:
    """The commit that is checked out; before the first one, the empty tree."""
    try:
        return git.call("rev-parse", "--verify", "--quiet", "HEAD^{commit}").decode().strip()
    except ToolError:
        return git.call("hash-object", "-t", "tree", os.devnull).decode().strip()


def _contents(git: Git, blobs: list[bytes]) -> Iterator[bytes]:
    with tempfile.NamedTemporaryFile(prefix="holdfast-") as spool:
        git.call(
            "cat-file", "--batch", stdin=b"".join(blob + b"\n" for blob in blobs), stdout=Path(spool.name)
        )
        with Path(spool.name).open("rb") as stream:
            for blob in blobs:
                header = stream.readline().split()
                if len(header) != _HEADER:
                    raise ToolError(
                        f"The staged content {blob.decode()[:12]} cannot be read",
                        "it is missing or damaged",
                        "git fsck shows more",
                    )
                yield stream.read(int(header[2]))
                stream.read(1)


def read_entries(output: bytes) -> Iterator[_Entry]:
    """Each file that ``diff-index --raw -z`` lists; submodules are left out."""
    fields = iter(output.split(b"\0"))
    for facts, path in zip(fields, fields, strict=False):
        words = facts.lstrip(b":").split(b" ")
        if len(words) == _FACTS and words[1] != _SUBMODULE:
            yield _Entry(os.fsdecode(path), words[3], words[4] == b"T")


def read_added(patch: bytes) -> Iterator[tuple[tuple[int, int], ...]]:
    """The runs of added lines of each file of a patch without context, in the patch's order."""
    runs: list[tuple[int, int]] | None = None
    for line in _heads(patch.split(b"\n")):
        hunk = _HUNK.match(line)
        if line.startswith(_FILE):
            if runs is not None:
                yield tuple(runs)
            runs = []
        elif runs is not None and hunk is not None and (count := int(hunk[2] or 1)):
            runs.append((int(hunk[1]), int(hunk[1]) + count - 1))
    if runs is not None:
        yield tuple(runs)


def _heads(lines: Iterable[bytes]) -> Iterator[bytes]:
    """The lines that begin a file or a hunk: every line of a content has a sign in front."""
    return (line for line in lines if line.startswith((_FILE, b"@@ ")))
