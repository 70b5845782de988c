"""``csv``: RFC 4180, and nothing that a spreadsheet takes for a formula."""

import csv
import io

import pytest
from hypothesis import given, settings

import factories
import specimens
from holdfast.render.formats.csv import COLUMNS, FORMAT
from holdfast.render.rendering import Document
from strategies import documents


def rows(text):
    return list(csv.DictReader(io.StringIO(text, newline="")))


def written(**over):
    finding = factories.finding(**over)
    return rows(FORMAT.render(Document(run=factories.run(findings=(finding,)))))[0]


def test_lines_end_with_crlf_and_the_first_names_the_columns():
    text = FORMAT.render(specimens.empty())
    assert text == ",".join(COLUMNS) + "\r\n"


@settings(max_examples=40)
@given(document=documents())
def test_any_text_reads_back_as_one_row_a_finding_with_every_column(document):
    read = rows(FORMAT.render(document))
    assert len(read) == len(document.run.findings)
    assert all(set(row) == set(COLUMNS) for row in read)
    assert sorted(row["fingerprint"] for row in read) == sorted(f.fingerprint for f in document.run.findings)


@settings(max_examples=40)
@given(document=documents())
def test_no_cell_starts_like_a_formula(document):
    cells = [cell for row in rows(FORMAT.render(document)) for cell in row.values()]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))] == []


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\uff1d"])
def test_what_looks_like_a_formula_is_quoted_with_an_apostrophe(start):
    assert written(title=f"{start}1+1")["title"] == f"'{start}1+1"


def test_a_cell_keeps_quotes_commas_and_lines():
    assert written(title='a "b", c', description="one\r\ntwo")["title"] == 'a "b", c'


def test_unknown_is_empty_and_not_no():
    row = written(is_exploited=None)
    assert (row["exploited"], row["epss"], row["new"], row["gate"]) == ("", "", "", "")


def test_known_answers_are_yes_and_no():
    assert written(is_exploited=False)["exploited"] == "no"
    assert written(is_exploited=True)["exploited"] == "yes"


def test_a_cell_fits_a_spreadsheet():
    assert len(written(description="x" * 50_000)["description"]) == 32_000
