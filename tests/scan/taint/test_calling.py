"""Functions and classes of the file are followed with the values they are called with."""

import pytest


@pytest.mark.parametrize(
    ("prelude", "text", "is_found"),
    [
        ("def f(a, b='x'):\n    return a", "f(q)", True),
        ("def f(a, b='x'):\n    return b", "f(q)", False),
        ("def f(a, b='x'):\n    return b", "f('a', b=q)", True),
        ("def f(*a, **b):\n    return a[1] + b['c']", "f(q, 'a', c='b')", False),
        ("def f(*a, **b):\n    return a[1] + b['c']", "f('a', 'b', c=q)", True),
        ("class C:\n    def __init__(self, a):\n        self.a, self.b = a, 'x'", "C(q).b", False),
        ("class C:\n    def __init__(self, a):\n        self.a, self.b = a, 'x'", "C(q).a", True),
        ("class C:\n    @property\n    def p(self):\n        return request.args['p']", "C().p", True),
        ("def f(a):\n    return f(a[1:]) if a else a", "f(q)", True),
        ("from elsewhere import f", "f(q)", True),
        ("from elsewhere import f", "f('x').first(q)", False),
    ],
)
def test_an_answer_carries_what_the_function_hands_back(found, prelude, text, is_found):
    certain = [rule for rule in found(f"cursor.execute({text})", prelude) if rule == "sql-injection"]
    assert bool(certain) is is_found


def test_a_sink_in_a_helper_is_found_there(found):
    assert found("run(q)", "def run(command):\n    os.system(command)\n") == ["command-injection"]


def test_a_number_is_one_after_it_was_read_as_one(found):
    assert found("int(q)\neval(q)") == []


def test_a_number_is_a_field_of_what_is_made_with_it(found):
    prelude = "import random\nfrom .accounts import create, seal\n"
    assert found("token = seal(create(q, colour=random.choice('ab')))", prelude) == []
    assert found("token = seal(random.random())", prelude) == ["weak-random"]


def test_objects_of_foreign_parents_keep_what_they_are_given(found):
    prelude = "class State(dict):\n    def __getattr__(self, name):\n        return self.get(name)\n"
    assert found("eval(State({'a': q}).a)", prelude) == ["code-injection"]


def test_a_secret_may_be_got(found):
    prelude = "import logging\nlogger = logging.getLogger()\n"
    assert found("logger.info(request.headers.get('authorization'))", prelude) == ["secret-to-log"]
    assert found("logger.info(os.environ.get('API_KEY'))", prelude) == ["secret-to-log"]
    assert found("logger.info(os.environ.get('HOME'))", prelude) == []
