"""Only what a template names gets into the text."""

import pytest


@pytest.mark.parametrize(
    ("text", "is_outside"),
    [
        ("'%(a)s' % {'a': 'x', 'b': q}", False),
        ("'%(b)s' % {'a': 'x', 'b': q}", True),
        ("'%s %s' % ('x', q)", True),
        ("'%(b)s' % {**request.args}", True),
        ("'{0}'.format('x', q)", False),
        ("'{1}'.format('x', q)", True),
        ("'{}{}'.format('x', q)", True),
        ("'{a}'.format(a='x', b=q)", False),
        ("'{b}'.format(a='x', b=q)", True),
        ("'{0[a]}'.format({'a': 'x', 'b': q})", False),
        ("'{0[b]}'.format({'a': 'x', 'b': q})", True),
        ("'{0[1]}'.format(['x', q])", True),
        ("'{0[0]}'.format(['x', q])", False),
        ("'{b}'.format(**{'a': 'x', 'b': q})", True),
        ("'{'.format(q)", True),
        ("q.format('x')", True),
    ],
)
def test_only_named_parts_are_filled_in(found, text, is_outside):
    assert ("path-traversal" in found(f"open({text})")) is is_outside


@pytest.mark.parametrize(
    ("key", "is_guessable"), [("'remember_me'", True), ("f'token{1}'", True), ("'colour'", False)]
)
def test_a_random_number_under_a_telling_key_is_reported(found, key, is_guessable):
    body = f"import random\nfrom shop import kept\nname = {key}\nkept[name] = str(random.random())"
    assert ("weak-random" in found(body)) is is_guessable
