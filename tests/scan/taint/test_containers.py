"""Containers are followed by key and index."""

import pytest


@pytest.mark.parametrize(
    ("body", "is_found"),
    [
        ("d = {'a': 'x', 'b': q}\neval(d['b'])", True),
        ("d = {'a': 'x', 'b': q}\neval(d['a'])", False),
        ("d = {}\nd.update(a='x', b=q)\neval(d.pop('a'))", False),
        ("d = dict(a=q)\ndel d['a']\neval(str(list(d.values())) + 'x')", False),
        ("d = {'a': q}\nfor key, value in d.items():\n    eval(value)", True),
        ("d = {'a': q}\nfor key, value in d.items():\n    eval(key)", False),
        ("d = {}\nd.setdefault('a', q)\neval(d['a'])", True),
        ("d = {'a': q}\neval(d.get('b', 'x'))", False),
        ("i = [q, 'x']\ni.reverse()\neval(i[0])", False),
        ("i = ['x', q]\ni.sort()\neval(i[0])", True),
        ("i = [q]\ni.clear()\ni.append('x')\neval(i[0])", False),
        ("i = ['x']\ni.extend(['y', q])\neval(i[2])", True),
        ("i = ['x', q]\nj = i.copy()\ni[1] = 'y'\neval(j[1])", True),
        ("i = [q, 'x']\ni[0] = 'y'\neval(i[0])", False),
        ("d = {'a': q}\nd |= {'a': 'x'}\neval(d['a'])", False),
        ("d = {'a': 'x'}\neval((d | {'b': q})['b'])", True),
    ],
)
def test_what_is_read_is_what_stands_there(found, body, is_found):
    assert ("code-injection" in found(body)) is is_found


def test_a_configuration_that_is_not_known_brings_any_text(found):
    start = "from configparser import ConfigParser\nc = ConfigParser()\n"
    assert found(f"{start}c.read_string(q)\nopen(c['a']['b'])") == ["path-traversal"]
    assert found(f"{start}c.read_string('[a]\\nb = c')\nopen(c['a']['b'])") == []
