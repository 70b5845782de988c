import io
import tarfile

import pytest
from hypothesis import given, settings

from dependencies_laws import damaged
from holdfast.dependencies.images import tar
from holdfast.dependencies.images.tar import Kind, members, normal
from holdfast.errors import ReportError, ReportTooLarge
from saved_images import layer

LONG = "folder/" * 40 + "file"


def listed(data):
    return [(one.path, one.kind, one.size_bytes) for one in members(io.BytesIO(data))]


def written(info, data=b"", form=tarfile.GNU_FORMAT):
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=form) as archive:
        info.size = len(data)
        archive.addfile(info, io.BytesIO(data))
    return packed.getvalue()


@pytest.mark.parametrize("form", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
@pytest.mark.parametrize("name", ["a", "./a/b", "folder/" * 20 + "file"])
def test_names_of_all_forms_are_read(form, name):
    assert listed(written(tarfile.TarInfo(name), b"x" * 600, form)) == [(normal(name), Kind.FILE, 600)]


@pytest.mark.parametrize("form", [tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_long_names_and_links_stand_in_headers_of_their_own(form):
    info = tarfile.TarInfo(LONG)
    info.type, info.linkname = tarfile.SYMTYPE, f"../{LONG}"
    [one] = members(io.BytesIO(written(info, form=form)))
    assert (one.path, one.kind, one.target) == (LONG, Kind.LINK, f"../{LONG}")


def test_every_kind_of_member_is_told():
    data = layer(
        {"file": b"1", "run": (b"2", 0o755)},
        links=[("link", "/etc/x")],
        hard=[("hard", "./file")],
        folders=["dir"],
    )
    found = {one.path: one for one in members(io.BytesIO(data))}
    assert [one.kind for one in found.values()] == [
        Kind.FOLDER, Kind.FILE, Kind.FILE, Kind.LINK, Kind.HARD_LINK,
    ]  # fmt: skip
    assert (found["run"].is_executable, found["file"].is_executable) == (True, False)
    assert (found["hard"].target, found["link"].target) == ("file", "/etc/x")


def test_content_is_read_up_to_its_end_and_the_next_member_follows():
    data = layer({"a": b"x" * 1000, "b": b"y"})
    contents = [one.read(5000) for one in members(io.BytesIO(data))]
    assert contents == [b"x" * 1000, b"y"]


@pytest.mark.parametrize("path", ["../a", "a/../../b", "/../a", "x" * 5000])
def test_a_name_that_leads_out_is_told_and_not_followed(path):
    assert [kind for _, kind, _ in listed(layer({path: b"1"}))] == [Kind.OUTSIDE]
    [(_, kind, _)] = listed(layer(hard=[("a", path)]))
    assert kind is not Kind.FILE


def test_an_absolute_name_begins_at_the_top():
    assert listed(layer({"/etc/passwd": b""})) == [("etc/passwd", Kind.FILE, 0)]


@pytest.mark.parametrize("cut", [100, 512, 700, 1000])
def test_an_archive_that_ends_in_the_middle_is_refused(cut):
    with pytest.raises(ReportError, match="ends in the middle"):
        listed(layer({"a": b"x" * 1000})[:cut])


def test_what_is_no_tar_is_refused():
    with pytest.raises(ReportError, match="no tar"):
        listed(b"hello" * 500)


def test_a_header_without_end_is_refused():
    info = tarfile.TarInfo("a")
    info.pax_headers = {"comment": "x" * (tar.MAX_HEADER_BYTES + 1)}
    with pytest.raises(ReportTooLarge):
        listed(written(info, form=tarfile.PAX_FORMAT))


@pytest.mark.parametrize(
    "body", [b"99 path=a\n", b"x path=a\n", b"0 path=a\n", b"10 size=-1\n", b"12 size=1x2\n"]
)
def test_a_misshapen_header_is_refused(body):
    info = tarfile.TarInfo("././@PaxHeader")
    info.type = b"x"
    with pytest.raises(ReportError):
        listed(written(info, body)[:1024] + layer({"a": b""}))


def test_too_many_members_are_refused(monkeypatch):
    monkeypatch.setattr(tar, "MAX_MEMBERS", 3)
    with pytest.raises(ReportTooLarge):
        listed(layer({str(number): b"" for number in range(4)}))


@given(damaged(layer({"a": b"1", LONG: b"2" * 600}, links=[("c", "a")])))
@settings(max_examples=100)
def test_a_damaged_archive_gives_members_or_an_error(data):
    for is_seekable in (True, False):
        stream = io.BytesIO(data)
        stream.seekable = lambda is_seekable=is_seekable: is_seekable
        try:
            for one in members(stream):
                assert ".." not in one.path.split("/")
                assert not one.path.startswith("/")
        except ReportError:
            pass
