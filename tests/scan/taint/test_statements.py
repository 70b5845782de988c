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
