import gzip
import os
from contextlib import ExitStack

import pytest

from holdfast.dependencies.images import store as module
from holdfast.dependencies.images.store import document, normal_link, store_of
from holdfast.errors import ReportError, ReportTooLarge
from saved_images import archive


@pytest.fixture
def opened(tmp_path):
    with ExitStack() as stack:

        def open_store(content, name="image.tar"):
            (tmp_path / name).write_bytes(content)
            return store_of(tmp_path / name, stack)

        yield open_store


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_members_are_read_in_any_order(opened, pack):
    files = {"a/x": b"1" * 700, "b": b"2"}
    store = opened(pack(archive(files, links=[("c/y", "../a/x"), ("out", "../../a/x")], hard=[("h", "b")])))
    assert [document(store, path) for path in ("b", "a/x", "c/y", "h")] == [
        b"2",
        b"1" * 700,
        b"1" * 700,
        b"2",
    ]
    assert not store.has("out")
    with pytest.raises(ReportError, match="has no gone"):
        store.open("gone")


def test_links_in_a_circle_lead_nowhere(opened):
    assert not opened(archive({}, links=[("a", "b"), ("b", "a")])).has("a")


def test_a_folder_gives_its_own_files_only(tmp_path):
    root = tmp_path / "image"
    root.mkdir()
    (root / "in").write_bytes(b"1")
    (tmp_path / "secret").write_bytes(b"2")
    (root / "out").symlink_to(tmp_path / "secret")
    with ExitStack() as stack:
        store = store_of(root, stack)
        assert [document(store, "in") for _ in range(2)] == [b"1"] * 2
        assert [store.has(path) for path in ("out", "../secret", str(tmp_path / "secret"))] == [False] * 3
        with pytest.raises(ReportError):
            store.open("../secret")


def test_a_pipe_is_refused_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with ExitStack() as stack, pytest.raises(ReportError, match="no regular file"):
        store_of(tmp_path / "pipe", stack)


@pytest.mark.parametrize("name", ["MAX_UNPACKED_BYTES", "MAX_FILES", "MAX_DOCUMENT_BYTES"])
def test_what_is_too_large_is_refused(opened, monkeypatch, name):
    monkeypatch.setattr(module, name, 1)
    with pytest.raises(ReportTooLarge):
        document(opened(gzip.compress(archive({"a": b"12", "b": b"34"}))), "a")


@pytest.mark.parametrize(
    ("path", "target", "found"),
    [
        ("a/b", "c", "a/c"),
        ("a/b", "../c", "c"),
        ("a/b", "/c/./d", "c/d"),
        ("a", "../c", ""),
        ("a/b", "/../c", ""),
    ],
)
def test_a_link_leads_to_a_path_inside(path, target, found):
    assert normal_link(path, target) == found
