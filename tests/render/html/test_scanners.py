"""The scanners on the page."""

from lxml import html

import factories
import specimens
from holdfast.render.html.scanners import badge, scanners
from holdfast.render.outcome import Outcome


def shown(run):
    return html.fromstring(f"<div>{scanners(run)}</div>")


def test_no_scanner_says_that_nothing_is_known():
    assert "nothing is known" in shown(factories.run(scans=())).text_content()


def test_those_without_verdict_come_first_and_open_and_so_do_partial_ones_stay_in_place():
    rows = shown(specimens.rich().run).findall(".//details")
    assert "ZAP baseline" in rows[0].text_content()
    opened = [row.find(".//strong").text for row in rows if "open" in row.attrib]
    assert opened == ["ZAP baseline", "Ruff security rules"]


def test_evidence_is_there_to_be_checked():
    text = shown(specimens.rich().run).text_content()
    assert all(
        part in text for part in ("Exit code", "SHA-256", "ab" * 32, "zap-baseline.py -t", "Last words")
    )


def test_a_cached_answer_says_so():
    text = shown(specimens.rich().run).text_content()
    assert text.count("the inputs, the tool and its rules are unchanged") == 1


def test_what_was_not_read_is_named_and_the_rest_counted():
    scan = factories.scan(coverage=factories.coverage(selected=20, examined=10, unread=("a.py", "b.py")))
    text = shown(factories.run(scans=(scan,))).text_content()
    assert "10 of 20 files not read:a.pyb.pyand 8 more" in text


def test_an_outcome_is_shape_and_word():
    element = html.fromstring(badge(Outcome.NO_VERDICT))
    assert element.text_content() == "no verdict"
    assert element.find(".//use").get("href") == "#shape-unknown"
