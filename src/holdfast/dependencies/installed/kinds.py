"""The records of languages that are known, and the reading of a folder full of them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from holdfast.dependencies.installed import dotnet, java, node, php, programs, python, ruby
from holdfast.dependencies.installed.record import MAGIC_BYTES, Record, Records
from holdfast.dependencies.inventory import Inventory, Unread
from holdfast.dependencies.reading import ReadManifest
from holdfast.errors import ReportError, TreeError
from holdfast.model.dependency import Dependency
from holdfast.model.report import Problem

LANGUAGES = Records(
    (python.RECORD, node.RECORD, ruby.RECORD, java.RECORD, php.RECORD, dotnet.RECORD, programs.RECORD)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A file that may be a record.

    Attributes:
        path: Relative to the top, with forward slashes.
        size_bytes: Of its content.
        is_executable: Whether it may be run.
        content: Reads its beginning, at most so many bytes; raises ``TreeError`` when it cannot be read.
    """

    path: str
    size_bytes: int
    is_executable: bool
    content: Callable[[int], bytes]


def installed_in(files: Iterable[Stored], records: Records = LANGUAGES) -> Inventory:
    """What is installed, as the records among some files say."""
    found: dict[Dependency, None] = {}
    problems: list[Problem] = []
    unread: list[Unread] = []
    read: list[str] = []
    for file in files:
        try:
            record = kind_of(file, records)
            if record is None:
                continue
            told = _read(file, record)
        except (ReportError, TreeError) as error:
            unread.append(Unread(path=file.path, why=f"{error.what}: {error.why}"))
            continue
        if told.dependencies or not record.magic:
            read.append(file.path)
        found.update(dict.fromkeys(told.dependencies))
        problems += (Problem(place=f"{file.path}: {one.place}", why=one.why) for one in told.problems)
    return Inventory(
        dependencies=tuple(found), problems=tuple(problems), unread=tuple(unread), read=tuple(read)
    )


def kind_of(file: Stored, records: Records) -> Record | None:
    """The kind of record that a file is, ``None`` for none.

    Raises:
        TreeError: Its first bytes cannot be read.
    """
    named = records.named(file.path)
    if named or not file.is_executable:
        return named
    return records.begun(file.path, file.content(MAGIC_BYTES))


def _read(file: Stored, record: Record) -> ReadManifest:
    if file.size_bytes > record.limit_bytes:
        raise ReportError("It is too large", f"the limit is {record.limit_bytes} bytes", "exclude it")
    return record.read(file.path, file.content(record.limit_bytes))
