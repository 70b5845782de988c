"""Facts about updating the database, with files and with a real server."""

import io
import json
import threading
import zipfile
from datetime import UTC, datetime, timedelta

import pytest

from advisory_feeds import affected, archive, osv
from fakes import FakeClock
from holdfast.errors import DownloadError, ReportError, StorageError
from holdfast.intel.advisories import Package
from holdfast.intel.database import FILE, open_database
from holdfast.intel.downloading import Patience
from holdfast.intel.feeds import FeedKind
from holdfast.intel.sources import Wanted, wanted_feeds
from holdfast.intel.updating import Updater
from holdfast.kit.files import locked
from web_server import error, file, site

QUICK = Patience(attempts=2, pause=timedelta(0), silence=timedelta(seconds=2))
INSTALLED = Package("npm", "left-pad", "1.0.0")
WEEK = timedelta(days=7)


def records(count, prefix="X"):
    item = affected("npm", "left-pad", ("introduced:0", "fixed:1.3.0"))
    return [osv(f"{prefix}-{number}", item) for number in range(count)]


def zipped(rows):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as out:
        for row in rows:
            out.writestr(f"{row['id']}.json", json.dumps(row))
    return buffer.getvalue()


@pytest.fixture
def web():
    with site() as found:
        yield found


@pytest.fixture
def updater(tmp_path):
    return Updater(
        folder=tmp_path / "advisories",
        clock=FakeClock(datetime(2026, 11, 21, 12, tzinfo=UTC)),
        patience=QUICK,
    )


def from_files(tmp_path, count, prefix="X"):
    path = archive(tmp_path / "in" / "npm" / "all.zip", records(count, prefix))
    return wanted_feeds([str(path)], (), ())


def npm_from(web, *answers):
    return [Wanted(name="npm", kind=FeedKind.OSV, url=web.on("/npm/all.zip", *answers))]


def matching(updater):
    with open_database(updater.folder / FILE) as database:
        return len(database.match([INSTALLED]).packages[0].vulnerabilities)


def test_files_become_a_database_as_old_as_their_newest_record(tmp_path, updater):
    done = updater.update(from_files(tmp_path, 4))
    assert (done.fresh, done.failures) == (("npm",), ())
    assert done.feeds[0].as_of == datetime(2026, 11, 20, tzinfo=UTC)
    assert done.feeds[0].source.endswith("in/npm/all.zip")
    assert matching(updater) == 4


def test_a_stated_day_is_what_imported_files_vouch_for(tmp_path, updater):
    day = datetime(2026, 1, 1, tzinfo=UTC)
    assert updater.update(from_files(tmp_path, 4), day).feeds[0].as_of == day


def test_a_folder_of_loose_records_is_imported_without_following_links(tmp_path, updater):
    folder = tmp_path / "in" / "npm"
    folder.mkdir(parents=True)
    for row in records(3):
        (folder / f"{row['id']}.json").write_text(json.dumps(row))
    (tmp_path / "outside.json").write_text(json.dumps(records(1, "Y")[0]))
    (folder / "link.json").symlink_to(tmp_path / "outside.json")
    updater.update(wanted_feeds([str(folder)], (), ()))
    assert matching(updater) == 3


def test_a_download_vouches_for_its_own_time(web, updater):
    done = updater.update(npm_from(web, file(zipped(records(4)))))
    assert done.feeds[0].as_of == updater.clock.now()
    assert done.feeds[0].sha256
    assert matching(updater) == 4


def test_what_has_not_changed_is_not_fetched_again_but_is_fresh_again(web, updater):
    wanted = npm_from(web, file(zipped(records(4))))
    updater.update(wanted)
    updater.clock.moment += 2 * WEEK
    done = updater.update(wanted)
    assert web.requests[1][1]["If-None-Match"] == '"one"'
    assert (done.fresh, done.feeds[0].as_of) == (("npm",), updater.clock.now())


def test_a_kept_copy_that_was_damaged_is_fetched_again(web, updater):
    wanted = npm_from(web, file(zipped(records(4))))
    updater.update(wanted)
    (updater.folder / "feeds" / "npm" / "all.zip").write_bytes(b"damaged")
    updater.update(wanted)
    assert "If-None-Match" not in web.requests[1][1]
    assert matching(updater) == 4


def test_a_kept_copy_that_was_damaged_is_told_when_another_feed_is_updated(tmp_path, updater):
    updater.update(from_files(tmp_path, 4))
    (updater.folder / "feeds" / "npm" / "all.zip").write_bytes(b"damaged")
    done = updater.update(wanted_feeds([str(archive(tmp_path / "Go.zip", [osv("GO-1")]))], (), ()))
    assert [name for name, _ in done.failures] == ["npm"]
    assert [feed.name for feed in done.feeds] == ["Go"]


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (error(500), DownloadError),
        (error(404), DownloadError),
        (file(zipped(records(10)), '"cut"', cut_after=100), DownloadError),
        (file(zipped(records(10))[:-30], '"cut"'), StorageError),
        (file(b"<html>sorry</html>", '"html"'), StorageError),
        (file(zipped([]), '"empty"'), ReportError),
        (file(zipped(records(4)), '"shrunk"'), ReportError),
    ],
)
def test_what_goes_wrong_leaves_the_last_good_copy(web, updater, answer, kind):
    updater.update(npm_from(web, file(zipped(records(10)))))
    done = updater.update(npm_from(web, answer))
    ((name, failure),) = done.failures
    assert (name, type(failure)) == ("npm", kind)
    assert failure.what
    assert failure.todo
    assert done.fresh == ()
    assert matching(updater) == 10


def test_a_feed_that_has_shrunk_is_taken_by_force(tmp_path, updater):
    updater.update(from_files(tmp_path, 10))
    assert (
        updater.update(from_files(tmp_path, 4)).failures[0][1].what == "npm has shrunk from 10 records to 4"
    )
    assert updater.update(from_files(tmp_path, 4), is_forced=True).failures == ()
    assert matching(updater) == 4


def test_one_feed_that_fails_does_not_hold_up_the_others(web, updater):
    go = Wanted(name="Go", kind=FeedKind.OSV, url=web.on("/Go/all.zip", error(500)))
    done = updater.update([go, *npm_from(web, file(zipped(records(4))))])
    assert (done.fresh, [name for name, _ in done.failures]) == (("npm",), ["Go"])


def test_other_feeds_stay_when_one_is_updated(tmp_path, updater):
    updater.update(from_files(tmp_path, 4))
    (tmp_path / "kev.json").write_text(json.dumps({"vulnerabilities": [{"cveID": "CVE-2026-1000"}]}))
    done = updater.update(wanted_feeds([str(tmp_path / "kev.json")], (), ()))
    assert [feed.name for feed in done.feeds] == ["kev", "npm"]
    assert updater.present == ("kev", "npm")


def test_what_a_mirror_need_not_have_is_absent_not_failed(web, updater):
    web.on("/npm/all.zip", file(zipped(records(4))))
    done = updater.update(wanted_feeds([web.url], ("npm",), ()))
    assert (done.absent, done.failures) == (("kev", "epss"), ())


def test_nothing_at_all_is_an_error(web, updater):
    with pytest.raises(DownloadError):
        updater.update(npm_from(web, error(500)))
    with pytest.raises(DownloadError, match="No feed"):
        updater.update(wanted_feeds([f"{web.url}/nowhere"], (), ()))
    assert not (updater.folder / FILE).exists()


def test_an_interrupted_download_goes_on_at_the_next_update(web, updater):
    data = zipped(records(300))
    with pytest.raises(DownloadError):
        updater.update(npm_from(web, file(data, cut_after=500), error(500)))
    updater.update(npm_from(web, file(data)))
    assert web.requests[-1][1]["Range"] == "bytes=500-"
    assert matching(updater) == 300


def test_the_index_before_is_kept(tmp_path, updater):
    updater.update(from_files(tmp_path, 4))
    updater.update(from_files(tmp_path, 5))
    with open_database(updater.folder / "advisories.previous.sqlite") as previous:
        assert previous.feeds[0].records == 4
    assert matching(updater) == 5


def test_two_updates_at_a_time_are_one_too_many(tmp_path, updater):
    with locked(updater.folder / "update.lock") as is_ours:
        assert is_ours
        with pytest.raises(StorageError, match="Another update"):
            updater.update(from_files(tmp_path, 4))


def test_readers_see_one_index_or_the_other_while_updates_run(tmp_path, updater):
    updater.update(from_files(tmp_path, 4))
    seen, stop = set(), threading.Event()

    def read():
        while not stop.is_set():
            seen.add(matching(updater))

    reader = threading.Thread(target=read)
    reader.start()
    for count in (5, 4, 5, 4):
        updater.update(from_files(tmp_path, count))
    stop.set()
    reader.join()
    assert seen <= {4, 5}
    assert seen


def test_progress_is_told(web, updater):
    told, tracked = [], []
    updater = Updater(
        folder=updater.folder,
        clock=updater.clock,
        patience=QUICK,
        tell=told.append,
        track=lambda *at: tracked.append(at),
    )
    data = zipped(records(4))
    updater.update(npm_from(web, file(data)))
    assert told[0] == "npm: fetching"
    assert tracked[-1] == ("npm", len(data), len(data))


def test_records_that_cannot_be_read_never_replace_those_that_could(tmp_path, updater):
    updater.update(from_files(tmp_path, 4))
    spoiled = archive(tmp_path / "in" / "npm" / "all.zip", records(2), {f"{n}.json": b"[]" for n in range(9)})
    wanted = wanted_feeds([str(spoiled)], (), ())
    done = updater.update(wanted)
    assert [(name, failure.what) for name, failure in done.failures] == [
        ("npm", "9 of 11 records of npm cannot be read")
    ]
    assert matching(updater) == 4
    assert updater.update(wanted, is_forced=True).failures == ()
    assert matching(updater) == 2


def test_a_first_feed_is_taken_as_it_is_and_its_state_says_what_it_is(tmp_path, updater):
    spoiled = archive(tmp_path / "in" / "npm" / "all.zip", records(2), {f"{n}.json": b"[]" for n in range(9)})
    done = updater.update(wanted_feeds([str(spoiled)], (), ()))
    assert done.failures == ()
    assert not done.feeds[0].is_readable
