"""Deciding, explaining again, and trying another policy."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from factories import NOW, finding, run, waiver
from holdfast.config.gate import Policy
from holdfast.errors import UsageError
from holdfast.flows.gate_project import Demands, GateProject
from holdfast.flows.records import Records
from holdfast.gate.weighing import Outcome
from holdfast.model.severity import Severity
from holdfast.model.verdict import Verdict

STRICT = Demands(policy=Policy.model_validate({"default": {"severity": "low"}}))
USUAL = Demands(policy=Policy())
SMALL = finding(severity=Severity.LOW)


class FixedClock:
    def __init__(self, now: datetime) -> None:
        self.time = now

    def now(self) -> datetime:
        return self.time


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 11, 21, 23, 59, tzinfo=UTC))


@pytest.fixture
def project(tmp_path: Path, clock: FixedClock) -> GateProject:
    return GateProject(Records(tmp_path), clock)


def test_the_day_of_a_decision_is_the_clocks(project: GateProject, clock: FixedClock):
    demands = Demands(policy=Policy(), waivers=(waiver(expires=date(2026, 11, 21)),))
    on = run(findings=(finding(),))

    assert project.decide(on, demands).verdict is Verdict.PASS
    clock.time += timedelta(minutes=1)
    assert project.decide(on, demands).verdict is Verdict.FAIL


def test_a_kept_decision_is_repeated_long_after_by_its_id_with_its_own_policy(
    project: GateProject, clock: FixedClock
):
    on = run(findings=(SMALL,))
    decision = project.decide(on, STRICT)
    project.keep(on, STRICT, decision)
    project.keep(on, USUAL, project.decide(on, USUAL))
    clock.time += timedelta(days=400)

    repeated = project.explain(decision.id[:8])

    assert repeated.is_same
    assert repeated.explanation.decision == decision
    assert [one.outcome for one in repeated.explanation.findings] == [Outcome.BLOCKS]


def test_the_last_decision_is_explained_when_none_is_named(project: GateProject, clock: FixedClock):
    on = run(findings=(SMALL,))
    project.keep(on, STRICT, project.decide(on, STRICT))
    clock.time += timedelta(minutes=1)
    project.keep(on, USUAL, project.decide(on, USUAL))

    assert project.explain().explanation.decision.verdict is Verdict.PASS


def test_a_decision_that_comes_out_otherwise_today_says_so(tmp_path: Path, clock: FixedClock):
    records = Records(tmp_path)
    project = GateProject(records, clock)
    on = run(findings=(SMALL,))
    project.keep(on, STRICT, project.decide(on, STRICT))
    file = records.list_decisions()[0].path
    file.write_bytes(file.read_bytes().replace(b'"verdict":"fail"', b'"verdict":"pass"'))

    repeated = project.explain()

    assert not repeated.is_same
    assert repeated.explanation.decision.verdict is Verdict.PASS


def test_without_a_decision_there_is_nothing_to_explain(project: GateProject):
    with pytest.raises(UsageError):
        project.explain()


def test_a_simulation_judges_the_last_runs_each_on_its_own_day(tmp_path: Path, clock: FixedClock):
    records = Records(tmp_path)
    for days in range(3):
        records.save_run(run(started=NOW - timedelta(days=days), findings=(SMALL,)))
    excused = Demands(policy=STRICT.policy, waivers=(waiver(expires=date(2026, 11, 20)),))

    trials = GateProject(records, clock).simulate(USUAL, excused, last=2)

    assert [trial.started.day for trial in trials] == [21, 20]
    assert [trial.before.verdict for trial in trials] == [Verdict.PASS, Verdict.PASS]
    assert [trial.after.verdict for trial in trials] == [Verdict.FAIL, Verdict.PASS]
    assert trials[0].comparison.begins_to_block == (SMALL.fingerprint,)
    assert trials[0].run_id == records.list_runs()[0].id


def test_a_simulation_without_runs_is_empty(project: GateProject):
    assert project.simulate(USUAL, STRICT, last=10) == []
