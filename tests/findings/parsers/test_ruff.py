"""Every security rule of ruff has a severity and a CWE of ours, and those that Bandit has too agree."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from holdfast.findings.parsers import bandit
from holdfast.findings.parsers.ruff import RULES
from holdfast.model.severity import Severity
from holdfast.scan.taint.rules import RULES as OURS


@pytest.mark.tools
def test_every_security_rule_of_ruff_is_in_the_table():
    ruff = Path(sys.executable).with_name("ruff")
    listed = subprocess.run(
        [ruff, "rule", "--all", "--output-format", "json"], check=True, capture_output=True
    ).stdout
    codes = {rule["code"] for rule in json.loads(listed) if re.fullmatch(r"S\d+", rule["code"] or "")}

    assert codes <= RULES.keys()


def test_no_rule_is_critical_or_unknown():
    assert {severity for severity, _ in RULES.values()} == {Severity.HIGH, Severity.MEDIUM, Severity.LOW}


@pytest.mark.parametrize("code", sorted(bandit.SPECIFIC_CWES))
def test_the_weakness_is_the_same_as_bandit_s_where_both_correct_it(code):
    ours = RULES.get(f"S{code.removeprefix('B')}")

    assert ours is None or ours[1] == bandit.SPECIFIC_CWES[code]


@pytest.mark.parametrize(
    ("code", "rule"),
    [
        ("S324", "weak-hash"),
        ("S608", "sql-injection"),
        ("S602", "command-injection"),
        ("S301", "unsafe-deserialization"),
        ("S311", "weak-random"),
        ("S314", "xml-external-entity"),
    ],
)
def test_what_ruff_and_our_own_reading_of_python_both_find_is_one_weakness(code, rule):
    assert RULES[code][1] == OURS[rule].cwes[0]
