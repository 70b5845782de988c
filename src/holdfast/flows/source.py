"""The scanned folder as findings and people see it: lines of code, and where it stands."""

from collections.abc import Sequence
from pathlib import Path

from holdfast.errors import StorageError
from holdfast.findings.paths import relative_path
from holdfast.kit.files import read_bounded
from holdfast.kit.git import place_in_repository
from holdfast.kit.tree import Tree
from holdfast.model.scan import Target
from holdfast.scan.containers import INSIDE

MAX_SOURCE_BYTES = 16 * 2**20


class Source:
    """A scanned folder, as the paths of scanners' reports lead into it.

    A path comes from a scanner, so it leads to the tree's own files and to nothing else.
    """

    def __init__(self, tree: Tree) -> None:
        """Remember which files there are."""
        self._root = tree.root
        self._paths = frozenset(entry.path for entry in tree.entries)
        self._prefix = place_in_repository(tree.root)

    def relative(self, path: str) -> str:
        """The path as the tree names it: some scanners count from the repository, or from the container."""
        short = relative_path(path, (str(self._root), str(INSIDE.root)))
        below = short.removeprefix(self._prefix)
        return below if short not in self._paths and below in self._paths else short

    def lines(self, path: str) -> Sequence[str] | None:
        """The lines of a file, or None when it is not in the tree or cannot be read."""
        if path not in self._paths:
            return None
        try:
            return read_bounded(self._root / path, MAX_SOURCE_BYTES).decode("utf-8", "replace").splitlines()
        except StorageError:
            return None


def target_of(path: Path, tree: Tree, files: int, since: str) -> Target:
    """What is said of a scanned folder.

    Args:
        path: As the user named it.
        tree: The whole of it.
        files: How many of its files were looked at.
        since: Revision that changes were counted from, or empty.
    """
    git = tree.git
    return Target(
        path=str(path),
        place=place_in_repository(tree.root),
        commit=git.commit if git else "",
        branch=git.branch if git else "",
        is_dirty=git.is_dirty if git else None,
        files=files,
        skipped=tuple((skipped.reason, skipped.count) for skipped in tree.skipped),
        notes=tree.notes,
        since=since,
    )
