"""Rust programs built with ``cargo auditable``: the section ``.dep-v0``, JSON packed with zlib."""

import zlib
from collections.abc import Iterator

import msgspec

from holdfast.dependencies.installed.elf import Elf
from holdfast.dependencies.installed.record import installed
from holdfast.errors import ReportError, ReportTooLarge
from holdfast.kit.bounded import read_json
from holdfast.model.dependency import Dependency

SECTION = b".dep-v0"
MAX_BYTES = 16 * 2**20


class Package(msgspec.Struct):
    """One crate in a program.

    Attributes:
        kind: ``build`` for what only ran while it was built.
        root: Whether it is the program itself.
    """

    name: str
    version: str
    source: str = ""
    kind: str = "runtime"
    root: bool = False


class Listed(msgspec.Struct):
    """The section."""

    packages: list[Package]


def crates(elf: Elf) -> Iterator[Dependency]:
    """The crates of a Rust program; nothing of other programs.

    Raises:
        ReportError: The list is there and cannot be read.
    """
    packed = elf.section(SECTION)
    if packed is None:
        return
    for package in _unpacked(packed).packages:
        if not package.root and package.kind != "build":
            yield installed("cargo", package.name, package.version)


def _unpacked(packed: bytes) -> Listed:
    inflate = zlib.decompressobj()
    try:
        data = inflate.decompress(packed, MAX_BYTES)
    except zlib.error as error:
        raise ReportError("The program's list of crates is damaged", str(error), "build it again") from None
    if not inflate.eof:
        raise ReportTooLarge("The program's list of crates is too large, or cut off", "", "build it again")
    return read_json(data, Listed)
