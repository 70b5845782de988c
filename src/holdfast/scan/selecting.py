"""Which files of a tree a scanner is for, and why it does not apply where there are none."""

from pathlib import Path

from holdfast.kit.text import Text, is_binary, text_of
from holdfast.kit.tree import Entry, Tree, printable
from holdfast.model.scan import ScanStatus
from holdfast.scan.raw_scan import NotRun
from holdfast.scan.request import Request, saved_image
from holdfast.scan.scanning import Files, Folder, Image, Scanner, Url

_NAMED = 3


def select(scanner: Scanner, request: Request) -> tuple[Entry, ...] | NotRun:
    """The files that are handed to a scanner or make it applicable, or why it does not apply."""
    reads = scanner.reads
    if isinstance(reads, (Url, Image)):
        return _select_target(reads, request)
    if request.tree is None:
        return _not_applicable("no folder was given")
    if isinstance(reads, Folder) and (reads.is_history or reads.is_beyond_tree):
        is_there = reads.is_beyond_tree or request.tree.git is not None
        return request.tree.entries if is_there else _not_applicable("the folder is in no git repository")
    wanted = _matching(request.tree, reads if isinstance(reads, Files) else reads.markers)
    if isinstance(reads, Files) and reads.is_text:
        root = request.tree.root
        wanted = tuple(entry for entry in wanted if not _is_surely_binary(root / entry.path))
    missed = left_out(scanner, request)
    if wanted or (missed and isinstance(reads, Folder)):
        return wanted
    if missed:
        names = ", ".join(printable(name) for name in missed[:_NAMED])
        more = f" and {len(missed) - _NAMED} more" if len(missed) > _NAMED else ""
        reason = f"all that it would read is too large or cannot be read: {names}{more}"
        return NotRun(status=ScanStatus.FAILED, reason=reason)
    files = len(request.tree.entries)
    return _not_applicable(
        f"none of the {files} files is one that {scanner.title} reads"
        if files
        else "there is no file to read"
    )


def _select_target(reads: Url | Image, request: Request) -> tuple[Entry, ...] | NotRun:
    if isinstance(reads, Url):
        return () if request.url else _not_applicable("no address was given (--url)")
    if request.image and reads.is_file_only and not saved_image(request.image):
        how = "save it as one with docker save -o app.tar, and give that"
        return _not_applicable(f"{printable(request.image)} is no file; {how}")
    return () if request.image else _not_applicable("no image was given (--image)")


def left_out(scanner: Scanner, request: Request) -> tuple[str, ...]:
    """Files that the scanner is for, by their names, and that are too large or cannot be read."""
    if request.tree is None or not isinstance(scanner.reads, (Files, Folder)):
        return ()
    if isinstance(scanner.reads, Folder) and scanner.reads.is_history:
        return ()
    files = scanner.reads if isinstance(scanner.reads, Files) else scanner.reads.markers
    wanted = (path for path in request.tree.unread if files.wants(path))
    if not files.is_text:
        return tuple(wanted)
    root = request.tree.root
    return tuple(path for path in wanted if not _is_surely_binary(root / path))


def passed_over(scanner: Scanner, request: Request, selected: tuple[Entry, ...]) -> tuple[str, ...]:
    """Selected files that the scanner passes over without a word, because they are not UTF-8."""
    if request.tree is None or not isinstance(scanner.reads, Files) or not scanner.reads.is_utf8:
        return ()
    return tuple(entry.path for entry in selected if _text(request.tree, entry) is not Text.UTF8)


def _is_surely_binary(path: Path) -> bool:
    """Whether it is binary; what cannot be read may be text."""
    try:
        return is_binary(path)
    except OSError:
        return False


def _text(tree: Tree, entry: Entry) -> Text:
    return text_of(tree.root / entry.path, entry.size_bytes)


def _matching(tree: Tree, files: Files) -> tuple[Entry, ...]:
    if files.shebangs:
        return tree.select(files.wants)
    return tuple(entry for entry in tree.entries if files.wants(entry.path))


def _not_applicable(reason: str) -> NotRun:
    return NotRun(status=ScanStatus.NOT_APPLICABLE, reason=reason)
