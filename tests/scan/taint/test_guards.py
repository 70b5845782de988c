"""Checks are understood, and useless checks are not believed."""

import pytest


@pytest.mark.parametrize(
    ("check", "is_believed"),
    [
        ("if q not in ('a', 'b'):\n    return ''", True),
        ("if q != 'a':\n    return ''", True),
        ("if q and q not in ('a', 'b'):\n    return ''", True),
        ("if not q.isalnum():\n    return ''", True),
        ("import re\nif not re.fullmatch('[a-z]+', q):\n    return ''", True),
        ("import re\nif not re.match('^[a-z]+$', q):\n    return ''", True),
        ("import re\nif not re.match('[a-z]+', q):\n    return ''", False),
        ("import re\nif not re.fullmatch('.*', q):\n    return ''", False),
        ("if not all(c in 'abc' for c in q):\n    return ''", True),
        ("if not is_valid(q):\n    return ''", True),
        ("if len(q) > 9:\n    return ''", False),
        ("if q in ('a', 'b'):\n    return ''", False),
        ("if q not in ('a', 'b'):\n    print(q)", False),
        ("if q not in request.args:\n    return ''", False),
        ("assert q in ('a', 'b')", True),
    ],
)
def test_a_check_makes_text_harmless_only_if_it_does(found, check, is_believed):
    assert ("code-injection" not in found(f"{check}\neval(q)")) is is_believed


def test_the_beginning_of_a_path_counts_once_the_path_is_resolved(found):
    check = "if not p.startswith('/srv/'):\n    return ''\nopen(p)"
    assert found(f"p = '/srv/' + q\n{check}") == ["path-traversal"]
    assert found(f"p = os.path.realpath('/srv/' + q)\n{check}") == []


def test_a_check_of_the_host_is_one_for_addresses_only(found):
    prelude = "from urllib.parse import urlsplit\nfrom flask import redirect\n"
    check = "if urlsplit(q).netloc != 'a.example':\n    return ''\n"
    assert found(f"{check}return redirect(q)", prelude) == []
    assert found(f"{check}os.system(q)", prelude) == ["command-injection"]


@pytest.mark.parametrize(
    ("body", "is_believed"),
    [
        ("if len(t) > 9:\n        return False\n    return t in ('a', 'b')", True),
        ("if t in ('a', 'b'):\n        return True\n    return False", True),
        (
            "try:\n        str(t)\n    except ValueError:\n        return False\n    return t in ('a', 'b')",
            True,
        ),
        ("if t.startswith('x'):\n        return True\n    return t in ('a', 'b')", False),
        ("if len(t) > 9:\n        return False\n    return len(t) > 1", False),
        ("if t not in ('a', 'b'):\n        return True\n    return False", False),
    ],
)
def test_a_function_of_several_statements_is_believed_for_what_it_tests(found, body, is_believed):
    prelude = f"def fits(t):\n    {body}\n"
    assert ("code-injection" not in found("if not fits(q):\n    return ''\neval(q)", prelude)) is is_believed


def test_a_function_that_comes_to_its_end_said_no(found):
    prelude = "def foreign(t):\n    if t not in ('a', 'b'):\n        return True\n    print(1)\n"
    assert found("if foreign(q):\n    return ''\neval(q)", prelude) == []
    prelude = "def ours(t):\n    if t in ('a', 'b'):\n        return True\n    print(1)\n"
    assert found("if ours(q):\n    return ''\neval(q)", prelude) == ["code-injection"]
