"""The answers of the rules about scans."""

from factories import dependency_finding, failed_scan, run, scan
from holdfast.config.gate import Policy
from holdfast.gate.coverage import examined_categories, scan_results
from holdfast.model.category import Category
from holdfast.model.verdict import Verdict


def test_a_category_is_examined_when_a_scan_answered_or_a_finding_was_reported():
    on = run(
        scans=(scan(category=Category.IAC), failed_scan(category=Category.DAST)),
        findings=(dependency_finding(),),
    )

    assert examined_categories(on) == (Category.SCA, Category.IAC)


def test_rules_about_scans_never_fail_because_silence_is_not_guilt():
    policy = Policy.model_validate({"required": [{"scanner": "zap"}, {"scanner": "bandit"}]})

    results = scan_results(run(scans=(failed_scan(),)), policy)

    assert {result.verdict for result in results} == {Verdict.NO_VERDICT}
    assert [result.rule for result in results] == [
        "gate.answers",
        "gate.min_coverage",
        "gate.required.zap",
        "gate.required.bandit",
    ]
