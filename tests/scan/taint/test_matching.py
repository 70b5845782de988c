"""The case that fits is walked, and its names stand for what was matched."""

import pytest


@pytest.mark.parametrize(
    ("body", "is_found"),
    [
        ("match 'a':\n    case 'b':\n        eval(q)", False),
        ("match 'a':\n    case 'a' | 'b':\n        eval(q)", True),
        ("match None:\n    case None:\n        eval(q)\n    case _:\n        pass", True),
        ("match q:\n    case 'a':\n        eval(q)", False),
        ("match q:\n    case other:\n        eval(other)", True),
        ("match [q]:\n    case [*parts]:\n        eval(parts[0])", True),
    ],
)
def test_the_case_that_fits_is_walked(found, body, is_found):
    assert ("code-injection" in found(body)) is is_found
