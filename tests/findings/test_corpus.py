"""Other people's reports: what our parsers make of them, against what DefectDojo's parsers answer.

The corpus is not part of this repository; where it is missing, these tests are skipped. Its expectations are
a strong hint, not gospel: where we differ, ``corpus_tables.py`` says what we give and why.
"""

import json
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from findings.corpus_tables import DIFFERENCES, PARSER_OF_FOLDER, PARTIAL
from holdfast.errors import UnknownReport
from holdfast.findings.parsing import Parser, detect
from samples.accept import PARSERS

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
UNKNOWN = "Info"
"""What the corpus calls a severity that the report does not give; we say unknown."""

Answer = tuple[int, dict[str, int]]
"""Number of findings, and how many of each severity."""

pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not on this machine")


def expectations() -> dict[str, list[Answer]]:
    """What is expected of each report that a parser of ours reads; one answer a scan type."""
    answers: dict[str, list[Answer]] = defaultdict(list)
    path = CORPUS / "expected.jsonl"
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        entry = json.loads(line)
        if parser_of(entry["file"]) in PARSERS:
            answers[entry["file"]].append((entry["count"], entry["severities"]))
    return answers


def parser_of(file: str) -> str:
    """The parser that reads the reports of a folder of the corpus."""
    folder = file.split("/", 1)[0]
    return PARSER_OF_FOLDER.get(folder, folder.replace("_", "-"))


EXPECTED = expectations()
each_report = pytest.mark.parametrize("file", sorted(EXPECTED))


@pytest.fixture(scope="module")
def parsers() -> list[Parser]:
    return list(PARSERS)


@each_report
def test_a_report_gives_what_is_expected_or_differs_for_a_reason(file: str):
    answer = our_answer(file)

    if file in DIFFERENCES:
        count, severities, reason = DIFFERENCES[file]
        assert answer == (count, severities)
        assert answer not in EXPECTED[file], "it no longer differs: take it out of corpus_tables.py"
        assert len(reason) > 20
    else:
        assert answer in EXPECTED[file]


@each_report
def test_a_report_is_recognised_or_is_empty(file: str, parsers: list[Parser]):
    data = (CORPUS / "reports" / file).read_bytes()
    try:
        assert detect(data, parsers).name == parser_of(file)
    except UnknownReport:
        assert our_answer(file)[0] == 0


@each_report
def test_a_report_is_read_to_the_end(file: str):
    parsed = PARSERS.get(parser_of(file)).read((CORPUS / "reports" / file).read_bytes())

    assert parsed.is_partial == (file in PARTIAL), parsed.problems


def test_each_row_of_the_tables_is_about_a_report_of_the_corpus():
    assert {*DIFFERENCES, *PARTIAL} <= EXPECTED.keys()
    assert {file.split("/", 1)[0] for file in EXPECTED} >= PARSER_OF_FOLDER.keys()


def our_answer(file: str) -> Answer:
    """What our parser gives, in the words of the corpus."""
    findings = PARSERS.get(parser_of(file)).read((CORPUS / "reports" / file).read_bytes()).findings
    severities = Counter(finding.severity.value.replace("unknown", UNKNOWN).title() for finding in findings)
    return len(findings), dict(severities)
