"""A simulation as text."""

from datetime import timedelta

from factories import NOW, TODAY, finding, run
from holdfast.cli.trials import as_text
from holdfast.config.gate import Policy
from holdfast.flows.gate_project import Trial
from holdfast.gate.deciding import decide
from holdfast.model.finding import Finding
from holdfast.model.severity import Severity

USUAL = Policy()
STRICT = Policy.model_validate({"default": {"severity": "low"}, "categories": {"sast": {"kev": True}}})


def trial(*findings: Finding, before: Policy = USUAL, after: Policy = STRICT) -> Trial:
    on = run(findings=findings)
    return Trial(
        run_id="0123456789abcdef" * 2,
        started=NOW + timedelta(hours=1),
        run=on,
        before=decide(on, before, (), TODAY),
        after=decide(on, after, (), TODAY),
    )


def test_a_trial_tells_verdicts_rules_and_findings():
    told = as_text([trial(finding(severity=Severity.LOW, title="A\n title"))])

    assert told == (
        "2026-11-21 10:30 UTC  run 0123456789ab  pass -> fail\n"
        "  gate.categories.sast.severity\n"
        "    now   pass: no finding of severity high or above\n"
        "    then  fail: no finding of severity low or above\n"
        "  gate.categories.sast.kev\n"
        "    now   no such rule\n"
        "    then  pass: no vulnerability that is known to be exploited\n"
        "  begins to block: low A title, src/app.py:12\n"
        "\n"
        "1 run tried, another verdict for 1\n"
    )


def test_a_milder_policy_ceases_to_block():
    told = as_text([trial(finding(severity=Severity.LOW), before=STRICT, after=USUAL)])

    assert "  ceases to block: low SQL built from text, src/app.py:12" in told.splitlines()


def test_the_same_policy_changes_nothing():
    told = as_text([trial(finding(), after=USUAL), trial(after=USUAL)]).splitlines()

    assert [line.split("  ")[-1] for line in told if "run 0123" in line] == [
        "fail as before",
        "pass as before",
    ]
    assert told[-1] == "2 runs tried, another verdict for 0"


def test_long_lists_are_cut_with_their_number():
    told = as_text([trial(*(finding(severity=Severity.LOW, rule=f"B{number}") for number in range(25)))])

    assert told.count("begins to block") == 20
    assert "  5 more, with --format json" in told.splitlines()
