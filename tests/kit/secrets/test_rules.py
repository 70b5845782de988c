"""Every rule finds its own examples and passes over its near misses; nothing else would prove it."""

from pathlib import Path

import pytest

from holdfast.kit.secrets import rules
from holdfast.kit.secrets.engine import default_engine
from holdfast.kit.secrets.examples import expand
from holdfast.kit.secrets.rules import all_rules

RULES = all_rules()
SEVERITIES = {"critical", "high", "medium", "low"}
SEEDS = range(5)


def found_in(text):
    return {hit.rule.id for hit in default_engine().find(text.encode())}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
class TestRule:
    def test_finds_each_of_its_examples(self, rule):
        missed = [
            template
            for template in rule.positive
            for seed in SEEDS
            if rule.id not in found_in(expand(template, seed))
        ]
        assert missed == []

    def test_passes_over_its_near_misses(self, rule):
        false = [
            template
            for template in rule.negative
            for seed in SEEDS
            if rule.id in found_in(expand(template, seed))
        ]
        assert false == []

    def test_is_described(self, rule):
        assert rule.positive
        assert rule.negative
        assert rule.severity in SEVERITIES
        assert rule.title.strip() == rule.title != ""
        assert rule.provider


def test_there_are_more_than_120_rules_of_providers():
    assert sum(not rule.is_generic for rule in RULES) > 120


def test_ids_are_unique():
    assert len({rule.id for rule in RULES}) == len(RULES)


def test_the_files_of_rules_hold_no_secret_themselves():
    high = [
        (path.name, hit.line, hit.rule.id)
        for path in Path(rules.__path__[0]).glob("*.py")
        for hit in default_engine().find(path.read_bytes())
        if not hit.rule.is_generic and hit.rule.is_secret
    ]
    assert high == []
