"""Comprehensions are followed, and what their filters tell stays within them."""

import pytest


@pytest.mark.parametrize(
    ("body", "is_found"),
    [
        ("[c for c in [q] if c in ('a', 'b')]\neval(q)", True),
        ("eval([c for c in [q] if c in ('a', 'b')][0])", False),
        ("eval({c for c in [q] if len(c) > 2}.pop())", True),
        ("d = {k: v for k, v in (('a', 'x'), ('b', q))}\neval(d['a'])", False),
        ("d = {k: v for k, v in (('a', 'x'), ('b', q))}\neval(d['b'])", True),
        ("eval([c + q for c in 'ab'][0])", True),
        ("eval([c + 'x' for c in ('a', 'b')][1])", False),
    ],
)
def test_what_comes_out_is_what_was_put_in(found, body, is_found):
    assert ("code-injection" in found(body)) is is_found


@pytest.mark.parametrize("items", ["[C(x) for x in ['a', q] if len(x) > 2]", "[C(x) for x in ['a', q]]"])
def test_objects_that_it_makes_keep_what_is_in_them(found, items):
    prelude = "class C:\n    def __init__(self, a):\n        self.a = a\n"
    assert found(f"for c in {items}:\n    eval(c.a)", prelude) == ["code-injection"]
