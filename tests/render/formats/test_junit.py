"""``junit``: findings are failures, no verdict is an error, nothing to look at is skipped."""

from hypothesis import given, settings
from lxml import etree

import factories
import specimens
from holdfast.model.scan import ScanStatus
from holdfast.render.formats.junit import FORMAT
from holdfast.render.rendering import Document
from strategies import documents


def root(document):
    return etree.fromstring(FORMAT.render(document).encode())


def suite(document, name):
    return next(one for one in root(document) if one.get("name") == name)


@settings(max_examples=60)
@given(document=documents())
def test_any_text_gives_xml_whose_counts_are_right(document):
    tree = root(document)
    for one in tree:
        assert int(one.get("tests")) == len(one.findall("testcase"))
        for counted, kind in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            assert int(one.get(counted)) == len(one.findall(f"testcase/{kind}"))
    for counted in ("tests", "failures", "errors", "skipped"):
        assert int(tree.get(counted)) == sum(int(one.get(counted)) for one in tree)


def test_without_a_gate_every_finding_is_a_failure():
    run = factories.run(findings=(factories.finding(), factories.finding(rule="B101")))
    assert root(Document(run=run)).get("failures") == "2"


def test_behind_a_gate_only_what_blocks_is_a_failure():
    gate = next(one for one in root(specimens.rich()) if one.get("name") == "Gate")
    blocking = int(root(specimens.rich()).get("failures")) - int(gate.get("failures"))
    assert blocking == 3


def test_a_scan_without_verdict_is_an_error_with_its_reasons():
    case = suite(specimens.rich(), "ZAP baseline").find("testcase")
    assert "min_urls" in case.find("error").text


def test_scans_with_nothing_to_read_and_those_nobody_asked_for_are_skipped():
    assert suite(specimens.rich(), "zizmor").get("skipped") == "1"
    assert suite(specimens.rich(), "Trivy").get("skipped") == "1"
    assert suite(specimens.rich(), "Trivy").get("errors") == "0"


def test_an_asked_scanner_that_is_not_installed_is_an_error():
    scan = factories.failed_scan(status=ScanStatus.MISSING)
    assert root(Document(run=factories.run(scans=(scan,)))).get("errors") == "1"


def test_a_clean_scan_is_a_passed_case_that_says_what_was_read():
    case = suite(specimens.clean(), "Bandit").find("testcase")
    assert [child.tag for child in case] == ["system-out"]
    assert case.find("system-out").text == "pass, read 20 of 20 files"


def test_the_rules_of_the_gate_are_cases():
    gate = suite(specimens.rich(), "Gate")
    assert (gate.get("tests"), gate.get("failures"), gate.get("errors")) == ("4", "2", "1")


def test_two_reports_of_one_scanner_share_a_suite():
    run = factories.run(scans=(factories.scan(), factories.failed_scan()))
    assert [(one.get("tests"), one.get("errors")) for one in root(Document(run=run))] == [("2", "1")]
