"""The parts of a SARIF log: null is absent, properties are read only when asked for."""

import msgspec
import pytest

from holdfast.findings.sarif.shape import Result, Suppression


def result(**fields) -> Result:
    return msgspec.json.decode(msgspec.json.encode(fields), type=Result, strict=False)


def test_null_is_absent_and_unknown_parts_are_passed_over():
    assert result(ruleId=None, locations=None, message=None, codeFlows=[1], level=None) == Result(
        properties=msgspec.Raw()
    )


def test_numbers_stand_in_for_texts_and_texts_for_numbers():
    odd = result(ruleId=2076, ruleIndex="3")

    assert (odd.rule_id, odd.rule_index) == (2076, 3)


@pytest.mark.parametrize(
    ("properties", "value"),
    [({"cwe": "CWE-79"}, "CWE-79"), ({"tags": ["cwe"]}, None), (["cwe"], None), (None, None)],
)
def test_a_property_is_read_from_a_bag_and_from_nothing_else(properties, value):
    assert result(properties=properties).bagged("cwe") == value


def test_a_result_without_properties_has_none():
    assert result().bagged("cwe") is None


@pytest.mark.parametrize(
    ("locations", "snippet"),
    [
        (None, ""),
        ([], ""),
        ([{}], ""),
        ([{"physicalLocation": {}}], ""),
        ([{"physicalLocation": {"region": {"snippet": {}}}}], ""),
        ([{"physicalLocation": {"region": {"snippet": {"text": "x = 1"}}}}], "x = 1"),
    ],
)
def test_the_snippet_is_that_of_the_first_place(locations, snippet):
    assert result(locations=locations).snippet == snippet


@pytest.mark.parametrize(
    ("statuses", "suppressed"),
    [
        ((), False),
        ((None,), True),
        (("accepted",), True),
        (("accepted", "underReview"), False),
        (("rejected",), False),
    ],
)
def test_a_result_is_suppressed_when_no_decision_is_pending_or_refused(statuses, suppressed):
    suppressions = [Suppression(status=status) for status in statuses]

    assert Result(suppressions=suppressions).is_suppressed is suppressed
