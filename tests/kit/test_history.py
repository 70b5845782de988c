"""What the history of a repository is said to hold."""

import os
import subprocess
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.errors import UsageError
from holdfast.kit.history import MAX_BLOB_BYTES, Extent, History, read_changes, read_commits
from repositories import Repository


@pytest.fixture(autouse=True)
def no_settings_of_the_machine(monkeypatch):
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


@pytest.fixture
def repository(tmp_path):
    return Repository(tmp_path / "repo")


def told(repository, extent=None):
    """Path and content of everything in the history."""
    return sorted(
        (origin.path, data.decode()) for origin, data in History(repository.root, extent).contents()
    )


def put(repository, name, text):
    repository.write(name, text)
    return repository.commit()


def test_each_content_is_told_once_by_the_commit_that_brought_it(repository):
    first = put(repository, "a.txt", "one\n")
    second = put(repository, "a.txt", "two\n")
    put(repository, "a.txt", "one\n")
    put(repository, "copy.txt", "two\n")
    origins = {origin.commit: origin.path for origin in History(repository.root).origins()}
    assert origins == {first: "a.txt", second: "a.txt"}


def test_what_was_deleted_and_what_was_never_merged_is_told(repository):
    put(repository, "gone.txt", "gone\n")
    repository.git("rm", "--quiet", "gone.txt")
    repository.commit()
    repository.git("switch", "--quiet", "--create", "side")
    put(repository, "side.txt", "side\n")
    repository.git("switch", "--quiet", "main")
    assert told(repository) == [("gone.txt", "gone\n"), ("side.txt", "side\n")]


def test_what_only_a_tag_or_the_stash_holds_is_told(repository):
    put(repository, "a.txt", "a\n")
    repository.git("switch", "--quiet", "--detach")
    put(repository, "tagged.txt", "tagged\n")
    repository.git("tag", "v1")
    repository.git("switch", "--quiet", "main")
    repository.write("a.txt", "stashed\n")
    repository.git("stash", "--quiet")
    assert {content for _, content in told(repository)} == {"a\n", "tagged\n", "stashed\n"}


def test_what_a_merge_itself_brings_is_told_and_what_it_takes_over_is_not_told_again(repository):
    put(repository, "a.txt", "a\n")
    repository.git("switch", "--quiet", "--create", "side")
    put(repository, "b.txt", "b\n")
    repository.git("switch", "--quiet", "main")
    put(repository, "c.txt", "c\n")
    repository.git("merge", "--quiet", "--no-commit", "side")
    put(repository, "a.txt", "evil\n")
    assert told(repository) == [("a.txt", "a\n"), ("a.txt", "evil\n"), ("b.txt", "b\n"), ("c.txt", "c\n")]


@pytest.mark.parametrize("name", ["with\nline", "tab\there", 'quo"te', "grün.txt", ":100644 x", " "])
def test_any_name_is_told_as_it_is(repository, name):
    put(repository, name, "x\n")
    assert told(repository) == [(name, "x\n")]


def test_a_content_of_any_bytes_is_told_whole(repository):
    data = bytes(range(256)) * 40 + b"\nblob 3\nabc"
    repository.write("a.bin").write_bytes(data)
    repository.commit()
    assert [content for _, content in History(repository.root).contents()] == [data]


def test_many_contents_come_in_their_order(repository):
    for number in range(5):
        repository.write(f"{number}.txt", f"{number}\n" * (number + 1))
    repository.commit()
    assert told(repository) == [(f"{number}.txt", f"{number}\n" * (number + 1)) for number in range(5)]


def test_of_a_folder_only_its_own_part_is_told_by_its_own_names(repository):
    put(repository, "api/src/a.txt", "mine\n")
    put(repository, "web/b.txt", "other\n")
    contents = History(repository.root / "api").contents()
    assert [(origin.path, data) for origin, data in contents] == [("src/a.txt", b"mine\n")]


def test_an_empty_repository_holds_nothing(repository):
    assert told(repository) == []
    assert History(repository.root).current() == frozenset()


def test_the_day_is_the_authors(repository, monkeypatch):
    repository.write("a.txt")
    repository.git("add", ".")
    repository.git("commit", "--quiet", "--message", "m", "--date", "2020-02-29T12:00:00Z")
    assert [origin.day for origin in History(repository.root).origins()] == [date(2020, 2, 29)]


def test_a_depth_takes_the_newest_commits(repository):
    put(repository, "a.txt", "old\n")
    put(repository, "a.txt", "new\n")
    assert told(repository, Extent(depth=1)) == [("a.txt", "new\n")]


def test_since_leaves_out_what_a_revision_has(repository):
    put(repository, "a.txt", "old\n")
    repository.git("tag", "v1")
    put(repository, "a.txt", "new\n")
    assert told(repository, Extent(since="v1")) == [("a.txt", "new\n")]


@pytest.mark.parametrize("revision", ["nowhere", "--all", "-n1", "HEAD --not HEAD"])
def test_a_revision_that_is_none_is_refused(repository, revision):
    put(repository, "a.txt", "a\n")
    with pytest.raises(UsageError):
        told(repository, Extent(since=revision))


def test_what_is_checked_out_is_known(repository):
    put(repository, "a.txt", "old\n")
    put(repository, "a.txt", "new\n")
    history = History(repository.root)
    current = history.current()
    assert [data for origin, data in history.contents() if origin.blob in current] == [b"new\n"]


def test_a_shallow_clone_says_that_older_commits_are_missing(repository, tmp_path):
    put(repository, "a.txt", "old\n")
    put(repository, "a.txt", "new\n")
    clone = tmp_path / "clone"
    repository.git("clone", "--quiet", "--depth=1", f"file://{repository.root}", str(clone))
    (gap,) = History(clone).gaps()
    assert "shallow" in gap
    assert History(repository.root).gaps() == ()


@pytest.fixture
def partial(repository, tmp_path):
    """A clone that left its contents where they came from."""
    put(repository, "a.txt", "a\n")
    put(repository, "b.txt", "b\n")
    repository.git("config", "uploadpack.allowFilter", "true")
    clone = tmp_path / "clone"
    repository.git(
        "clone", "--quiet", "--no-checkout", "--filter=blob:none", f"file://{repository.root}", str(clone)
    )
    return clone


def missing_in(folder):
    listing = ["git", "rev-list", "--objects", "--all", "--missing=print"]
    return subprocess.run(listing, cwd=folder, capture_output=True, check=True).stdout


def test_what_a_partial_clone_lacks_is_named_and_not_fetched(partial):
    history = History(partial)
    assert list(history.contents()) == []
    assert [name.partition("@")[0] for name in history.unread] == ["a.txt", "b.txt"]
    assert "partial" in history.gaps()[0]
    assert missing_in(partial).count(b"?") == 2


def test_no_program_that_a_repository_names_is_run(partial, tmp_path):
    """A lazy fetch would run what ``uploadpack`` names; others a file monitor, a hook, a text conversion."""
    mark = tmp_path / "run"
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch '{mark}'\nexit 1\n")
    program.chmod(0o755)
    settings = {
        "remote.origin.uploadpack": program, "core.fsmonitor": program, "core.hooksPath": tmp_path,
        "protocol.file.allow": "always", "diff.x.textconv": program, "diff.x.command": program,
        "filter.x.smudge": program, "filter.x.clean": program, "core.sshCommand": program,
        "diff.external": program,
        "core.pager": program, "core.alternateRefsCommand": program,
    }  # fmt: skip
    for name, value in settings.items():
        subprocess.run(["git", "config", name, str(value)], cwd=partial, check=True)
    (partial / ".git/info/attributes").write_text("* diff=x filter=x\n")
    history = History(partial)
    list(history.contents())
    history.gaps()
    history.current()
    history.state()
    assert len(history.unread) == 2
    assert not mark.exists()
    # Git left to itself does run it.
    blob = subprocess.run(
        ["git", "rev-list", "--objects", "--all", "--missing=print"],
        cwd=partial,
        capture_output=True,
        check=True,
    ).stdout.partition(b"?")[2][:40]
    subprocess.run(["git", "cat-file", "-e", blob], cwd=partial, check=False, capture_output=True)
    assert mark.exists()


def test_replaced_objects_and_grafts_hide_nothing(repository):
    first = put(repository, "a.txt", "hidden\n")
    second = put(repository, "a.txt", "shown\n")
    repository.git("replace", "--graft", second)
    (repository.root / ".git/info/grafts").write_text(f"{second}\n")
    assert ("a.txt", "hidden\n") in told(repository)
    assert first


def test_a_content_that_is_gone_is_named_and_the_others_are_read(repository):
    put(repository, "a.txt", "a\n")
    put(repository, "b.txt", "b\n")
    blob = repository.git("rev-parse", "HEAD:a.txt")
    (repository.root / ".git/objects" / blob[:2] / blob[2:]).unlink()
    history = History(repository.root)
    assert [data for _, data in history.contents()] == [b"b\n"]
    assert [name.partition("@")[0] for name in history.unread] == ["a.txt"]


def test_the_state_changes_with_refs_and_is_unknown_for_a_partial_clone(repository, partial):
    before = History(repository.root).state()
    assert before == History(repository.root).state()
    repository.git("branch", "other")
    assert History(repository.root).state() != before
    assert History(partial).state() == ""


def test_the_limit_of_a_content_leaves_room_in_memory():
    assert MAX_BLOB_BYTES <= 64 * 2**20


@given(st.binary(max_size=300))
def test_any_list_of_commits_is_read_without_an_error(output):
    for commit, seconds in read_commits(output):
        assert len(commit) in {40, 64}
        assert isinstance(seconds, int)


@given(st.lists(st.one_of(st.binary(max_size=60), st.sampled_from([b":", b"::", b":100644 100644 a b M"]))))
def test_any_list_of_changes_is_read_without_an_error(fields):
    for _, blob, _ in read_changes(fields):
        assert blob.strip(b"0")


def test_a_merge_of_three_names_its_own_content():
    zero, one, two = (b"0" * 40, b"1" * 40, b"2" * 40)
    fields = [
        b"c" * 40, b":000000 100644 " + zero + b" " + one + b" A", b":odd name",
        b"d" * 40, b":::100644 100644 100644 100644 " + b" ".join([one, one, one, two]) + b" MMM", b"merged",
        b"e" * 40, b":100644 000000 " + one + b" " + zero + b" D", b"gone",
        b":000000 160000 " + zero + b" " + one + b" A", b"submodule",
    ]  # fmt: skip
    assert list(read_changes(fields)) == [(b"c" * 40, one, b":odd name"), (b"d" * 40, two, b"merged")]
