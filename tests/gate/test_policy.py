"""Rules of the policy, filled in."""

from datetime import timedelta

import pytest

from holdfast.config.gate import CategoryRules, Policy
from holdfast.gate.policy import Rules, policy_sha256, required_scanners, rules_for
from holdfast.model.category import Category
from holdfast.model.severity import Severity


def policy(**written: object) -> Policy:
    return Policy.model_validate(written)


def test_an_empty_policy_has_the_built_in_rules():
    assert rules_for(policy(), Category.DAST) == Rules(
        category=Category.DAST,
        severity=Severity.HIGH,
        new_only=False,
        fixable_only=False,
        epss=None,
        kev=False,
        grace=timedelta(0),
        max_findings=0,
    )


@pytest.mark.parametrize("setting", sorted(set(CategoryRules.model_fields) - {"severity"}))
def test_a_default_that_names_one_rule_keeps_the_other_built_in_ones(setting: str):
    values = {"epss": 0.5, "grace": "7d", "max_findings": 3}
    written = policy(default={setting: values.get(setting, True)})

    assert rules_for(written, Category.SCA).severity is Severity.HIGH


def test_a_rule_of_the_category_wins_over_the_default_and_that_over_the_built_in_one():
    written = policy(
        default={"severity": "low", "new_only": True, "max_findings": 4},
        categories={"sca": {"severity": "critical", "new_only": False}},
    )

    rules = rules_for(written, Category.SCA)

    assert (rules.severity, rules.new_only, rules.max_findings) == (Severity.CRITICAL, False, 4)
    assert rules_for(written, Category.SAST).severity is Severity.LOW


@pytest.mark.parametrize(
    ("written", "demand"),
    [
        ({}, "no finding of severity high or above"),
        ({"severity": "critical"}, "no finding of severity critical"),
        ({"new_only": True, "fixable_only": True}, "no new fixable finding of severity high or above"),
        ({"max_findings": 3, "severity": "low"}, "at most 3 findings of severity low or above"),
        ({"grace": "7d"}, "no finding of severity high or above, save vulnerabilities younger than 7d"),
    ],
)
def test_the_demand_says_everything_that_softens_it(written: dict[str, object], demand: str):
    assert rules_for(policy(default=written), Category.SCA).severity_demand == demand


def test_of_a_scanner_required_twice_the_stricter_coverage_counts():
    written = policy(
        required=[
            {"scanner": "zap", "min_coverage": 0.5},
            {"scanner": "ruff"},
            {"scanner": "zap", "min_coverage": 0.4},
        ]
    )

    assert required_scanners(written) == {"zap": 0.5, "ruff": 0.9}


def test_policies_that_mean_the_same_share_a_hash():
    terse = policy()
    wordy = policy(default={"severity": "high", "grace": "0s"}, categories={"sca": {"severity": "high"}})

    assert policy_sha256(terse) == policy_sha256(wordy)


@pytest.mark.parametrize(
    "written",
    [
        {"default": {"severity": "low"}},
        {"categories": {"sca": {"epss": 0.1}}},
        {"required": [{"scanner": "ruff"}]},
        {"min_coverage": 0.8},
        {"waivers": {"max_age": "30d"}},
        {"waivers": {"approver_required": True}},
    ],
)
def test_policies_that_differ_anywhere_have_other_hashes(written: dict[str, object]):
    assert policy_sha256(policy(**written)) != policy_sha256(policy())
