"""Both of PyYAML's parsers word their errors differently; people read the same."""

import pytest
import yaml

from holdfast.config.yaml_mistakes import syntax_error

BROKEN = {
    "service:\n  name: 'shop\n": "f:2:9: this quote is never closed",
    "a: [b\nc: d\n": "f:1:4: this bracket is never closed, or a comma is missing behind it",
    "a: {b: c\n": "f:1:4: this bracket is never closed, or a comma is missing behind it",
    "a: b: c\n": "f:1:5: this colon starts a second value on the line",
    "a: *.js\n": "f:1:4: text that starts with * or & needs quotes",
    "a: @team\n": "f:1:4: text that starts with this character needs quotes",
    "a: `b`\n": "f:1:4: text that starts with this character needs quotes",
    "a:\n  b: c\n d: e\n": "f:3:2: this line does not line up with the lines above",
    "a:\n\tb: c\n": "f:2:1: a tab indents this line",
    "a: b\nword\n": "f:2:1: a colon is missing on this line",
}


def parsed(text, loader):
    with pytest.raises(yaml.MarkedYAMLError) as caught:
        list(yaml.parse(text, Loader=loader))
    return syntax_error(caught.value, text, "f")


@pytest.mark.parametrize("text", BROKEN)
@pytest.mark.parametrize("loader", [yaml.SafeLoader, getattr(yaml, "CSafeLoader", yaml.SafeLoader)])
def test_a_parsers_words_become_plain_ones(text, loader):
    error = parsed(text, loader)

    assert error.what == BROKEN[text]
    assert error.todo


def test_words_that_are_not_known_are_passed_on():
    error = syntax_error(yaml.MarkedYAMLError(problem="the moon is full"), "a", "f")

    assert (error.what, error.why) == ("f:1:1: this is not YAML", "the moon is full")
