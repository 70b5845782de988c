"""What a SARIF log of any tool is taken for."""

import json

import pytest

from holdfast.findings.identifying import identified
from holdfast.findings.merge import merge
from holdfast.findings.parsers.sarif import parse
from holdfast.model.category import Category
from holdfast.model.finding import Finding


def read(driver: str, *results: dict[str, object]) -> tuple[Finding, ...]:
    run = {"tool": {"driver": {"name": driver}}, "results": list(results)}
    return parse.read(json.dumps({"version": "2.1.0", "runs": [run]}).encode()).findings


def quoting(line: int, snippet: str) -> dict[str, object]:
    region = {"startLine": line, "snippet": {"text": snippet}}
    place = {"physicalLocation": {"artifactLocation": {"uri": ".env"}, "region": region}}
    return {"ruleId": "api-key", "message": {"text": "a key"}, "locations": [place]}


@pytest.mark.parametrize("driver", ["gitleaks", "ggshield", "secretlint", "CredScan", "Kingfisher"])
def test_scanners_of_secrets_are_known_by_name_and_quote_nothing(driver: str):
    (found,) = read(driver, quoting(1, "hunter2hunter2"))

    assert found.category is Category.SECRETS
    assert "hunter2" not in repr(found)


@pytest.mark.parametrize("mask", ["REDACTED", "AKIA...", "****"])
def test_two_masked_secrets_in_one_file_stay_two(mask: str):
    found = read("gitleaks", quoting(1, mask), quoting(2, mask))

    assert [one.secret for one in found] == [None, None]
    assert len(merge(identified(found))) == 2


def test_a_vulnerability_is_recognised_by_its_id_where_the_log_describes_no_rule():
    (found,) = read("some-tool", {"ruleId": "CVE-2021-44228", "message": {"text": "log4j"}})

    assert (found.category, found.ids) == (Category.SCA, ("CVE-2021-44228",))
