"""Holdfast's own Semgrep rules: each says what it needs to, and finds exactly the marked lines of its sample.

A sample is marked as Semgrep's own test mode has it: ``ruleid: ID`` stands in a comment above a line that the
rule must find, ``ok: ID`` above one that it must not. Here every other line must stay silent too, whichever
rule of the pack it is.
"""

import re
import shutil
import subprocess
from collections import defaultdict
from pathlib import Path

import msgspec
import pytest
import yaml

from holdfast.app import App
from holdfast.scan.scanning import Job
from holdfast.scan.semgrep_rules import compose
from labelled_javascript.snippets import PARTS, found_by_engine, score, snippets, write

ROOT = Path(__file__).parents[2]
RULES = ROOT / "src/holdfast/scan/rules/semgrep"
SAMPLES = ROOT / "tests/scan/rules/semgrep"
MARK = re.compile(r"(ruleid|ok): (holdfast\.[\w.-]+)")
RULE_FILES = sorted(RULES.glob("*/*.yaml"))


def name_of(path):
    return path.relative_to(RULES).with_suffix("").as_posix()


def marks(kind):
    """The marked lines: path, number of the line below the mark, and rule."""
    return {
        (path.relative_to(SAMPLES).as_posix(), number + 1, found[2])
        for path in SAMPLES.rglob("*.*")
        for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if (found := MARK.search(text)) and found[1] == kind
    }


@pytest.mark.parametrize("file", RULE_FILES, ids=name_of)
def test_a_rule_file_holds_the_one_rule_it_is_named_after(file):
    (rule,) = yaml.safe_load(file.read_text(encoding="utf-8"))["rules"]
    assert rule["id"] == f"holdfast.{name_of(file).replace('/', '.')}"


@pytest.mark.parametrize("file", RULE_FILES, ids=name_of)
def test_a_rule_says_what_is_wrong_and_how_sure_it_is(file):
    (rule,) = yaml.safe_load(file.read_text(encoding="utf-8"))["rules"]
    assert rule["severity"] in {"ERROR", "WARNING", "INFO"}
    title, rest = rule["message"].split(". ", 1)
    assert len(title) <= 72, "the first sentence is the title in lists"
    assert rest
    metadata = rule["metadata"]
    assert metadata["category"] == "security"
    assert metadata["confidence"] in {"HIGH", "MEDIUM", "LOW"}
    assert all(re.match(r"CWE-\d+: \S", cwe) for cwe in metadata["cwe"])
    assert all(address.startswith("https://") for address in metadata["references"])


@pytest.mark.parametrize("file", RULE_FILES, ids=name_of)
def test_a_rule_has_lines_to_find_and_lines_to_leave(file):
    rule = f"holdfast.{name_of(file).replace('/', '.')}"
    for kind in ("ruleid", "ok"):
        paths = {path for path, _, marked in marks(kind) if marked == rule}
        assert {Path(path).with_suffix("").as_posix() for path in paths} == {name_of(file)}


def scanned(root, files):
    """What one run of the real scanner reports: path, line and rule of each finding, and the errors."""
    app = App(ROOT)
    scanner = app.scanners.get("semgrep")
    report = root.parent / "report.json"
    executable = app.toolbox.install(scanner).path
    rules = root.parent / "rules.json"
    rules.write_bytes(compose(RULES))
    job = Job(executable=executable, root=root, files=files, report=report, rules=rules)
    ended = subprocess.run(scanner.command(job), cwd=root, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    answer = msgspec.json.decode(report.read_bytes())
    results = [(item["path"], item["start"]["line"], item["check_id"]) for item in answer["results"]]
    return results, answer["errors"]


@pytest.mark.tools
def test_the_rules_find_the_marked_lines_and_nothing_else(tmp_path):
    samples = tmp_path / "samples"
    shutil.copytree(SAMPLES, samples)
    files = [path.relative_to(samples).as_posix() for path in sorted(samples.rglob("*.*"))]
    results, errors = scanned(samples, files)
    assert errors == []
    assert set(results) == marks("ruleid")


@pytest.mark.tools
def test_the_labelled_snippets_are_told_apart_together_with_javascript_code(tmp_path):
    cases = [case for part in PARTS for case in snippets(part)]
    root = tmp_path / "snippets"
    results, errors = scanned(root, write(root, cases))
    found = defaultdict(set, found_by_engine(cases))
    for path, _, rule in results:
        found[path].add(rule)
    assert errors == []
    for part in PARTS:
        counted = score([case for case in cases if case.part == part], found)
        assert counted.true_positive_rate >= 0.85, part
        assert counted.false_positive_rate <= 0.1, part
