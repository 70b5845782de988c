from dependencies_laws import reads
from holdfast.dependencies.installed.programs import RECORD
from saved_images import elf, go_program, rust_program


def test_programs_of_both_languages_are_read():
    assert [str(one) for one in reads(RECORD, "a", go_program([]))] == ["stdlib@1.22.1"]
    assert [str(one) for one in reads(RECORD, "a", rust_program([{"name": "b", "version": "1"}]))] == ["b@1"]
    assert reads(RECORD, "a", elf()) == []
