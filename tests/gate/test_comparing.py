"""Two decisions side by side."""

from factories import TODAY, decision, dependency_finding, finding, rule_result, run
from holdfast.config.gate import Policy
from holdfast.gate.comparing import RuleChange, compare
from holdfast.gate.deciding import decide
from holdfast.model.severity import Severity
from holdfast.model.verdict import Verdict


def policy(**written: object) -> Policy:
    return Policy.model_validate(written)


def test_a_decision_compared_with_itself_shows_no_change():
    one = decide(run(findings=(finding(),)), policy(), (), TODAY)

    same = compare(one, one)

    assert not same.is_other_verdict
    assert (same.rules, same.begins_to_block, same.ceases_to_block) == ((), (), ())


def test_what_begins_and_ceases_to_block_is_named():
    code, package = finding(severity=Severity.MEDIUM), dependency_finding(severity=Severity.HIGH)
    on = run(findings=(code, package))
    before = decide(on, policy(), (), TODAY)
    after = decide(
        on, policy(categories={"sast": {"severity": "low"}, "sca": {"severity": "critical"}}), (), TODAY
    )

    change = compare(before, after)

    assert change.begins_to_block == (code.fingerprint,)
    assert change.ceases_to_block == (package.fingerprint,)
    assert [one.rule for one in change.rules] == [
        "gate.categories.sast.severity",
        "gate.categories.sca.severity",
    ]
    assert (change.before, change.after) == (Verdict.FAIL, Verdict.FAIL)


def test_a_rule_that_only_one_side_has_is_a_change():
    kept, dropped, added = (rule_result(rule=name) for name in ("kept", "dropped", "added"))

    change = compare(decision(rules=(kept, dropped)), decision(rules=(kept, added), verdict=Verdict.FAIL))

    assert change.rules == (
        RuleChange(rule="dropped", before=dropped, after=None),
        RuleChange(rule="added", before=None, after=added),
    )
    assert change.is_other_verdict


def test_another_reason_alone_is_no_change():
    before, after = rule_result(reason="0 of 1 findings"), rule_result(reason="0 of 2 findings")

    assert compare(decision(rules=(before,)), decision(rules=(after,))).rules == ()
