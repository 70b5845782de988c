"""What changed in a git work tree since another revision, and what its files held before."""

import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from holdfast.errors import ToolError, UsageError
from holdfast.kit.git import Git

_LINK_MODES = (b"120000", b"160000")
_MOST_BLOB_BYTES = 64 * 2**20


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """The difference between the work tree and the point where it left another revision.

    Attributes:
        base: Id of the commit that the two have in common last.
        files: Each file that was added, changed or renamed, committed or not, with its name at the base; the
            name is empty for a new file. Relative to the folder asked about.
    """

    base: str
    files: dict[str, str]


def changed_files(root: Path, since: str) -> Changes:
    """The files under a folder that differ from the merge base of a revision and HEAD.

    Uncommitted changes and untracked files count. Deleted files do not: there is nothing to scan.

    Raises:
        UsageError: Not a git work tree, no such revision, or its history is not here.
    """
    git = Git(root)
    try:
        is_work_tree = git.is_work_tree()
    except ToolError as error:
        raise UsageError(f"{root} cannot be compared with {since}", error.why, error.todo) from error
    if not is_work_tree:
        raise UsageError(
            f"{root} is not in a git work tree", "--since compares with a revision", "leave --since out"
        )
    base = _merge_base(git, since)
    try:
        return Changes(base=base, files=dict(_differences(git, base)))
    except ToolError as error:
        raise UsageError(f"{root} cannot be compared with {since}", error.why, error.todo) from error


def export_files(root: Path, changes: Changes, into: Path) -> tuple[str, ...]:
    """Write what the changed files held at the base into a folder, under their names of today.

    With today's names a renamed file's old findings are known ones, not gone ones and new ones. Links and
    submodules are left out, and so are files over 64 MiB.

    Returns:
        The names written, sorted.

    Raises:
        UsageError: The base cannot be read.
    """
    git = Git(root)
    try:
        blobs = _blobs(git, changes)
        with tempfile.NamedTemporaryFile() as spool:
            path = Path(spool.name)
            git.call("cat-file", "--batch", stdin=b"".join(blob + b"\n" for blob in blobs), stdout=path)
            return tuple(sorted(_unpack(path, blobs, into)))
    except ToolError as error:
        raise UsageError(f"The files at {changes.base[:12]} cannot be read", error.why, error.todo) from error


def _merge_base(git: Git, since: str) -> str:
    for revision in (since, f"origin/{since}"):
        try:
            commit = git.call(
                "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
            )
            return git.call("merge-base", commit.decode().strip(), "HEAD").decode().strip()
        except ToolError:
            continue
    raise UsageError(
        f"The history between {since!r} and HEAD is not here",
        "the checkout is shallow" if _is_shallow(git) else "no such revision, or no commit in common",
        f"fetch the full history (in CI: fetch-depth: 0), or run git fetch origin {since}",
    )


def _is_shallow(git: Git) -> bool:
    try:
        return git.call("rev-parse", "--is-shallow-repository").strip() == b"true"
    except ToolError:
        return False


def _differences(git: Git, base: str) -> Iterator[tuple[str, str]]:
    listing = git.call(
        "diff", "--name-status", "-z", "--find-renames", "--relative", "--no-ext-diff", "--no-textconv",
        "--ignore-submodules", "--diff-filter=AMRT", base, "--",
    )  # fmt: skip
    fields = iter(listing.split(b"\0"))
    for status in fields:
        if not status:
            continue
        before = os.fsdecode(next(fields))
        after = os.fsdecode(next(fields)) if status.startswith(b"R") else before
        yield after, "" if status.startswith(b"A") else before
    for name in git.call("ls-files", "-z", "--others", "--exclude-standard").split(b"\0"):
        if name:
            yield os.fsdecode(name), ""


def _blobs(git: Git, changes: Changes) -> dict[bytes, list[str]]:
    """Ids of the old contents, each with the names that it gets."""
    wanted: dict[bytes, list[str]] = {}
    for after, before in changes.files.items():
        if before and _is_below(after):
            wanted.setdefault(os.fsencode(before), []).append(after)
    blobs: dict[bytes, list[str]] = {}
    if not wanted:
        return blobs
    for line in git.call("ls-tree", "-r", "-l", "-z", changes.base).split(b"\0"):
        facts, _, name = line.partition(b"\t")
        if name in wanted:
            mode, _, blob, size = facts.split()
            if mode not in _LINK_MODES and int(size) <= _MOST_BLOB_BYTES:
                blobs.setdefault(blob, []).extend(wanted[name])
    return blobs


def _unpack(spool: Path, blobs: dict[bytes, list[str]], into: Path) -> Iterator[str]:
    """Write each content of a ``cat-file --batch`` stream: id, kind and size, then the bytes, a line each."""
    with spool.open("rb") as stream:
        while header := stream.readline():
            blob, kind, *size = header.split()
            if kind != b"blob":
                continue
            content = stream.read(int(size[0]))
            stream.read(1)
            for name in blobs[blob]:
                target = into / name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
                yield name


def _is_below(name: str) -> bool:
    path = PurePosixPath(name)
    return not path.is_absolute() and ".." not in path.parts
