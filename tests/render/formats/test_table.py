"""``table``: fits the terminal, shows every verdict with its word, and cuts long lists aloud."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from rich.cells import cell_len

import factories
import specimens
from holdfast.model.scan import ScanStatus
from holdfast.render.formats.table import FORMAT, MAX_GROUPS
from holdfast.render.rendering import Document
from strategies import documents

ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


def shown(document, width=100, *, is_coloured=False):
    return FORMAT.render(replace(document, width=width, is_coloured=is_coloured))


@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_no_line_is_wider_than_the_terminal(width):
    assert max(cell_len(line) for line in shown(specimens.rich(), width).split("\n")) <= width


@pytest.mark.parametrize("width", [60, 100])
def test_a_title_that_is_cut_shows_that_it_is(width):
    run = replace(specimens.rich().run, findings=(factories.finding(title="long " * 60),))
    title = next(line for line in shown(Document(run=run), width).split("\n") if "long long" in line)
    assert title.endswith("…")
    assert cell_len(title) > width - 5


@settings(max_examples=40, deadline=None)
@given(document=documents())
def test_no_foreign_text_reaches_the_terminal_as_a_command(document):
    text = FORMAT.render(document)
    assert re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", text) is None


def test_without_colour_there_is_no_escape_code_and_with_it_the_words_are_the_same():
    plain, coloured = shown(specimens.rich()), shown(specimens.rich(), is_coloured=True)
    assert "\x1b" not in plain
    assert "\x1b" in coloured
    stripped = [line.rstrip() for line in ESCAPE.sub("", coloured).split("\n")]
    assert stripped == plain.split("\n")


@pytest.mark.parametrize("variable", ["NO_COLOR", "FORCE_COLOR", "COLUMNS"])
def test_the_environment_changes_nothing(variable, monkeypatch):
    before = shown(specimens.rich())
    monkeypatch.setenv(variable, "40")
    assert shown(specimens.rich()) == before


@pytest.mark.parametrize(
    "expected",
    [
        r"✗ FAIL  The gate fails",
        r"\? no verdict +ZAP baseline +- 2 of 3 URLs",
        r"◐ partial +Ruff security rules +0 30 of 31 files",
        r"✗ fail +Checkov +1 17 of 20 files +3\.3\.30 +22 s",
        r"- not run \(not applicable\): zizmor",
        r"0\.3 s cached",
        r"- not run \(not installed\): trivy",
        r"\? ZAP baseline: ZAP reached 2 addresses.*expected title",
        r"CRITICAL +BLOCKS axios: regular",
        r"Fix: upgrade axios to 0\.21\.2",
        r"B608, CWE-89 by bandit, ruff, not new",
        r"17 findings, 3 blocking; not gated: 2 not new",
        r"Expired waivers",
        r"Waivers that cover nothing",
        r"gate\.required\.zap-baseline",
    ],
)
def test_it_says(expected):
    assert re.search(expected, shown(specimens.rich(), 220))


def test_the_worst_comes_first_and_the_waived_last():
    text = shown(specimens.rich())
    titles = [specimens.AXIOS.title, specimens.SQL.title, specimens.S3.title, specimens.XSS.title]
    places = [text.index(title) for title in titles]
    assert places == sorted(places)


def test_a_long_list_is_cut_and_says_how_many_are_missing():
    text = shown(specimens.large(100))
    assert text.count("of its kind") == MAX_GROUPS
    assert f"{100 - MAX_GROUPS} more: use --format json" in text


def test_the_verdict_stands_again_below_a_long_list():
    assert shown(specimens.large(100), 200).rstrip("\n").split("\n")[-1].startswith("✗ FAIL")


def test_a_long_path_keeps_its_end():
    deep = factories.finding(location=factories.location(path="src/" + "very/" * 60 + "deep.py"))
    assert "very/deep.py:12\n" in shown(Document(run=factories.run(findings=(deep,))), 80)


def test_a_scanner_that_was_asked_for_and_is_missing_is_no_verdict():
    scan = factories.failed_scan(status=ScanStatus.MISSING, reasons=("bandit is not on PATH",))
    text = shown(Document(run=factories.run(scans=(scan,))))
    assert "? NO VERDICT" in text
    assert "? Bandit: bandit is not on PATH" in text


def test_what_to_know_of_a_clean_scan_is_told():
    passed = factories.scan(title="Holdfast secrets", reasons=("2 results passed over, as the project asks",))
    text = FORMAT.render(Document(run=factories.run(scans=(passed,))))
    assert "✓ Holdfast secrets: 2 results passed over, as the project asks" in text
