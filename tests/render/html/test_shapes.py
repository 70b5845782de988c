"""The page's shapes."""

from lxml import etree

from holdfast.model.severity import Severity
from holdfast.render.html.shapes import definitions, of_outcome, of_severity
from holdfast.render.outcome import Outcome


def drawn():
    return {symbol.get("id"): symbol[0].get("d") for symbol in etree.fromstring(definitions())}


def test_every_severity_and_outcome_has_a_shape_that_is_drawn():
    wanted = {of_severity(severity) for severity in Severity} | {of_outcome(outcome) for outcome in Outcome}
    assert {f"shape-{name}" for name in wanted} <= set(drawn())


def test_no_two_shapes_are_alike():
    assert len(set(drawn().values())) == len(drawn())


def test_severities_differ_in_shape():
    assert len({of_severity(severity) for severity in Severity}) == len(Severity)
