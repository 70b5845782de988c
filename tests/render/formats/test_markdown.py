"""``markdown``: readable, below 60 kB, and nothing foreign becomes markup."""

import re

from hypothesis import given, settings
from markdown_it import MarkdownIt

import factories
import specimens
from holdfast.render.formats.markdown import FORMAT, MAX_BYTES
from holdfast.render.rendering import Document
from strategies import documents

OURS = {"<br>", "<sub>", "</sub>", "</details>", "<details>", "<summary>", "</summary>"}


def html_of(text):
    """The raw HTML pieces that a renderer would pass through, and the rest as tokens."""
    tokens = MarkdownIt("gfm-like", {"html": True, "linkify": False}).disable("linkify").parse(text)
    inline = [child for token in tokens for child in (token.children or [])]
    raw = [token.content for token in [*tokens, *inline] if token.type in {"html_block", "html_inline"}]
    return {piece for content in raw for piece in re.findall(r"<[^>]*>", content)}, inline


@settings(max_examples=60, deadline=None)
@given(document=documents())
def test_no_foreign_text_becomes_html_a_link_or_an_image(document):
    pieces, inline = html_of(FORMAT.render(document))
    assert pieces <= OURS
    assert [token.type for token in inline if token.type in {"link_open", "image"}] == []


@settings(max_examples=40)
@given(document=documents())
def test_nobody_is_mentioned(document):
    outside_code = re.sub(r"(`+)(?!`).*?(?<!`)\1(?!`)", "", FORMAT.render(document))
    assert re.search(r"(?<!&)[@#]\w", outside_code) is None


@settings(max_examples=40)
@given(document=documents())
def test_every_row_of_a_table_has_the_cells_of_its_header(document):
    width = 0
    for line in FORMAT.render(document).split("\n"):
        cells = len(re.findall(r"(?<!\\)\|", line))
        if line.startswith("| ") and width:
            assert cells == width, line
        width = cells if line.startswith("| ") else 0


def test_the_verdict_comes_first():
    assert FORMAT.render(specimens.rich()).startswith("## ✗ Holdfast: FAIL\n")


def test_many_findings_are_cut_at_the_bound_and_counted():
    text = FORMAT.render(specimens.large())
    assert len(text.encode()) <= MAX_BYTES
    shown = len(re.findall(r"Weakness \d+ of its kind", text))
    missing = int(re.search(r"([\d,]+) more, none worse", text)[1].replace(",", ""))
    assert shown + missing == 5_000
    assert shown > 100


def test_many_scanners_rules_and_waivers_stay_below_the_bound():
    long = "reason " * 200
    scans = tuple(factories.failed_scan(scanner=f"s{n}", title=f"S{n}", reasons=(long,)) for n in range(60))
    rules = tuple(factories.rule_result(rule=f"gate.r{n}", demand=long, reason=long) for n in range(80))
    waivers = tuple(factories.waiver(rule=f"R{n}", reason=long) for n in range(200))
    decision = factories.decision(rules=rules, unused_waivers=waivers, expired_waivers=waivers)
    run = factories.run(scans=scans, findings=specimens.large(2_000).run.findings)
    assert len(FORMAT.render(Document(run=run, decision=decision)).encode()) <= MAX_BYTES


def test_the_same_weakness_in_several_places_is_one_row():
    findings = tuple(
        factories.finding(location=factories.location(line=number)) for number in (1, 2, 3, 4, 5)
    )
    text = FORMAT.render(Document(run=factories.run(findings=findings)))
    assert text.count("SQL built from text") == 1
    assert "and 2 more places" in text


def test_all_ten_first_rows_are_open_and_the_rest_is_collapsed():
    text = FORMAT.render(specimens.rich())
    assert "<details><summary>7 more rows of findings</summary>" in text
