"""``jsonl``: one finding a line, equal to its entry in ``json``."""

import json

from hypothesis import given, settings

import specimens
from holdfast.render.formats import json as whole
from holdfast.render.formats.jsonl import FORMAT
from strategies import documents


def test_no_finding_is_no_line():
    assert FORMAT.render(specimens.empty()) == ""


def test_each_line_is_the_entry_of_the_whole():
    lines = FORMAT.render(specimens.rich()).splitlines()
    assert [json.loads(line) for line in lines] == json.loads(whole.FORMAT.render(specimens.rich()))[
        "findings"
    ]


@settings(max_examples=40)
@given(document=documents())
def test_any_text_stays_on_its_line(document):
    lines = FORMAT.render(document).split("\n")
    assert lines.pop() == ""
    prints = sorted(json.loads(line)["fingerprint"] for line in lines)
    assert prints == sorted(finding.fingerprint for finding in document.run.findings)
