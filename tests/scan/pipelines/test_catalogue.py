"""Every rule finds the marked lines of its bad examples, and nothing in its good ones, in every system."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from holdfast.model.category import Category
from holdfast.scan.pipelines.catalogue import RULES, lint

SAMPLES = Path(__file__).parents[2] / "samples" / "pipelines"
TODAY = date(2026, 11, 21)
MARK = "«"
EXAMPLES = {
    rule: examples
    for path in sorted(SAMPLES.glob("*.yaml"))
    for rule, examples in yaml.safe_load(path.read_text(encoding="utf-8")).items()
}
BY_ID = {rule.id: rule for rule in RULES}


def indented(text, by):
    return "".join(f"{' ' * by}{line}\n" for line in text.splitlines())


def in_every_system(text):
    """The same commands as each system has them; one entry of a buildspec and one step is one line."""
    lines = text.splitlines()
    entries = "".join(
        f"        - {yaml.safe_dump(line, width=1000).splitlines()[0]}\n" for line in map(unmarked, lines)
    )
    yield "gitlab", {".gitlab-ci.yml": "run:\n  script:\n    - |\n" + indented(text, 6)}
    yield (
        "github",
        {
            ".github/workflows/run.yml": "on: pull_request\njobs:\n  run:\n    steps:\n      - run: |\n"
            + indented(text, 10)
        },
    )
    marked = [
        f"{entry}{MARK}" if MARK in line else entry
        for entry, line in zip(entries.splitlines(), lines, strict=True)
    ]
    yield "codebuild", {"buildspec.yml": "phases:\n  build:\n    commands:\n" + "\n".join(marked) + "\n"}
    groovy = text.replace("\\", "\\\\")
    yield (
        "jenkins",
        {"Jenkinsfile": f"pipeline {{ stages {{ stage('Run') {{ steps {{ sh '''\n{groovy}''' }} }} }} }}\n"},
    )
    yield (
        "script",
        {
            "buildspec.yml": "phases: { build: { commands: [bash scripts/run.sh] } }\n",
            "scripts/run.sh": "set -euo pipefail\n" + text,
        },
    )


def unmarked(text):
    return text.replace(MARK, "")


def variants(example) -> Iterator[tuple[str, dict[str, str]]]:
    """The files of an example; one with `commands` once for each system."""
    if "commands" not in example:
        yield "files", example
        return
    others = {path: text for path, text in example.items() if path != "commands"}
    for system, files in in_every_system(example["commands"]):
        yield system, {**others, **files}


def cases(kind):
    return [
        pytest.param(rule, files, id=f"{rule}-{number}-{system}")
        for rule, examples in EXAMPLES.items()
        for number, example in enumerate(examples[kind])
        for system, files in variants(example)
    ]


def found(rule, files):
    contents = [(path, unmarked(text).encode()) for path, text in files.items()]
    result = lint(contents, TODAY, [BY_ID[rule]])
    assert result.unread == ()
    return [(finding.location.path, finding.location.line) for finding in result.findings]


def test_every_rule_has_examples_and_every_example_its_rule():
    assert sorted(EXAMPLES) == sorted(BY_ID)
    assert len(BY_ID) == len(RULES) >= 35


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_says_what_why_and_how(rule):
    assert len(rule.title) <= 90
    assert not rule.title.endswith(".")
    assert rule.why.endswith(".")
    assert len(rule.fix) > 12


@pytest.mark.parametrize(("rule", "files"), cases("bad"))
def test_the_marked_lines_are_found_and_no_others(rule, files):
    expected = [
        (path, number)
        for path, text in files.items()
        for number, line in enumerate(text.splitlines(), start=1)
        if MARK in line
    ]
    assert expected
    assert found(rule, files) == sorted(expected)


@pytest.mark.parametrize(("rule", "files"), cases("good"))
def test_a_good_example_is_left_alone(rule, files):
    assert found(rule, files) == []


def test_a_finding_carries_what_a_reader_needs():
    files = [("buildspec.yml", b"phases: { build: { commands: [pip-audit || true] } }\n")]
    (finding,) = lint(files, TODAY, [BY_ID["scanner-failure-ignored"]]).findings
    assert (finding.tool, finding.category, finding.cwe) == ("pipelines", Category.PIPELINE, (390,))
    assert finding.description.startswith("The exit code of pip-audit is discarded.")
    assert finding.fix == BY_ID["scanner-failure-ignored"].fix


def test_a_comment_with_a_reason_takes_a_finding_back():
    comment = "# holdfast:ignore[scanner-failure-ignored] a trial"
    text = f"phases:\n  build:\n    commands:\n      {comment}\n      - pip-audit || true\n"
    result = lint([("buildspec.yml", text.encode())], TODAY)
    assert (result.findings, result.suppressed) == ((), 1)


def test_a_file_that_is_no_yaml_is_unread_and_not_clean():
    result = lint(
        [("buildspec.yml", b"phases: [unclosed\n"), (".gitlab-ci.yml", b"a: {script: [make]}\n")], TODAY
    )
    assert [path for path, _ in result.unread] == ["buildspec.yml"]
    assert result.examined == 1


ALL_FILES = [files for kind in ("bad", "good") for case in cases(kind) for files in (case.values[1],)]


@given(st.data())
def test_torn_files_never_break_a_rule(data):
    """Lines of examples, cut, repeated and mixed, as half-written files are."""
    files = data.draw(st.sampled_from(ALL_FILES))
    others = data.draw(st.sampled_from(ALL_FILES))
    torn = []
    for path, text in files.items():
        lines = [*unmarked(text).splitlines(), *unmarked("".join(others.values())).splitlines()]
        picked = data.draw(st.lists(st.sampled_from(lines or [""]), max_size=12))
        torn.append((path, "\n".join(picked).encode()))
    result = lint(torn, TODAY)
    assert result.examined + len(result.unread) == len(torn)
