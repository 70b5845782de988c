"""The gate on the page."""

from lxml import html

import specimens
from holdfast.render.html.gate import gate

SHOWN = html.fromstring(f"<div>{gate(specimens.rich().decision)}</div>")


def test_every_rule_has_its_verdict_in_words_and_its_place_in_the_policy():
    rules = SHOWN.findall(".//ul[@class='rules']/li")
    assert [rule.find("span").text_content() for rule in rules] == ["fail", "fail", "pass", "no verdict"]
    assert rules[0].find(".//code").text == "gate.categories.sast.severity"


def test_waivers_that_need_somebody_to_act_are_open():
    opened = [one.find("summary").text for one in SHOWN.findall(".//details") if "open" in one.attrib]
    assert opened == [
        "Expired waivers: what they covered counts again (1)",
        "Waivers that the policy does not accept (1)",
    ]


def test_the_decision_can_be_identified():
    assert "Decided on 2026-11-21; policy cdcdcdcdcdcd, decision dec15101dec1." in SHOWN.text_content()
