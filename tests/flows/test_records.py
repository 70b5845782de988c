"""Runs and decisions kept in a folder."""

import os
import stat
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from factories import NOW, decision, finding, run, waiver
from holdfast.config.gate import Policy
from holdfast.errors import StorageError, UsageError
from holdfast.flows.records import KEPT, DecisionRecord, Records
from holdfast.model.scan import Run

POLICY = Policy.model_validate(
    {
        "default": {"grace": "7d", "epss": 0.5},
        "required": [{"scanner": "ruff"}],
        "waivers": {"max_age": "90d"},
    }
)


@pytest.fixture
def records(tmp_path: Path) -> Records:
    return Records(tmp_path / "state" / "project")


def started(minutes: int) -> Run:
    return run(started=NOW + timedelta(minutes=minutes))


def record(number: int = 0, run_id: str = "a" * 32, minutes: int = 0) -> DecisionRecord:
    return DecisionRecord(
        decided=NOW + timedelta(minutes=minutes),
        run_id=run_id,
        decision=decision(id=f"{number:032x}"),
        policy=POLICY,
        waivers=(waiver(),),
    )


def test_a_run_is_read_as_it_was_kept(records: Records):
    one = run(findings=(finding(),), known=frozenset({"0" * 32}))

    run_id = records.save_run(one)

    assert records.load_run(run_id) == one
    assert records.load_run(run_id[:7]) == one


def test_nobody_else_may_read_what_is_kept(records: Records):
    records.save_run(run(findings=(finding(),)))
    records.save_decision(record())

    kept = (*records.list_runs(), *records.list_decisions())
    assert [one.path.stat().st_mode & 0o777 for one in kept] == [0o600, 0o600]


def test_a_run_is_named_by_its_content(records: Records):
    assert records.save_run(run()) == records.save_run(run())
    assert records.save_run(run()) != records.save_run(run(findings=(finding(),)))
    assert len(records.list_runs()) == 2


def test_runs_are_listed_the_newest_first_however_they_were_kept(records: Records):
    ids = {minutes: records.save_run(started(minutes)) for minutes in (5, 1, 9)}

    listed = records.list_runs()

    assert [one.id for one in listed] == [ids[9], ids[5], ids[1]]
    assert listed[0].time == NOW + timedelta(minutes=9)


def test_a_decision_is_read_with_its_policy_and_waivers(records: Records):
    records.save_decision(record(7))

    assert records.load_decision() == record(7)
    assert records.load_decision(f"{7:032x}") == record(7)


def test_the_last_decision_is_the_one_kept_last_also_within_a_second(records: Records):
    for number in (3, 9, 1):
        records.save_decision(record(number))

    assert records.load_decision().decision.id == f"{1:032x}"


def test_a_decision_made_again_is_kept_once(records: Records):
    records.save_decision(record(7))
    records.save_decision(record(7, minutes=5))

    (kept,) = records.list_decisions()
    assert kept.time == NOW + timedelta(minutes=5)


def test_old_runs_and_decisions_are_forgotten_but_no_run_that_a_decision_needs(records: Records):
    first = records.save_run(started(0))
    records.save_decision(record(0, run_id=first))
    second = records.save_run(started(1))
    for minutes in range(2, KEPT + 3):
        records.save_run(started(minutes))

    kept = {one.id for one in records.list_runs()}
    assert len(kept) == KEPT + 1
    assert first in kept
    assert second not in kept

    for number in range(1, KEPT + 5):
        records.save_decision(record(number, minutes=number))
    assert len(records.list_decisions()) == KEPT
    assert records.load_decision().decision.id == f"{KEPT + 4:032x}"


def test_a_run_older_than_all_that_are_kept_is_kept_when_it_is_asked_for(records: Records):
    for minutes in range(1, KEPT + 1):
        records.save_run(started(minutes))

    old = records.save_run(started(-60))

    assert records.load_run(old) == started(-60)


@pytest.mark.parametrize("wanted", ["ffff", "zz", "../../etc/passwd", "0" * 33, "*"])
def test_an_unknown_id_is_a_mistake_of_the_caller(records: Records, wanted: str):
    records.save_decision(record(7))

    with pytest.raises(UsageError):
        records.load_decision(wanted)
    with pytest.raises(UsageError):
        records.load_run(wanted)


def test_the_first_digits_of_several_ids_are_not_enough(records: Records):
    records.save_decision(record(1))
    records.save_decision(record(2))

    with pytest.raises(UsageError) as caught:
        records.load_decision("0000")
    assert caught.value.why == "2 of them start with it"


def test_nothing_kept_is_said_with_what_to_do(records: Records):
    assert records.list_runs() == ()
    with pytest.raises(UsageError) as caught:
        records.load_decision()
    assert caught.value.todo == "holdfast gate"


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"{}", b"\xff", b"[" * 100_000, b'{"policy": {"default": {"severity": "deadly"}}}'],
)
def test_damaged_files_are_named_and_not_half_believed(records: Records, content: bytes):
    run_id = records.save_run(run())
    records.save_decision(record(7, run_id=run_id))
    for kept in (*records.list_runs(), *records.list_decisions()):
        kept.path.write_bytes(content)

    with pytest.raises(StorageError) as caught:
        records.load_run(run_id)
    assert str(records.list_runs()[0].path) in caught.value.what
    with pytest.raises(StorageError):
        records.load_decision()


def test_a_policy_that_is_not_valid_any_more_is_damage(records: Records):
    records.save_decision(record(7))
    path = records.list_decisions()[0].path
    path.write_bytes(path.read_bytes().replace(b'"grace":"7d"', b'"grace":"soon"'))

    with pytest.raises(StorageError) as caught:
        records.load_decision()
    assert "soon" in caught.value.why


def test_files_of_others_and_of_crashed_writers_are_passed_over(records: Records):
    records.save_run(run())
    folder = records.list_runs()[0].path.parent
    (folder / "notes.txt").write_text("mine")
    (folder / ".20261121T093000Z-00.json.x8f2").write_text("half")

    assert len(records.list_runs()) == 1


@pytest.mark.skipif(os.getuid() == 0, reason="root may read and write everything")
def test_a_folder_without_permission_is_a_storage_error(records: Records):
    records.save_run(run())
    folder = records.list_runs()[0].path.parent
    folder.chmod(0)
    try:
        with pytest.raises(StorageError):
            records.list_runs()
        with pytest.raises(StorageError):
            records.save_run(replace(run(), service="other"))
    finally:
        folder.chmod(stat.S_IRWXU)


def test_a_file_where_the_folder_should_be_is_a_storage_error(tmp_path: Path):
    (tmp_path / "runs").write_text("")
    (tmp_path / "decisions").write_text("")
    records = Records(tmp_path)

    with pytest.raises(StorageError):
        records.save_run(run())
    with pytest.raises(StorageError):
        records.list_decisions()
