"""When an answer of the advisory database may be quoted again."""

import json
import zipfile
from datetime import UTC, datetime, timedelta

from holdfast.flows.advice import advisories_in
from holdfast.intel.database import FILE
from holdfast.intel.feeds import FeedKind
from holdfast.intel.index import FeedFile, build

NOW = datetime(2026, 11, 21, tzinfo=UTC)
WEEK = timedelta(days=7)


def database(folder):
    with zipfile.ZipFile(folder / "all.zip", "w") as packed:
        packed.writestr(
            "one.json", json.dumps({"id": "A-1", "modified": "2026-11-20T00:00:00Z", "affected": []})
        )
    feed = FeedFile(
        name="npm", kind=FeedKind.OSV, path=folder / "all.zip", source="ours", fetched=NOW, as_of=NOW
    )
    build(folder / FILE, [feed], NOW)
    return folder / FILE


def test_the_state_changes_when_a_feed_grows_old_and_not_before(tmp_path):
    file = database(tmp_path)
    first = advisories_in(file, NOW, WEEK)
    assert (first.folder, first.max_age) == (tmp_path, WEEK)
    assert advisories_in(file, NOW + timedelta(days=6), WEEK) == first
    assert advisories_in(file, NOW + timedelta(days=8), WEEK).state != first.state


def test_the_state_changes_with_the_file(tmp_path):
    file = database(tmp_path)
    first = advisories_in(file, NOW, WEEK)
    file.unlink()
    database(tmp_path)
    assert advisories_in(file, NOW, WEEK).state != first.state


def test_a_missing_and_a_damaged_database_have_a_state_of_their_own(tmp_path):
    assert advisories_in(tmp_path / FILE, NOW, WEEK).state == "none"
    (tmp_path / FILE).write_bytes(b"not a database" * 100)
    assert advisories_in(tmp_path / FILE, NOW, WEEK).state == "none"
