import zlib

import pytest

from holdfast.dependencies.installed import rust
from holdfast.dependencies.installed.elf import Elf
from holdfast.dependencies.installed.rust import crates
from holdfast.errors import ReportError
from saved_images import elf, rust_program

PACKAGES = [
    {"name": "serde", "version": "1.0.1", "source": "crates.io"},
    {"name": "cc", "version": "1.0.0", "source": "crates.io", "kind": "build"},
    {"name": "mine", "version": "0.1.0", "source": "local", "root": True},
]


def test_crates_stand_without_the_program_itself_and_what_only_built_it():
    assert [one.purl for one in crates(Elf(rust_program(PACKAGES)))] == ["pkg:cargo/serde@1.0.1"]


def test_other_programs_have_no_crates():
    assert list(crates(Elf(elf([(b".text", b"x")])))) == []


@pytest.mark.parametrize("packed", [b"", b"junk", zlib.compress(b"{}"), zlib.compress(b"x" * 99)[:-5]])
def test_a_damaged_list_is_refused(packed):
    with pytest.raises(ReportError):
        list(crates(Elf(elf([(b".dep-v0", packed)]))))


def test_a_list_that_unpacks_without_end_is_refused(monkeypatch):
    monkeypatch.setattr(rust, "MAX_BYTES", 1000)
    with pytest.raises(ReportError, match="too large"):
        list(crates(Elf(rust_program(PACKAGES * 100))))
