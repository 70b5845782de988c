"""What ZAP counts, read from reports that may say anything."""

import json

import pytest

from holdfast.findings.parsers.zap import parse
from holdfast.model.report import Inputs


@pytest.mark.parametrize(("told", "examined"), [("17", 17), (17, 17), ("9" * 5000, 0), ("-1", 0), ("²", 0)])
def test_endpoints_are_counted_where_a_number_stands(told: object, examined: int):
    insight = {"key": "insight.endpoint.total", "statistic": told}
    report = {"@version": "2.17.0", "@generated": "", "site": [], "insights": [insight]}

    assert parse.read(json.dumps(report).encode()).inputs == Inputs(examined=examined, unit="url")
