import struct

import pytest
from hypothesis import given

from dependencies_laws import damaged
from holdfast.dependencies.images.systems.rpm_header import Header, Tag
from holdfast.errors import ReportError
from saved_images import rpm_header

SAMPLE = rpm_header("a", "1", "2", epoch=7, files=["/x/y", "/x/z", "/w"])


def test_texts_numbers_and_files_are_read():
    header = Header(SAMPLE)
    assert (header.text(Tag.NAME), header.number(Tag.EPOCH), header.text(Tag.SOURCE)) == ("a", 7, "")
    assert list(header.files()) == ["x/y", "x/z", "w"]


def test_a_tag_of_another_type_says_nothing():
    header = Header(SAMPLE)
    assert (header.number(Tag.NAME), header.text(Tag.EPOCH)) == (None, "")


@pytest.mark.parametrize(
    "data", [b"", b"\0" * 8, struct.pack(">II", 2**31, 0), SAMPLE[:-1], struct.pack(">II", 1, 9)]
)
def test_sizes_that_do_not_fit_are_refused(data):
    with pytest.raises(ReportError):
        Header(data)


@given(damaged(SAMPLE))
def test_a_damaged_header_gives_texts_or_an_error(data):
    try:
        header = Header(data)
    except ReportError:
        return
    assert all(isinstance(header.text(tag), str) for tag in Tag)
    assert len(list(header.files())) <= len(data)
