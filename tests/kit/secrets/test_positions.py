from hypothesis import given
from hypothesis import strategies as st

from holdfast.kit.secrets.positions import Positions

TEXT = st.text(st.sampled_from("aü\n☃"), max_size=40)


@given(TEXT, st.lists(st.integers(0, 40)))
def test_lines_and_columns_are_those_of_the_characters_before(text, indexes):
    data = text.encode()
    positions = Positions()
    for index in sorted(min(index, len(text)) for index in indexes):
        before = text[:index]
        expected = (before.count("\n") + 1, len(before) - before.rfind("\n"))
        assert positions.at(data, len(before.encode())) == expected


def test_a_stream_that_was_cut_goes_on_counting():
    positions = Positions()
    positions.advance(b"a\nbc", 4)
    assert positions.at(b"bcd\ne", 3, base=2) == (2, 4)
    assert positions.at(b"bcd\ne", 4, base=2) == (3, 1)
