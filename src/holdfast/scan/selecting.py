"""Which files of a tree a scanner is for, and why it does not apply where there are none."""

from holdfast.kit.tree import Entry, Tree
from holdfast.model.scan import ScanStatus
from holdfast.scan.request import Request
from holdfast.scan.scanning import Files, Image, NotRun, Scanner, Url


def select(scanner: Scanner, request: Request) -> tuple[Entry, ...] | NotRun:
    """The files that are handed to a scanner or make it applicable, or why it does not apply."""
    reads = scanner.reads
    if isinstance(reads, Url):
        return () if request.url else _not_applicable("no address was given (--url)")
    if isinstance(reads, Image):
        return () if request.image else _not_applicable("no image was given (--image)")
    if request.tree is None:
        return _not_applicable("no folder was given")
    wanted = _matching(request.tree, reads if isinstance(reads, Files) else reads.markers)
    if wanted:
        return wanted
    files = len(request.tree.entries)
    return _not_applicable(
        f"none of the {files} files is one that {scanner.title} reads"
        if files
        else "there is no file to read"
    )


def _matching(tree: Tree, files: Files) -> tuple[Entry, ...]:
    if files.shebangs:
        return tree.select(files.wants)
    return tuple(entry for entry in tree.entries if files.wants(entry.path))


def _not_applicable(reason: str) -> NotRun:
    return NotRun(status=ScanStatus.NOT_APPLICABLE, reason=reason)
