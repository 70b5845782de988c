"""``${NAME}`` in values."""

import pytest

from holdfast.config.nodes import Origin, from_plain
from holdfast.config.references import resolve
from holdfast.errors import ConfigError

HERE = Origin("f", 3, 4)


def resolved(value, **environ):
    return resolve(from_plain({"a": value}, HERE), environ).plain()["a"]


def test_a_reference_becomes_the_value_of_its_variable():
    assert resolved("shop-${STAGE}", STAGE="qa") == "shop-qa"
    assert resolved(["${A}", {"b": "${A}${A}"}], A="x") == ["x", {"b": "xx"}]
    assert resolved("${EMPTY}", EMPTY="") == ""


@pytest.mark.parametrize("text", ["$", "$HOME", "app$", "{A}", "$(A)"])
def test_a_dollar_sign_alone_is_text(text):
    assert resolved(text, A="x", HOME="/h") == text


def test_two_dollar_signs_are_one():
    assert resolved("$${A}", A="x") == "${A}"


def test_what_a_variable_holds_is_not_looked_into_again():
    assert resolved("${A}", A="${B}", B="x") == "${B}"


def test_all_unset_variables_are_named_at_once():
    with pytest.raises(ConfigError) as caught:
        resolve(from_plain({"a": "${X}", "b": "${Y}"}, HERE), {})

    assert "variable X is not set" in caught.value.what
    assert "variable Y is not set" in caught.value.what


def test_the_written_text_is_remembered():
    node = resolve(from_plain({"a": "x${T}"}, HERE), {"T": "hidden"}).at(("a",))

    assert (node.value, node.written) == ("xhidden", "x${T}")
