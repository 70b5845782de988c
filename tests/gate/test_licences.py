"""What the rule about licences says; the cases are in ``cases/licence*.yaml``."""

import factories
from holdfast.config.gate import LicenceRules, WaiverRules
from holdfast.gate.licences import licence_answer
from holdfast.gate.waiving import WaiverBook
from holdfast.model.dependency import Dependency
from holdfast.model.verdict import Verdict

NO_WAIVERS = WaiverBook((), WaiverRules(), factories.TODAY)


def answer(rules, *dependencies):
    return licence_answer(factories.run(dependencies=dependencies), rules, NO_WAIVERS)


def package(number, licence="GPL-3.0-only", manifest="package-lock.json"):
    return Dependency(name=f"p{number}", version="1", licence=licence, manifest=manifest)


def test_without_a_rule_there_is_no_answer():
    assert answer(None, package(1)).rules == ()


def test_long_lists_are_cut():
    (rule,) = answer(LicenceRules(deny=("GPL-*",)), *map(package, range(9))).rules
    assert rule.verdict is Verdict.FAIL
    assert rule.reason.endswith("p4@1 (GPL-3.0-only) and 4 more")


def test_a_package_that_several_manifests_name_counts_once_and_by_the_licence_that_one_declares():
    (rule,) = answer(LicenceRules(deny=("GPL-*",)), package(1, ""), package(1, "MIT", "b/pom.xml")).rules
    assert (rule.verdict, rule.reason) == (Verdict.PASS, "1 package looked at")


def test_the_demand_says_what_is_allowed_and_denied():
    rules = LicenceRules(allow=("MIT", "ISC"), deny=("GPL-*",), development=False)
    (rule,) = answer(rules, package(1, "MIT")).rules
    assert rule.demand == (
        "every package that is not only for development is under a licence that is one of MIT, ISC "
        "and none of GPL-*"
    )
