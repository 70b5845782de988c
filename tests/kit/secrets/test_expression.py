from holdfast.kit.secrets.expression import compiled, is_expression


def test_offsets_are_bytes():
    assert compiled("b+").search("übb".encode()).span() == (2, 4)


def test_what_stands_around_a_part_counts_as_context():
    assert compiled(r"\bb").search(b"ab", 1, 2) is None


def test_the_longest_match_can_be_preferred():
    assert compiled("a|ab").search(b"ab").span() == (0, 1)
    assert compiled("a|ab", is_longest=True).search(b"ab").span() == (0, 2)


def test_look_around_is_no_expression_of_re2():
    assert is_expression("a+")
    assert not is_expression("(?=a)")
    assert not is_expression("☃")
