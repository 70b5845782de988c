import gzip
import io

import pytest
from hypothesis import given, settings

import saved_images
from dependencies_laws import damaged
from holdfast.dependencies.images import layers
from holdfast.dependencies.images.layers import folders_of, read_layer
from holdfast.dependencies.images.plan import Layer
from holdfast.errors import ReportError
from saved_images import digest, layer

STATUS = "var/lib/dpkg/status"
WHEEL = "usr/lib/python3/dist-packages/a-1.dist-info/METADATA"


def read(data, below=(), *, blob="", content=None):
    described = Layer(path="layer.tar", diff_id=digest(content or data), blob=blob)
    return read_layer(lambda: io.BytesIO(data), described, below, lambda path: path.endswith("poetry.lock"))


def test_databases_records_programs_and_lock_files_are_kept():
    files = {
        STATUS: saved_images.dpkg(("a", "1")),
        WHEEL: saved_images.wheel("a", "1"),
        "app/run": (saved_images.go_program(["dep\texample.com/a\tv1.0.0\th1:"]), 0o755),
        "app/poetry.lock": b"lock",
        "etc/os-release": saved_images.DEBIAN,
        "etc/passwd": b"root",
        "bin/sh": (b"#!/bin/false", 0o755),
    }
    found = read(layer(files)).kept
    assert sorted(found) == sorted({*files} - {"etc/passwd", "bin/sh"})
    assert {one.layer for kept in found.values() for one in kept.dependencies} == {digest(layer(files))}
    assert (found["app/poetry.lock"].text, found[STATUS].is_system, found[WHEEL].is_system) == (
        b"lock",
        True,
        False,
    )


def test_whiteouts_and_replaced_folders_hide_what_lies_below():
    below = folders_of(["a/b/c", "d/e", "f/g"])
    found = read(
        layer({"f": b"now a file", "new": b""}, whiteouts=["a/.wh.b", ".wh.d", "g/.wh..wh..opq"]), below
    )
    assert (found.covered, found.opaque) == ({"a/b", "d", "f"}, {"g"})


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_content_is_checked_against_its_digests(pack):
    data = layer({WHEEL: saved_images.wheel("a", "1")})
    packed = pack(data)
    assert read(packed, blob=digest(packed), content=data).kept
    with pytest.raises(ReportError, match="not what its digest says"):
        read(packed, blob=digest(packed), content=b"other")
    with pytest.raises(ReportError, match="not what its digest says"):
        read(packed, blob=digest(b"other"), content=data)


def test_a_hard_link_to_a_file_of_another_name_is_the_record():
    """As pnpm and uv install packages: the first name of the file is one in their store."""
    path = "app/node_modules/a/package.json"
    data = layer({"store/00ff": saved_images.node("a", "1.0.0")}, hard=[(path, "store/00ff")])
    assert [str(one) for one in read(data).kept[path].dependencies] == ["a@1.0.0"]
    lost = read(layer(hard=[(path, "store/gone")])).kept[path]
    assert lost.unread == "it links to store/gone, which is gone"


def test_what_is_damaged_or_too_large_is_named():
    found = read(
        layer({"node_modules/a/package.json": b"{", "node_modules/b/package.json": bytes(9 * 2**20)})
    )
    assert "not JSON" in found.kept["node_modules/a/package.json"].unread
    assert "the limit is" in found.kept["node_modules/b/package.json"].unread


def test_lock_files_without_end_are_not_kept(monkeypatch):
    monkeypatch.setattr(layers, "MAX_TEXTS_BYTES", 5)
    found = read(layer({"a/poetry.lock": b"1234", "b/poetry.lock": b"5678"})).kept
    assert [(one.text, bool(one.unread)) for one in found.values()] == [(b"1234", False), (None, True)]


def test_names_that_lead_out_are_counted():
    found = read(layer({"../../etc/shadow": b"", f"../{WHEEL}": saved_images.wheel("a", "1")}))
    assert (found.outside, found.kept) == (2, {})


@given(damaged(layer({STATUS: saved_images.dpkg(("a", "1"))}, hard=[(WHEEL, STATUS)], whiteouts=["x/.wh.y"])))
@settings(max_examples=60)
def test_a_damaged_layer_gives_files_or_an_error(data):
    try:
        found = read(data)
    except ReportError:
        return
    assert all(kept.path == path for path, kept in found.kept.items())
