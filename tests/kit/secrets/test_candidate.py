import pytest

from holdfast.kit.secrets.candidate import Candidate


@pytest.mark.parametrize(
    ("text", "is_quoted"),
    [(b'"value"', True), (b"'value'", True), (b'\\"value\\"', True), (b"\"value'", False), (b"value", False)],
)
def test_a_value_is_quoted_by_the_same_sign_on_both_sides(text, is_quoted):
    start = text.index(b"value")
    candidate = Candidate(text, start, start + 5)
    assert candidate.value == b"value"
    assert candidate.is_quoted is is_quoted


def test_at_the_edges_of_a_text_nothing_stands_around_it():
    candidate = Candidate(b"value", 0, 5)
    assert (candidate.opening, candidate.closing) == (b"", b"")
