"""What stands left of an equals sign gets its own part."""

import pytest


@pytest.mark.parametrize(
    ("body", "is_found"),
    [
        ("a, b = 'x', q\neval(a)", False),
        ("a, b = 'x', q\neval(b)", True),
        ("a, *b = ['x', q]\neval(b[0])", True),
        ("(a, b), c = ('x', q), 'y'\neval(b)", True),
        ("a = b = q\na = 'x'\neval(b)", True),
        ("class C:\n    pass\nc = C()\nc.a, c.b = 'x', q\neval(c.b)", True),
    ],
)
def test_each_target_gets_its_part(found, body, is_found):
    assert ("code-injection" in found(body)) is is_found


def test_a_name_that_secrets_have_makes_a_secret(found):
    assert found("password = os.environ['A']\nprint(password)") == ["secret-to-log"]
    assert found("password = 'x'\nprint(password)") == []
    assert found("csrf_token = os.environ['A']\nprint(csrf_token)") == []
