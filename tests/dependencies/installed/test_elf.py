import pytest
from hypothesis import given, settings

from dependencies_laws import damaged
from holdfast.dependencies.installed.elf import Elf
from holdfast.errors import ReportError
from saved_images import elf

SAMPLE = elf([(b".text", b"code"), (b".note", b"said")])


def test_a_section_is_found_by_its_name():
    program = Elf(SAMPLE)
    assert (program.section(b".note"), program.section(b".not"), program.section(b".dep")) == (
        b"said",
        None,
        None,
    )


@pytest.mark.parametrize("data", [b"", b"\x7fELF", b"MZ" + bytes(80), b"\x7fELF\x07\x01" + bytes(80)])
def test_what_is_no_elf_is_refused(data):
    with pytest.raises(ReportError):
        Elf(data)


@given(damaged(SAMPLE))
@settings(max_examples=100)
def test_damaged_tables_leave_fewer_parts(data):
    try:
        program = Elf(data)
    except ReportError:
        return
    assert isinstance(program.section(b".note"), bytes | None)
    assert isinstance(program.at(64, 8), bytes | None)
