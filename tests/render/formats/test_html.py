"""``html``: one file, nothing foreign in its markup, nothing fetched; see also ``test_html_browser.py``."""

import re

from hypothesis import given, settings
from lxml import html

import specimens
from holdfast.render.formats.html import FORMAT
from holdfast.render.html.findings import MAX_FINDINGS
from strategies import documents

PLAIN = FORMAT.render(specimens.clean())
ALLOWED = {element.tag for element in html.fromstring(PLAIN).iter()} | {
    element.tag for element in html.fromstring(FORMAT.render(specimens.rich())).iter()
}


def test_the_page_has_only_the_elements_of_a_report():
    assert not ALLOWED & {"img", "iframe", "object", "embed", "form", "base", "audio", "video"}


@settings(max_examples=60, deadline=None)
@given(document=documents())
def test_no_foreign_text_becomes_an_element_or_a_handler(document):
    tree = html.fromstring(FORMAT.render(document))
    assert {element.tag for element in tree.iter()} <= ALLOWED
    assert len(tree.findall(".//script")) == 1
    names = {name for element in tree.iter() for name in element.attrib}
    assert [name for name in names if name.startswith("on") or name == "style"] == []


@settings(max_examples=40, deadline=None)
@given(document=documents())
def test_links_lead_to_the_web_or_into_the_page(document):
    tree = html.fromstring(FORMAT.render(document))
    addresses = [*tree.xpath("//@href"), *tree.xpath("//@src")]
    assert [one for one in addresses if not one.lower().startswith(("http://", "https://", "#"))] == []


def test_nothing_is_fetched():
    tree = html.fromstring(FORMAT.render(specimens.rich()))
    assert tree.xpath("//@src | //@srcset | //link | //image") == []
    assert re.search(r"url\(|@import", tree.find(".//style").text) is None
    policy = tree.xpath("//meta[@http-equiv]/@content")[0]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")


def test_a_manager_reads_the_verdict_and_its_meaning_first():
    tree = html.fromstring(FORMAT.render(specimens.rich()))
    first = tree.find(".//main/section")
    assert first.find(".//h1").text == "Fail"
    assert "should not be shipped" in first.text_content()


def test_a_scanner_without_verdict_comes_first_and_is_open():
    first = html.fromstring(FORMAT.render(specimens.rich())).xpath("//*[@id='scanners']//details")[0]
    assert "ZAP baseline" in first.text_content()
    assert "open" in first.attrib


def test_more_findings_than_a_browser_likes_are_cut_and_counted():
    text = FORMAT.render(specimens.large())
    assert text.count('class="finding ') == MAX_FINDINGS
    assert f"{5_000 - MAX_FINDINGS:,} more, none worse than these" in text
