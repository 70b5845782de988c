"""The answers of a category's rules."""

from factories import TODAY, dependency_finding, run
from holdfast.config.gate import Policy
from holdfast.gate.categories import category_results, not_gated
from holdfast.gate.policy import rules_for
from holdfast.gate.waiving import WaiverBook
from holdfast.gate.weighing import weigh
from holdfast.model.category import Category
from holdfast.model.finding import Epss
from holdfast.model.severity import Severity
from holdfast.model.verdict import Verdict

POLICY = Policy.model_validate({"default": {"epss": 0.5}})


def test_a_rule_names_the_findings_that_fail_it_before_those_it_cannot_measure():
    unrated = dependency_finding(rule="CVE-1", severity=Severity.MEDIUM)
    likely = dependency_finding(rule="CVE-2", severity=Severity.LOW, epss=Epss(score=0.9))
    unlikely = dependency_finding(rule="CVE-3", severity=Severity.LOW, epss=Epss(score=0.1))
    book = WaiverBook((), POLICY.waivers, TODAY)
    standings = weigh(run(findings=(unrated, likely, unlikely)), POLICY, book, TODAY)

    severity, epss = category_results(rules_for(POLICY, Category.SCA), standings, has_baseline=False)

    assert (severity.verdict, severity.fingerprints) == (Verdict.PASS, ())
    assert (epss.verdict, epss.fingerprints) == (Verdict.FAIL, (likely.fingerprint, unrated.fingerprint))
    assert not_gated(standings) == (("below threshold", 1),)
