import os
import time

import pytest

from holdfast.kit.tree import walk
from holdfast.scan.content import ContentIndex

OLD = time.time_ns() - 3600 * 10**9


@pytest.fixture
def project(tmp_path):
    folder = tmp_path / "project"
    folder.mkdir()
    for name in ("a.py", "b.py"):
        (folder / name).write_text(name)
    return folder


def index(tmp_path, project):
    tree = walk(project)
    return ContentIndex(tmp_path / "index", tree), tree.entries


def fingerprint(tmp_path, project):
    known, entries = index(tmp_path, project)
    value = known.fingerprint(entries)
    known.save()
    return value


def test_equal_contents_have_equal_fingerprints(tmp_path, project):
    assert fingerprint(tmp_path, project) == fingerprint(tmp_path, project)


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "a.py").write_text("A.py"),
        lambda folder: (folder / "c.py").write_text(""),
        lambda folder: (folder / "a.py").unlink(),
        lambda folder: (folder / "a.py").rename(folder / "z.py"),
    ],
    ids=["content", "new", "gone", "renamed"],
)
def test_every_change_changes_the_fingerprint(tmp_path, project, change):
    before = fingerprint(tmp_path, project)
    change(project)
    assert fingerprint(tmp_path, project) != before


def test_a_change_that_keeps_size_and_time_is_noticed(tmp_path, project):
    os.utime(project / "a.py", ns=(OLD, OLD))
    before = fingerprint(tmp_path, project)
    (project / "a.py").write_text("A.PY")
    os.utime(project / "a.py", ns=(OLD, OLD))
    assert fingerprint(tmp_path, project) != before


def test_a_young_file_is_read_again_and_an_old_one_is_not(tmp_path, project, monkeypatch):
    fingerprint(tmp_path, project)
    known, _ = index(tmp_path, project)
    assert known._known == {}
    # Two seconds later the same files are old enough to be believed.
    late = time.time_ns() + 3 * 10**9
    monkeypatch.setattr(time, "time_ns", lambda: late)
    before = fingerprint(tmp_path, project)
    known, entries = index(tmp_path, project)
    assert len(known._known) == 2
    for name in ("a.py", "b.py"):
        (project / name).unlink()
    assert known.fingerprint(entries) == before


def test_a_file_that_cannot_be_read_has_no_fingerprint(tmp_path, project):
    known, entries = index(tmp_path, project)
    (project / "a.py").unlink()
    assert known.fingerprint(entries) == ""


def test_files_that_change_during_a_scan_are_noticed(tmp_path, project):
    known, entries = index(tmp_path, project)
    assert known.is_unchanged(entries)
    (project / "a.py").write_text("changed")
    assert not known.is_unchanged(entries)
    (project / "a.py").unlink()
    assert not known.is_unchanged(entries)


def test_a_damaged_index_knows_nothing_and_does_not_hurt(tmp_path, project):
    before = fingerprint(tmp_path, project)
    (tmp_path / "index").mkdir(exist_ok=True)
    known, _ = index(tmp_path, project)
    known._path.parent.mkdir(exist_ok=True)
    known._path.write_bytes(b"\xc1damaged")
    assert fingerprint(tmp_path, project) == before
