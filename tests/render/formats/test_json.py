"""``json``: everything, in a shape that the reference states."""

import json
import re
from pathlib import Path

from hypothesis import given, settings

import factories
import specimens
from holdfast.render.formats.json import FORMAT
from holdfast.render.rendering import Document
from strategies import documents

REFERENCE = Path(__file__).parents[3] / "docs" / "reference" / "json.md"


def data(document):
    return json.loads(FORMAT.render(document))


def test_it_carries_the_verdict_the_schema_version_and_every_part():
    read = data(specimens.rich())
    assert read["schema_version"] == "1.1"
    assert read["verdict"] == "fail"
    assert len(read["scans"]) == 9
    assert len(read["findings"]) == 17
    assert read["decision"]["verdict"] == "fail"
    assert read["summary"]["by_severity"]["critical"] == 2
    assert read["summary"]["undecided"] == ["zap-baseline"]


def test_the_gate_decides_the_verdict_where_there_is_one():
    run = factories.run(findings=(factories.finding(),))
    assert data(Document(run=run))["verdict"] == "fail"
    assert data(Document(run=run, decision=factories.decision()))["verdict"] == "pass"


def test_each_finding_says_what_the_gate_and_the_baseline_make_of_it():
    standings = {row["fingerprint"]: row["gate"] for row in data(specimens.rich())["findings"]}
    assert standings[specimens.AXIOS.fingerprint] == "blocks"
    assert standings[specimens.XSS.fingerprint] == "waived"
    assert standings[specimens.EXPRESS.fingerprint] == "let through"


def test_unknown_is_null_and_never_left_out():
    row = data(Document(run=factories.run(findings=(factories.finding(),))))["findings"][0]
    unknown = ("epss", "cvss", "is_exploited", "published", "secret", "component", "is_new", "gate")
    assert [name for name in unknown if row[name] is not None] == []


def test_of_a_secret_there_is_a_mask_and_no_line_of_code():
    row = next(row for row in data(specimens.rich())["findings"] if row["secret"])
    assert row["secret"] == {"mask": "…WXYZ"}
    assert row["location"]["context"] is None


@settings(max_examples=40)
@given(document=documents())
def test_any_text_gives_json_with_one_entry_a_finding(document):
    assert len(data(document)["findings"]) == len(document.run.findings)


def test_the_reference_names_every_field():
    read = data(specimens.rich())
    parts = {
        "document": read,
        "summary": read["summary"],
        "target": read["target"],
        "scan": read["scans"][0],
        "coverage": read["scans"][0]["coverage"],
        "evidence": read["scans"][0]["evidence"],
        "feed": read["scans"][0]["evidence"]["feeds"][0],
        "dependency": read["dependencies"][0],
        "finding": read["findings"][0],
        "location": read["findings"][0]["location"],
        "component": read["findings"][0]["component"],
        "cvss": read["findings"][0]["cvss"],
        "epss": read["findings"][0]["epss"],
        "decision": read["decision"],
        "rule": read["decision"]["rules"][0],
        "waiver": read["decision"]["unused_waivers"][0],
    }
    sections = re.split(r"^### ", REFERENCE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    stated = {
        section.split("\n", 1)[0].strip("` "): set(re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE))
        for section in sections
    }
    assert {name: set(part) for name, part in parts.items()} == stated
