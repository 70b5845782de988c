"""Facts about reading archives of records."""

import contextlib
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from advisory_feeds import archive, osv
from holdfast.errors import HoldfastError, ReportTooLarge, StorageError
from holdfast.intel import archives
from holdfast.intel.archives import Unreadable, count_records, records_in
from holdfast.intel.records import MAX_RECORD_BYTES


def test_each_json_file_is_given_by_name(tmp_path):
    path = archive(tmp_path / "all.zip", [osv("A"), osv("B")], {"notes.txt": b"no", "deep/C.json": b"{}"})
    assert [name for name, _ in records_in(path)] == ["A.json", "B.json", "deep/C.json"]
    assert count_records(path) == 3


@pytest.mark.parametrize("name", ["../../etc/passwd.json", "/etc/x.json", "a\\..\\b.json"])
def test_names_are_only_labels_and_nothing_is_unpacked(tmp_path, name):
    path = archive(tmp_path / "in" / "all.zip", [], {name: b"{}"})
    assert len(list(records_in(path))) == 1
    assert [one.name for one in tmp_path.rglob("*")] == ["in", "all.zip"]


def test_a_record_that_is_too_large_is_named_and_the_others_are_read(tmp_path):
    path = archive(tmp_path / "all.zip", [osv("A")], {"B.json": b" " * (MAX_RECORD_BYTES + 1)})
    found = dict(records_in(path))
    assert isinstance(found["A.json"], bytes)
    assert found["B.json"] == Unreadable("it has 16.0 MiB; the limit is 16.0 MiB")


def test_a_record_that_unpacks_far_too_well_is_not_unpacked(tmp_path):
    path = archive(tmp_path / "all.zip", [], {"bomb.json": b"0" * (8 * 2**20)})
    ((_, content),) = records_in(path)
    assert content == Unreadable("it unpacks to more than 200 times its size")


def test_an_archive_that_unpacks_to_too_much_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "MAX_UNPACKED_BYTES", 1000)
    path = archive(tmp_path / "all.zip", [osv(f"A-{number}") for number in range(20)])
    with pytest.raises(ReportTooLarge, match="exceeds the limits"):
        list(records_in(path))


def test_an_archive_of_too_many_files_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "MAX_MEMBERS", 3)
    with pytest.raises(ReportTooLarge, match="exceeds the limits"):
        list(records_in(archive(tmp_path / "all.zip", [osv(f"A-{number}") for number in range(4)])))


def test_a_record_whose_checksum_is_wrong_is_damage(tmp_path):
    path = archive(tmp_path / "all.zip", [osv("A"), osv("B")])
    data = bytearray(path.read_bytes())
    data[60] ^= 0xFF
    path.write_bytes(data)
    contents = [content for _, content in records_in(path)]
    assert any(isinstance(content, Unreadable) and content.is_damaged for content in contents)
    with pytest.raises(StorageError, match="damaged"):
        count_records(path)


@pytest.mark.parametrize("data", [b"", b"PK", b"<html>404</html>"])
def test_what_is_no_archive_is_refused(tmp_path, data):
    (tmp_path / "all.zip").write_bytes(data)
    with pytest.raises(StorageError, match="no zip archive"):
        count_records(tmp_path / "all.zip")


def whole():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("A.json", b'{"id": "A"}' * 30)
        file.writestr("B.json", b'{"id": "B"}')
    return buffer.getvalue()


WHOLE = whole()


@given(
    changes=st.dictionaries(st.integers(0, len(WHOLE) - 1), st.integers(0, 255), max_size=6),
    cut=st.integers(0, 40),
)
def test_a_damaged_archive_gives_records_or_an_error(tmp_path_factory, changes, cut):
    data = bytearray(WHOLE)
    for at, value in changes.items():
        data[at] = value
    path = tmp_path_factory.mktemp("zip") / "all.zip"
    path.write_bytes(data[: len(data) - cut])
    with contextlib.suppress(HoldfastError):
        for _, content in records_in(path):
            assert isinstance(content, bytes | Unreadable)
