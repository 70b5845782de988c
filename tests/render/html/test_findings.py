"""The findings on the page."""

from lxml import html

import factories
import specimens
from holdfast.render.html.findings import findings
from holdfast.render.listing import entries
from holdfast.render.rendering import Document


def shown(document):
    return html.fromstring(f"<div>{findings(document, entries(document))}</div>")


def rows(document):
    return shown(document).findall(".//details")


def test_no_finding_is_no_proof_while_a_scanner_is_silent():
    silent = Document(run=factories.run(scans=(factories.failed_scan(),)))
    assert "proves nothing" in shown(silent).text_content()
    assert "proves nothing" in shown(specimens.empty()).text_content()
    assert shown(specimens.clean()).text_content() == "No findings."


def test_each_row_carries_what_the_filters_ask_for():
    first = rows(specimens.rich())[0].attrib
    assert {name: first[f"data-{name}"] for name in ("severity", "category", "standing", "novelty")} == {
        "severity": "critical",
        "category": "sca",
        "standing": "blocks",
        "novelty": "new",
    }


def test_filters_offer_only_what_the_list_holds():
    plain = Document(run=factories.run(findings=(factories.finding(),)))
    assert shown(plain).findall(".//select") == []
    named = [select.get("id") for select in shown(specimens.rich()).findall(".//select")]
    assert named == ["category", "standing", "novelty"]


def test_the_details_answer_what_and_what_to_do():
    text = rows(specimens.rich())[0].text_content()
    assert all(
        part in text for part in ("What to do: upgrade axios", "9.1 CVSS:3.1/AV:N", "known to be exploited")
    )


def test_a_page_that_is_not_of_the_web_is_not_linked():
    addresses = [one.get("href") for one in rows(specimens.rich())[0].findall(".//a")]
    assert addresses == ["https://nvd.example/CVE-2021-3749"]


def test_a_very_long_description_is_cut():
    long = Document(run=factories.run(findings=(factories.finding(description="word " * 5_000),)))
    assert len(rows(long)[0].text_content()) < 6_000
