"""Documents as plain data; the whole shape is tested with ``formats/test_json.py``."""

import factories
from holdfast.render.listing import entries
from holdfast.render.plain import document_data, entry_data, finding_data, scan_data
from holdfast.render.rendering import Document


def test_a_finding_keeps_its_context_unless_it_is_a_secret():
    place = factories.location(context="0a" * 16)
    assert finding_data(factories.finding(location=place))["location"]["context"] == "0a" * 16
    secret = factories.finding(location=place, secret=factories.secret())
    assert finding_data(secret)["location"]["context"] is None
    assert finding_data(secret)["secret"] == {"mask": "…WXYZ"}


def test_the_finding_itself_is_not_changed():
    secret = factories.finding(secret=factories.secret(), location=factories.location(context="c"))
    finding_data(secret)
    assert secret.location.context == "c"


def test_a_scan_says_its_verdict_and_the_share_it_read():
    data = scan_data(factories.scan(coverage=factories.coverage(selected=3, examined=2)))
    assert (data["verdict"], data["coverage"]["ratio"], data["coverage"]["is_partial"]) == (
        "pass",
        0.6667,
        True,
    )


def test_without_a_gate_the_standing_is_unknown():
    document = Document(run=factories.run(findings=(factories.finding(),)))
    assert entry_data(entries(document)[0])["gate"] is None
    assert document_data(document, entries(document))["decision"] is None


def test_the_size_of_the_baseline_is_told_and_not_its_content():
    document = Document(run=factories.run(known=frozenset({"a", "b"})))
    assert document_data(document, ())["summary"]["known"] == 2
