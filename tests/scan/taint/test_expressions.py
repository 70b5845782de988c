"""Text keeps what it carries through every way of putting text together."""

import pytest


@pytest.mark.parametrize(
    "text",
    [
        "'a' + q", "f'a{q}'", "'%s' % q", "'%(a)s' % {'a': q}",
        "'{}'.format(q)", "'{a}'.format(a=q)", "q[1:]", "q * 2",
        "' '.join(['a', q])", "q or 'a'", "q if len(q) > 3 else 'a'", "(x := q)", "[q for _ in 'ab'][0]",
        "{k: q for k in 'ab'}['a']", "(lambda a: a)(q)", "f'{q:>10}'",
    ],
)  # fmt: skip
def test_what_is_made_of_text_from_outside_is_from_outside(found, text):
    assert "code-injection" in found(f"eval({text})")


@pytest.mark.parametrize(
    "text",
    [
        "str(q == 'a')", "'a' if q else 'b'", "q and 'a'",
        "f'{int(q):d}'", "'a' if True else q", "'' and q", "'a' or q",
        "str(not q)", "'ab'[1] if 1 < 2 < 3 else q", "str(len(q))",
    ],
)  # fmt: skip
def test_what_text_only_decides_is_not_from_outside(found, text):
    assert "code-injection" not in found(f"eval({text})")
