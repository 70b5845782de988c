"""The explanation as text."""

from datetime import date

from factories import TODAY, dependency_finding, failed_scan, finding, run, scan, waiver
from holdfast.config.gate import Policy
from holdfast.gate.deciding import decide
from holdfast.gate.explaining import explain
from holdfast.gate.narrative import MAX_SHOWN, as_text
from holdfast.model.scan import ScanStatus
from holdfast.model.severity import Severity

POLICY = Policy.model_validate({
    "categories": {"sca": {"kev": True}},
    "required": [{"scanner": "zap"}],
    "waivers": {"approver_required": True},
})  # fmt: skip


def text(findings: tuple, waivers: tuple = (), policy: Policy = POLICY) -> str:
    scans = (scan(status=ScanStatus.FINDINGS), failed_scan(scanner="semgrep"))
    on = run(findings=findings, scans=scans)
    return as_text(explain(decide(on, policy, waivers, TODAY), on, policy, waivers))


def test_it_tells_rule_by_rule_and_finding_by_finding():
    told = text((
        finding(),
        finding(rule="B101", severity=Severity.LOW, title="Assert used"),
        finding(rule="B105", title="Password in code"),
        dependency_finding(severity=Severity.LOW),
    ), (waiver(rule="B105", approver="bob"),))  # fmt: skip

    sections = [section.splitlines() for section in told.split("\n\n")]
    assert [lines[0] for lines in sections[1:]] == [
        "Rules",
        "Blocking: 1 finding",
        "Not decided: 1 finding",
        "Waived: 1 finding",
        "Not gated: 1 below threshold, 1 waived",
    ]
    assert sections[0][0].startswith("The gate fails: 1 of 4 findings block (1 high); not gated: ")
    assert sections[1][1:4] == [
        "      fail  gate.categories.sast.severity",
        "              asks:  no finding of severity high or above",
        "              found: 1 of 3 findings (1 high); not gated: 1 below threshold, 1 waived",
    ]
    assert "no verdict  gate.required.zap" in sections[1]
    assert sections[2][1:5] == [
        "      high  SQL built from text",
        "              at:    src/app.py:12",
        "              by:    gate.categories.sast.severity",
        "              why:   severity high reaches high",
    ]
    assert sections[5][1:] == [
        "              below threshold: Assert used, src/app.py:12: severity low is below high"
    ]


def test_waivers_to_look_at_are_told_with_their_places():
    lapsed = waiver(expires=date(2026, 11, 20), approver="bob", origin="holdfast.yaml:31")
    alone = waiver()
    idle = waiver(rule="gone", approver="bob")

    told = text((finding(),), (lapsed, alone, idle)).split("\n\n")[-1].splitlines()

    assert told == [
        "Waivers to look at",
        f"              EXPIRED, covers nothing: {lapsed} at holdfast.yaml:31",
        f"              refused, nobody approved it, and the policy asks for an approver: {alone}",
        f"              unused, fits no finding: {idle}",
    ]


def test_a_title_of_several_lines_stays_on_one():
    assert "      high  SQL built from text\n" in text((finding(title="SQL built\n\n  from text"),))


def test_the_text_ends_with_a_line():
    assert text(()).endswith("\n")
    assert not text(()).endswith("\n\n")


def test_a_long_list_is_cut_and_says_by_how_much():
    many = tuple(
        finding(rule=f"B{number}", severity=severity)
        for number in range(53)
        for severity in (Severity.HIGH, Severity.LOW)
    )

    told = text(many)

    assert told.count("      high  SQL built from text") == MAX_SHOWN
    assert told.count("below threshold: SQL") == MAX_SHOWN
    assert told.count("              3 more are in the JSON of the explanation") == 2
