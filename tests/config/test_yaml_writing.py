"""Words written into YAML come back as they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.config.yaml_reading import read_yaml
from holdfast.config.yaml_writing import key, scalar

TEXTS = st.text(st.characters(codec="utf-8"), max_size=20)


@given(TEXTS, TEXTS)
def test_any_text_comes_back(name, text):
    document = f"{key(name)}: {scalar(text)}\nlast: x\n"

    assert read_yaml(document.encode(), "f").plain() == ({name: text} | {"last": "x"})


@pytest.mark.parametrize("text", ["shop", "node_modules/", "30m", "1.10", "90%", "a-b_c"])
def test_plain_words_stand_without_quotes(text):
    assert scalar(text) == text


@pytest.mark.parametrize("text", ["", "~", "null", "Null", "@team", "*", "a: b", "a #b", "- a", "::1"])
def test_words_that_mean_something_in_yaml_stand_in_quotes(text):
    assert scalar(text) == f'"{text}"'


def test_numbers_truth_values_and_empty_collections_are_written_as_such():
    assert [scalar(value) for value in (3, 0.9, True, [], {})] == ["3", "0.9", "true", "[]", "{}"]
