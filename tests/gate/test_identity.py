"""A decision's name changes with everything that it rests on, and with nothing else."""

from dataclasses import replace
from datetime import timedelta

import pytest

from factories import NOW, coverage, decision, evidence, finding, run, scan, target, waiver
from holdfast.gate.identity import identity
from holdfast.model.decision import Decision
from holdfast.model.scan import Run, ScanStatus
from holdfast.model.severity import Severity
from holdfast.model.verdict import Verdict
from holdfast.model.waiver import Waiver

RUN = run(findings=(finding(),), known=frozenset())
NAME = identity(decision(), RUN, [waiver()])


def scanned(**over: object) -> Run:
    return replace(RUN, scans=(scan(status=ScanStatus.FINDINGS, finding_count=1, **over),))


@pytest.mark.parametrize(
    ("on", "made", "excepted"),
    [
        (RUN, decision(verdict=Verdict.FAIL), waiver()),
        (RUN, decision(policy_sha256="ef" * 32), waiver()),
        (RUN, decision(), waiver(owner="bob")),
        (replace(RUN, findings=(finding(severity=Severity.LOW),)), decision(), waiver()),
        (replace(RUN, findings=()), decision(), waiver()),
        (replace(RUN, known=None), decision(), waiver()),
        (replace(RUN, known=frozenset([finding().fingerprint])), decision(), waiver()),
        (replace(RUN, target=target(commit="f" * 40)), decision(), waiver()),
        (scanned(coverage=coverage(examined=19)), decision(), waiver()),
        (scanned(evidence=evidence(tool_version="2.0")), decision(), waiver()),
    ],
)
def test_anything_that_a_decision_rests_on_changes_its_name(on: Run, made: Decision, excepted: Waiver):
    assert identity(made, on, [excepted]) != NAME


@pytest.mark.parametrize(
    "on",
    [
        replace(RUN, started=NOW + timedelta(days=1)),
        replace(RUN, duration_seconds=99.0),
        scanned(evidence=evidence(started=NOW + timedelta(days=1), duration_seconds=99.0)),
        scanned(evidence=evidence(report_sha256="00" * 32, is_cached=True)),
    ],
)
def test_times_do_not_change_it(on: Run):
    assert identity(decision(), on, [waiver()]) == NAME


def test_one_waiver_more_or_a_run_of_texts_split_elsewhere_is_another_name():
    two = identity(decision(), RUN, [waiver(), waiver(owner="bob")])

    assert len({NAME, two, identity(decision(), RUN, [])}) == 3
