"""Programs that carry the list of their own parts: those of Go, and of Rust where it was asked for."""

from collections.abc import Iterator

from holdfast.dependencies.installed.elf import MAGIC, Elf
from holdfast.dependencies.installed.go import modules
from holdfast.dependencies.installed.record import MEBIBYTE, Record
from holdfast.dependencies.installed.rust import crates
from holdfast.dependencies.reading import Manifest
from holdfast.model.dependency import Dependency


def read(manifest: Manifest) -> Iterator[Dependency]:
    """The parts of a program; nothing where it has no list."""
    elf = Elf(manifest.data)
    yield from modules(elf)
    yield from crates(elf)


RECORD = Record(name="programs", read_all=read, wants=lambda _: True, magic=MAGIC, limit_bytes=512 * MEBIBYTE)
