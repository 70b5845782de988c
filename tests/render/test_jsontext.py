"""JSON that no text can break."""

import json

from hypothesis import given
from hypothesis import strategies as st

from holdfast.render.jsontext import compact, pretty

TEXTS = st.text(alphabet=st.characters(exclude_categories=()))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
)


@given(VALUES)
def test_both_forms_read_back_as_the_same(value):
    assert json.loads(pretty(value)) == json.loads(compact(value))


@given(VALUES)
def test_compact_is_one_line(value):
    assert "\n" not in compact(value)


def test_a_lone_surrogate_is_replaced_wherever_it_stands():
    assert compact({"a\udcff": ["\ud800", ("x",)]}) == '{"a\ufffd":["\ufffd",["x"]]}'


def test_other_text_is_kept_as_it_is():
    assert json.loads(pretty(["é\x1b", 1.5])) == ["é\x1b", 1.5]
