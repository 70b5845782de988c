"""``github``: commands of one line each, ten of a type at most, worst first."""

import re

from hypothesis import given, settings

import factories
import specimens
from holdfast.model.finding import Location
from holdfast.model.severity import Severity
from holdfast.render.formats.github import FORMAT, PER_TYPE
from holdfast.render.rendering import Document
from strategies import documents

COMMAND = re.compile(
    r"::(error|warning|notice) ((?:[A-Za-z]+=[^,:\r\n]*)(?:,[A-Za-z]+=[^,:\r\n]*)*)::([^\r\n]*)"
)


def commands(document):
    text = FORMAT.render(document)
    assert text.endswith("\n")
    return [COMMAND.fullmatch(line) for line in text[:-1].split("\n")]


def levels(document):
    return [match[1] for match in commands(document)]


@settings(max_examples=60)
@given(document=documents())
def test_any_text_gives_whole_commands_and_nothing_else(document):
    assert None not in commands(document)


@settings(max_examples=20)
@given(document=documents())
def test_what_is_escaped_reads_back(document):
    for match in commands(document):
        assert re.search(r"%(?!25|0A|0D)", match[3]) is None
        assert re.search(r"%(?!25|0A|0D|3A|2C)", match[2]) is None


def test_a_finding_points_at_its_lines():
    place = Location(path="src/a,b:c.py", line=3, end_line=9, column=4)
    document = Document(run=factories.run(findings=(factories.finding(location=place),)))
    assert "file=src/a%2Cb%3Ac.py,line=3,endLine=9,col=4,title=high%3A " in FORMAT.render(document)


def test_a_finding_without_a_file_has_no_file():
    document = Document(
        run=factories.run(findings=(factories.finding(location=Location(url="http://a.example")),))
    )
    assert "file=" not in FORMAT.render(document)


def test_no_type_is_used_more_than_github_shows_and_the_rest_is_counted():
    document = specimens.large(200)
    used = levels(document)
    assert {level: used.count(level) for level in ("error", "warning", "notice")} == dict.fromkeys(
        ("error", "warning", "notice"), PER_TYPE
    )
    first = FORMAT.render(document).split("\n")[0]
    left = [int(number) for number in re.findall(r"(\d+) (?:error|warning|notice)s", first)]
    assert sum(left) == 200 - (3 * PER_TYPE - 1)


def test_behind_a_gate_only_what_blocks_is_an_error():
    findings = tuple(factories.finding(rule=f"R{number}") for number in range(3))
    decision = factories.decision(blocking=(findings[1].fingerprint,))
    document = Document(run=factories.run(findings=findings), decision=decision)
    assert levels(document) == ["notice", "error", "warning", "warning"]


def test_scans_without_verdict_are_one_error():
    run = factories.run(scans=(factories.failed_scan(), factories.failed_scan(scanner="ruff")))
    told = [match[3] for match in commands(Document(run=run)) if "no verdict from 2 scanners" in match[2]]
    assert len(told) == 1
    assert told[0].count("%0A") == 1


def test_waived_findings_are_not_annotated():
    assert specimens.XSS.title not in FORMAT.render(specimens.rich())


def test_severities_without_a_gate_choose_the_type():
    for severity, level in (
        (Severity.HIGH, "error"),
        (Severity.UNKNOWN, "warning"),
        (Severity.INFO, "notice"),
    ):
        run = factories.run(findings=(factories.finding(severity=severity),))
        assert levels(Document(run=run))[-1] == level
