"""The database of advisories, updated from files that are broken or hostile, killed, and twice at once."""

import json
import os
import random
import shutil
import time
import zipfile

import pytest

from advisory_feeds import affected, archive, osv
from commandline import CommandLine, end_all, until

AXIOS = "pkg:npm/axios@1.4.0"
WEAK = affected("npm", "axios", ("introduced:0", "fixed:1.5.0"))


@pytest.fixture
def user(tmp_path_factory, advisories):
    """A user with a database of their own."""
    user = CommandLine.new(tmp_path_factory.mktemp("updater"), None)
    shutil.copytree(advisories, user.cache / "advisories")
    return user


@pytest.fixture
def feed(tmp_path):
    """Where the archive of npm's advisories is to lie."""
    path = tmp_path / "feeds" / "npm" / "all.zip"
    path.parent.mkdir(parents=True)
    return path


def members(path, **contents):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in contents.items():
            file.writestr(name, content)


def many(path, count):
    records = (
        osv(f"X-{number}", affected("npm", f"package-{number}", ("introduced:0",))) for number in range(count)
    )
    return archive(path, [osv("GHSA-2222-3333-4444", WEAK), *records])


def known(user):
    """What the database says of a package that the example's advisories know."""
    ended = user("db", "match", AXIOS, "--json")
    return ended.code, [sorted(one["ids"]) for one in ended.document["packages"][0]["vulnerabilities"]]


@pytest.fixture(scope="module")
def good(tmp_path_factory, advisories):
    """What the example's database says."""
    said = known(CommandLine.new(tmp_path_factory.mktemp("reader"), None, advisories))
    assert (said[0], len(said[1]) > 3) == (0, True)
    return said


BOMB = b'{"id": "' + b"a" * 100 * 2**20 + b'"}'
RECORD = json.dumps(osv("GHSA-2222-3333-4444", WEAK)).encode()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.write_bytes(random.Random(1).randbytes(100_000)),  # noqa: S311 - noise.
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b"PK\x05\x06" + b"\x00" * 18),
        lambda path: path.write_bytes(many(path, 500).read_bytes()[:-500]),
        lambda path: members(path, **{"bomb.json": BOMB}),
        lambda path: members(path, **{f"{number}.json": b"[" * 100_000 for number in range(40)}),
        lambda path: members(path, **{"nothing.txt": b"no record"}),
    ],
    ids=["noise", "empty", "no members", "cut", "bomb", "deep", "no records"],
)
def test_a_broken_archive_is_refused_and_the_last_good_copy_stays(user, good, feed, spoil):
    spoil(feed)
    ended = user("db", "update", "--from", feed.parent.parent)
    assert ended.code == 3
    assert "npm: not updated" in ended.err
    assert known(user) == good


def test_names_in_an_archive_lead_nowhere(user, feed, tmp_path):
    names = [
        "../../../out.json",
        "/tmp/holdfast-out.json",
        "C:\\out.json",
        "a/../../../out.json",
        "nul\x1b[31m.json",
    ]
    members(feed, **dict.fromkeys(names, RECORD), **{f"{number}.json": RECORD for number in range(40)})
    before = set(tmp_path.rglob("*"))
    ended = user("db", "update", "--from", feed.parent.parent, "--as-of", "2026-01-01")
    assert ended.code == 0
    assert "\x1b" not in ended.out + ended.err
    assert set(tmp_path.rglob("*")) == before
    assert not list(user.cache.parent.rglob("*out.json"))


def test_a_folder_of_records_with_links_and_pipes_in_it_is_read_to_its_end(user, tmp_path):
    folder = tmp_path / "npm"
    folder.mkdir()
    (folder / "GHSA-2222-3333-4444.json").write_bytes(RECORD)
    (folder / "linked.json").symlink_to("/etc/passwd")
    os.mkfifo(folder / "pipe.json")
    (folder / "folder.json").mkdir()
    ended = user("db", "update", "--from", tmp_path, "--force")
    assert ended.code == 0, ended.err
    assert known(user)[1] == [["GHSA-2222-3333-4444"]]


def test_an_update_that_is_killed_leaves_the_last_good_database(user, good, feed):
    """At any moment: while it reads, builds, or swaps."""
    many(feed, 3000)
    chance = random.Random(5)  # noqa: S311 - delays, not secrets.
    command = ("db", "update", "--from", feed.parent.parent, "--as-of", "2026-11-21")
    for _ in range(3):
        process = user.start(*command)
        until(
            lambda made=process: (
                (user.cache / "advisories/incoming/npm/all.zip").exists() or made.poll() is not None
            )
        )
        time.sleep(chance.uniform(0, 1))
        process.kill()
        process.communicate(timeout=20)
        end_all(user.children())
        assert known(user) in (good, (0, [["GHSA-2222-3333-4444"]]))
    assert user(*command).code == 0
    assert known(user)[1] == [["GHSA-2222-3333-4444"]]
    assert user("db", "status").code in {0, 3}
    left = {path.name for path in (user.cache / "advisories").iterdir()}
    assert left <= {"advisories.sqlite", "advisories.previous.sqlite", "feeds", "incoming", "update.lock"}


def test_two_updates_at_once_make_one_whole_database(user, feed):
    many(feed, 1000)
    command = ("db", "update", "--from", feed.parent.parent, "--as-of", "2026-11-21")
    both = [user.start(*command) for _ in range(2)]
    answers = [process.communicate(timeout=100)[1].decode() for process in both]
    codes = sorted(process.returncode for process in both)
    assert codes in ([0, 0], [0, 3]), answers
    assert codes == [0, 0] or any("Another update" in answer for answer in answers)
    assert known(user)[1] == [["GHSA-2222-3333-4444"]]
