"""One way to write a path, whatever the tool wrote: relative to the scanned folder, with forward slashes."""

import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import PurePosixPath
from urllib.parse import unquote

from msgspec.structs import replace

from holdfast.model.finding import Finding

Relative = Callable[[str], str]
"""Writes a path of a report as one relative to the scanned folder."""

_FILE_URI = re.compile(r"file:(?://[^/]*)?", re.IGNORECASE)


def local_path(address: str) -> str:
    """The path that a file URI names; any other text is a path already."""
    scheme = _FILE_URI.match(address)
    return unquote(address[scheme.end() :]) if scheme else address


@lru_cache(maxsize=4096)
def relative_path(path: str, roots: tuple[str, ...] = ()) -> str:
    """The path relative to the first of the roots that holds it.

    Args:
        path: As the tool wrote it: relative, absolute, with backslashes, or a file URI.
        roots: Absolute folders, as Holdfast and as the tool (in a container) see them.
    """
    path = local_path(path).replace("\\", "/")
    for root in roots:
        prefix = root.rstrip("/") + "/"
        if path.startswith(prefix):
            path = path[len(prefix) :]
            break
    normal = PurePosixPath(path).as_posix()
    return "" if normal == "." else normal


def with_relative_path(finding: Finding, relative: Relative = relative_path) -> Finding:
    """The finding with its path rewritten; the same object when nothing changes."""
    path = finding.location.path
    if path is None:
        return finding
    rewritten = relative(path)
    if rewritten == path:
        return finding
    return replace(finding, location=replace(finding.location, path=rewritten))
