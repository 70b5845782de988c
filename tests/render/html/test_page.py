"""The page as a whole; see also ``formats/test_html.py`` and ``test_html_browser.py``."""

import base64
import hashlib
import re

from lxml import html

import specimens
from holdfast.render.html.page import page

TEXT = page(specimens.rich())
TREE = html.fromstring(TEXT)


def test_the_policy_allows_exactly_the_style_and_the_script_of_the_page():
    policy = TREE.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    for kind in ("style", "script"):
        content = re.search(rf"<{kind}>(.*?)</{kind}>", TEXT, re.DOTALL)[1]
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy


def test_the_page_names_its_language_its_title_and_its_parts():
    assert TREE.get("lang") == "en"
    assert TREE.findtext(".//title") == "FAIL: chatbot, Holdfast"
    assert [heading.text for heading in TREE.findall(".//h2")] == [
        "By severity",
        "What this verdict rests on",
        "The policy, rule by rule",
        "Findings",
    ]
    assert len(TREE.findall(".//h1")) == 1


def test_the_numbers_are_those_of_the_run():
    tiles = [
        (tile.find("strong").text, tile.find("span").text) for tile in TREE.xpath("//*[@class='tiles']/div")
    ]
    assert tiles == [
        ("17", "findings"),
        ("3", "block the gate"),
        ("1", "waived"),
        ("6 of 7", "scanners gave a verdict"),
    ]


def test_ids_are_unique_and_every_inner_link_has_its_end():
    ids = TREE.xpath("//@id")
    assert len(ids) == len(set(ids))
    inner = {address[1:] for address in TREE.xpath("//@href") if address.startswith("#")}
    assert inner <= set(ids)


def test_without_a_gate_there_is_no_policy_to_show():
    assert "The policy, rule by rule" not in page(specimens.large(3))
