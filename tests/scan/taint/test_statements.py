"""Ways that end are not gone on with, and ways that meet are joined."""

import pytest


@pytest.mark.parametrize(
    ("body", "is_found"),
    [
        ("if 1 > 2:\n    eval(q)", False),
        ("while False:\n    eval(q)", False),
        ("x = 'a'\nfor _ in q:\n    eval(x)\n    x = q", True),
        ("x = q\ntry:\n    x = int(q)\nexcept ValueError:\n    return ''\neval(str(x))", False),
        ("x = q\ntry:\n    x = 'a'\nexcept ValueError:\n    pass\neval(x)", True),
        ("x = q\ntry:\n    pass\nfinally:\n    x = 'a'\neval(x)", False),
        ("return ''\neval(q)", False),
        ("with open('x') as f:\n    x = q\neval(x)", True),
        ("x = 'a'\nx += q\neval(x)", True),
        ("while True:\n    x = q\n    break\neval(x)", True),
        ("match q:\n    case 'a' | 'b':\n        eval(q)", False),
        ("match q:\n    case other:\n        eval(other)", True),
        ("match 'b':\n    case 'a':\n        eval(q)\n    case _:\n        pass", False),
        ("class C:\n    a = q\neval(C.a)", True),
    ],
)
def test_only_what_can_happen_is_found(found, body, is_found):
    assert ("code-injection" in found(body)) is is_found


def test_of_two_packages_the_one_that_is_tried_first_is_meant(found):
    prelude = "import yaml\n"
    load = "yaml.load(q, Loader=Loader)"
    way = "try:\n    from yaml import {} as Loader\nexcept ImportError:\n    from yaml import {} as Loader\n"
    assert found(load, prelude + way.format("CSafeLoader", "SafeLoader")) == []
    assert found(load, prelude + way.format("CLoader", "Loader")) == ["unsafe-deserialization"]


@pytest.mark.parametrize(
    ("body", "is_found"),
    [
        ("d = {}\nfor k, v in (('a', 'x'), ('b', q)):\n    d[k] = v\neval(d['a'])", False),
        ("d = {}\nfor k, v in (('a', 'x'), ('b', q)):\n    d[k] = v\neval(d['b'])", True),
        ("d = {}\nfor e in ({'a': q}, {'a': 'x'}):\n    d.update(e)\neval(d['a'])", False),
        ("x = 'a'\nfor k in ('b', 'c'):\n    if len(q) > 3:\n        break\n    x = q\neval(x)", True),
        ("x = q\nfor k in ('b', 'c'):\n    if k == 'b':\n        continue\n    x = 'a'\neval(x)", False),
        ("for k in ('b', 'c'):\n    return ''\neval(q)", False),
        ("x = 'a'\nfor k in ('b', 'c'):\n    x = q\n    break\nelse:\n    x = 'a'\neval(x)", True),
    ],
)
def test_a_loop_over_a_few_known_things_is_walked_thing_by_thing(found, body, is_found):
    assert ("code-injection" in found(body)) is is_found
