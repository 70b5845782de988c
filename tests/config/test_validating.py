"""Validation: whatever is written, people get a value or an explanation."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.config.document import Config
from holdfast.config.fields import ANY_ITEM, ANY_NAME, setting_paths
from holdfast.config.gate import Policy
from holdfast.config.nodes import Origin, from_plain
from holdfast.config.validating import validated
from holdfast.errors import ConfigError

HERE = Origin("holdfast.yaml", 3, 5)


def refused(values, model=Config, prefix=()) -> ConfigError:
    with pytest.raises(ConfigError) as caught:
        validated(from_plain(values, HERE), model, prefix)
    return caught.value


def test_a_part_of_the_configuration_is_named_by_its_whole_path():
    error = refused({"default": {"severty": "low"}}, Policy, ("gate",))

    assert error.what == "holdfast.yaml:3:5: gate.default.severty: unknown key"


@pytest.mark.parametrize("character", ["\0", "\x1b", "\x7f", "\x9b", "\ud800"])
def test_control_characters_reach_nobodys_terminal(character):
    value = refused({"service": {"name": f"a{character}b"}})
    name = refused({"service": {"name": "x"}, "environments": {f"a{character}b": {"url": "x"}}})

    assert f"U+{ord(character):04X}" in value.what
    assert "a key with a control character" in name.what
    assert value.what.isprintable()
    assert name.what.isprintable()


def test_text_may_have_several_lines():
    config = validated(from_plain({"service": {"name": "x", "description": "a\n\tb"}}, HERE), Config)

    assert config.service.description == "a\n\tb"


def test_a_long_value_is_shown_in_part():
    assert len(refused({"service": {"name": "x"}, "scan": {"jobs": "9" * 5000}}).what) < 200


TRICKY = (
    "|0|-1|1e400|nan|yes|5m|99999w|10MiB|99999999GiB|90%|high|sca|2027-01-31|0000-00-00|9999-12-31|x|"
    "999999999999999999999999"
)
WORDS = st.sampled_from(TRICKY.split("|"))
VALUES = st.recursive(
    st.none() | WORDS,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(WORDS, inner, max_size=2),
    max_leaves=4,
)
PATHS = st.sampled_from(sorted(setting_paths()))


@st.composite
def documents(draw):
    """Trees along the paths of the models, with anything at their ends."""
    document = {"service": {"name": "shop"}}
    for path in draw(st.lists(PATHS, max_size=6)):
        node = document
        for part in path[:-1]:
            node = node.setdefault(draw(WORDS) if part == ANY_NAME else part, {})
            if not isinstance(node, dict):
                break
        else:
            node[draw(WORDS) if path[-1] == ANY_NAME else path[-1]] = draw(VALUES)
    items = draw(st.lists(st.dictionaries(st.sampled_from(_WAIVER_KEYS), VALUES, max_size=6), max_size=2))
    return document | ({"waivers": items} if items else {})


_WAIVER_KEYS = sorted(path[2] for path in setting_paths() if path[:2] == ("waivers", ANY_ITEM))


@given(documents())
def test_anything_is_a_configuration_or_an_explanation(document):
    lines = ["holdfast.yaml:3:5: fine"]
    try:
        validated(from_plain(document, HERE), Config).model_dump_json()
    except ConfigError as error:
        lines = error.what.splitlines()

    assert all(re.match(r"holdfast\.yaml:3:5: \S", line) for line in lines)
    assert not any("does not fit:" in line for line in lines), "a message of Pydantic is not translated"
