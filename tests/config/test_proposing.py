"""What ``holdfast init`` proposes is valid, whatever was seen, and stays so when its examples are used."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.config.document import Config
from holdfast.config.inspecting import Clue, Facts, Kind
from holdfast.config.nodes import Node
from holdfast.config.proposing import propose
from holdfast.config.references import resolve
from holdfast.config.schema import EDITOR_LINE
from holdfast.config.validating import validated
from holdfast.config.yaml_reading import read_yaml

LINES = st.text("ab $#:'\"{}[]*&!%@\\|>-é\U0001f600", min_size=1, max_size=12).filter(str.strip)
NAMES = st.text("ab/ \n\x1b#:\udc80é", min_size=1, max_size=8)
CLUES = st.builds(Clue, LINES, NAMES)
PATHS = st.lists(NAMES, min_size=1, max_size=6).map(tuple)
LANGUAGES = st.lists(st.tuples(st.sampled_from(["Python", "Go"]), st.integers(1, 99)), max_size=2)
FACTS = st.builds(
    Facts,
    name=CLUES,
    description=st.none() | CLUES,
    owner=st.none() | CLUES,
    languages=st.lists(st.tuples(st.sampled_from(["Python", "Go"]), st.integers(1, 99)), max_size=2).map(
        tuple
    ),
    files=st.dictionaries(st.sampled_from(list(Kind)), PATHS, max_size=5),
)

FULL = Facts(
    name=Clue("shop", "package.json"),
    owner=Clue("@team", "CODEOWNERS"),
    languages=(("Python", 3), ("TypeScript", 2)),
    files={kind: (f"{kind.name}.x",) for kind in Kind},
)


def read(text: str) -> tuple[Config, Node]:
    tree = resolve(read_yaml(text.encode(), "holdfast.yaml"), {})
    return validated(tree, Config), tree


@given(FACTS)
def test_every_proposal_is_valid_and_says_what_was_seen(facts):
    config, _ = read(propose(facts))

    assert config.service.name == facts.name.value[:100]
    assert config.service.owner == (facts.owner.value if facts.owner else "")
    assert config.service.description == (facts.description.value if facts.description else "")


def test_scanners_are_required_where_they_have_something_to_read():
    config, _ = read(propose(FULL))
    empty, _ = read(propose(Facts(name=Clue("x", "the folder"))))

    assert [item.scanner for item in config.gate.required] == [
        "secrets",
        "dependencies",
        "pipelines",
        "python-code",
        "ruff",
        "javascript-code",
        "zizmor",
        "hadolint",
        "shellcheck",
    ]
    assert [item.scanner for item in empty.gate.required] == ["secrets"]


def test_the_first_line_tells_editors_where_the_schema_is():
    assert propose(FULL).splitlines()[0] == EDITOR_LINE


@pytest.mark.parametrize("section", ["environments", "waivers"])
def test_a_commented_section_is_valid_once_it_is_uncommented(section):
    text = propose(FULL)
    block = re.search(rf"(?m)^# {section}:\n(# .*\n)+", text)[0]
    config, _ = read(text.replace(block, re.sub(r"(?m)^# ", "", block)))

    assert getattr(config, section)


def test_commented_lines_within_sections_are_valid_once_they_are_uncommented():
    text = re.sub(r"(?m)^(\s+)# (- scanner|new_only|exclude|owner)", r"\1\2", propose(FULL))
    config, _ = read(text)

    assert config.gate.default.new_only is True
    assert "checkov" in [item.scanner for item in config.gate.required]


def test_it_is_short_and_no_line_is_long():
    lines = propose(FULL).splitlines()

    assert len(lines) <= 62
    assert max(map(len, lines)) <= 120
