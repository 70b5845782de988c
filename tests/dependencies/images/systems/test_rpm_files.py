import sqlite3
from contextlib import closing
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dependencies_laws import damaged
from holdfast.dependencies.images.systems import rpm_files
from holdfast.dependencies.images.systems.rpm_files import headers_in
from holdfast.errors import ReportError
from saved_images import rpm_berkeley, rpm_header, rpm_ndb, rpm_sqlite

HEADERS = [rpm_header(f"package-{number}", "1", "2", files=["/x"] * 40 * number) for number in range(1, 30)]
FORMS = {
    "sqlite": rpm_sqlite,
    "ndb": rpm_ndb,
    "berkeley": rpm_berkeley,
    "berkeley, big-endian": partial(rpm_berkeley, order=">"),
}
SMALL = [write(*HEADERS[:2]) for write in FORMS.values()]


@pytest.mark.parametrize("form", FORMS)
def test_every_form_gives_the_headers(form):
    assert [blob for _, blob in headers_in(FORMS[form](*HEADERS))] == HEADERS


@pytest.mark.parametrize("form", FORMS)
def test_a_database_that_is_cut_off_is_refused(form):
    data = FORMS[form](*HEADERS)
    with pytest.raises(ReportError):
        list(headers_in(data[: len(data) - 4096]))


def test_a_view_without_end_is_ended(monkeypatch):
    monkeypatch.setattr(rpm_files, "MAX_STEPS", 100)
    endless = (
        "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT x AS hnum, 1 AS blob FROM n"
    )
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(f"CREATE VIEW Packages AS {endless}")
        data = connection.serialize()
    with pytest.raises(ReportError, match="damaged"):
        list(headers_in(data))


def test_slots_that_all_lead_to_one_blob_are_refused():
    data = bytearray(rpm_ndb(*[b"x" * 4000] * 3))
    for start in (48, 64):
        data[start : start + 16] = data[32:48]
    assert len(list(headers_in(bytes(data)))) == 3
    del data[4096 + 4016 :]
    with pytest.raises(ReportError, match="too many"):
        list(headers_in(bytes(data)))


def test_pages_in_a_circle_are_left():
    data = bytearray(rpm_berkeley(HEADERS[5] * 4))
    for start in range(2 * 4096, len(data), 4096):
        data[start + 16 : start + 20] = (2).to_bytes(4, "little")
    assert len(next(headers_in(bytes(data)))[1]) == 4 * len(HEADERS[5])


@given(st.sampled_from(SMALL).flatmap(damaged) | st.binary(max_size=100))
@settings(max_examples=100)
def test_any_bytes_give_headers_or_an_error(data):
    try:
        assert all(isinstance(blob, bytes) for _, blob in headers_in(data))
    except ReportError:
        return
