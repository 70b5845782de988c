"""Lists of findings: their order, their groups, and whose they are."""

from hypothesis import given

import factories
from holdfast.model.decision import WaivedFinding
from holdfast.model.finding import Epss
from holdfast.model.severity import Severity
from holdfast.render.listing import WORST_FIRST, Standing, counts, entries, grouped, shelves
from holdfast.render.rendering import Document
from strategies import documents


def listed(*findings, decision=None, known=None):
    return entries(Document(run=factories.run(findings=findings, known=known), decision=decision))


def rules(shown):
    return [entry.finding.rule for entry in shown]


def test_severities_are_named_worst_first_with_unknown_above_low():
    assert [severity.value for severity in WORST_FIRST] == [
        "critical",
        "high",
        "medium",
        "unknown",
        "low",
        "info",
    ]


def test_what_blocks_comes_first_and_what_is_waived_last():
    low = factories.finding(rule="blocks", severity=Severity.LOW)
    critical = factories.finding(rule="waived", severity=Severity.CRITICAL)
    high = factories.finding(rule="through", severity=Severity.HIGH)
    decision = factories.decision(
        blocking=(low.fingerprint,),
        waived=(WaivedFinding(fingerprint=critical.fingerprint, waiver=factories.waiver()),),
    )
    shown = listed(critical, high, low, decision=decision)
    assert [(entry.finding.rule, entry.standing) for entry in shown] == [
        ("blocks", Standing.BLOCKS),
        ("through", Standing.LET_THROUGH),
        ("waived", Standing.WAIVED),
    ]


def test_of_equal_severity_the_exploited_and_the_likely_come_first():
    plain = factories.finding(rule="plain")
    likely = factories.finding(rule="likely", epss=Epss(score=0.9))
    exploited = factories.finding(rule="exploited", is_exploited=True)
    assert rules(listed(plain, likely, exploited)) == ["exploited", "likely", "plain"]


def test_without_a_gate_nothing_stands_anywhere():
    assert [entry.standing for entry in listed(factories.finding())] == [Standing.UNGATED]


def test_what_is_new_is_known_only_with_a_baseline():
    old, new = factories.finding(rule="old"), factories.finding(rule="new")
    assert {entry.is_new for entry in listed(old, new)} == {None}
    shown = listed(old, new, known=frozenset({old.fingerprint}))
    assert {entry.finding.rule: entry.is_new for entry in shown} == {"old": False, "new": True}


def test_the_same_weakness_in_two_places_is_one_group():
    places = (factories.location(line=1), factories.location(line=2), factories.location(line=2, column=5))
    groups = grouped(listed(*(factories.finding(location=place) for place in places)))
    assert [group.places for group in groups] == [("src/app.py:1", "src/app.py:2")]
    assert len(groups[0].entries) == 3


def test_a_group_never_mixes_what_the_gate_tells_apart():
    one, two = factories.finding(), factories.finding(location=factories.location(line=2))
    decision = factories.decision(blocking=(one.fingerprint,))
    assert len(grouped(listed(one, two, decision=decision))) == 2


@given(documents())
def test_groups_hold_every_entry_once(document):
    shown = entries(document)
    assert sorted(id(entry) for group in grouped(shown) for entry in group.entries) == sorted(map(id, shown))


def test_counts_name_every_severity():
    assert dict(counts([factories.finding()])) == {
        severity: int(severity is Severity.HIGH) for severity in Severity
    }


def test_a_merged_finding_is_shown_once_by_a_tool_that_has_a_scan():
    merged = factories.finding(tool="semgrep", sources=(factories.source(), factories.source(tool="semgrep")))
    found = shelves(Document(run=factories.run(findings=(merged,))))
    assert [(shelf.name, len(shelf.entries)) for shelf in found] == [("bandit", 1)]


def test_a_tool_without_a_scan_has_a_shelf_too_and_a_scan_without_findings_keeps_its_own():
    found = shelves(Document(run=factories.run(findings=(factories.finding(tool="zap"),))))
    assert [(shelf.name, len(shelf.scans), len(shelf.entries)) for shelf in found] == [
        ("bandit", 1, 0),
        ("zap", 0, 1),
    ]
