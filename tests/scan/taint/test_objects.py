"""What the language does with objects behind the scenes is followed."""

import pytest

from holdfast.scan.taint.analysis import analyse

RUN = "\nopen(OUT)"


@pytest.mark.parametrize(
    "detour",
    [
        "import functools\ndef add(a, b):\n    return a + b\nOUT = functools.partial(add, q)('')",
        "import functools\ndef add(a, b):\n    return a + b\nOUT = functools.partial(add, b=q)('')",
        "class Box:\n    pass\nbox = Box()\nsetattr(box, 'content', q)\nOUT = box.content",
        "import collections as c\nPair = c.namedtuple('P', 'left right')\nOUT = Pair('a', q).right",
        "import collections as c\nPair = c.namedtuple('P', ['left', 'right'])\nOUT = Pair('a', q)[1]",
        "from collections import namedtuple\nPair = namedtuple('P', 'a b')\nleft, OUT = Pair('a', q)",
        "try:\n    raise ValueError(q)\nexcept ValueError as error:\n    OUT = str(error)",
        "OUT = ''\ndef fill():\n    nonlocal OUT\n    OUT = q\nfill()",
        "from collections import defaultdict\nd = defaultdict(list)\nd['a'].append(q)\nOUT = d['a'][0]",
        "OUT = ''.join(chr(n) for n in [ord(c) for c in q])",
        "for place, (OUT, other) in enumerate(zip([q], ['a'])):\n    pass",
        "from flask import g\ng.words = q\nOUT = g.words",
        "texts = {'a': 'b', 'c': q}\nfor name, t in texts.items():\n    if name == 'c':\n        OUT = t",
    ],
)
def test_text_is_followed_through(found, detour):
    assert "path-traversal" in found(detour + RUN)


@pytest.mark.parametrize(
    "detour",
    [
        "class Box:\n    pass\nb = Box()\nsetattr(b, 'it', q)\nsetattr(b, 'it', 'a')\nOUT = b.it",
        "import collections as c\nPair = c.namedtuple('P', 'left right')\nOUT = Pair('a', q).left",
        "import collections as c\nPair = c.namedtuple('P', 'left right')\nOUT = Pair('a', q)[0]",
        "try:\n    raise ValueError('a')\nexcept ValueError as error:\n    OUT = str(error)",
        "OUT = 'a'\nfor each in []:\n    OUT = q",
        "OUT = f'{ord(q[0])}'",
        "from decimal import Decimal\nOUT = str(Decimal(q).quantize(Decimal('0.01')))",
    ],
)
def test_other_parts_stay_harmless(found, detour):
    assert found(detour + RUN) == []


MODULE = """
from contextlib import contextmanager
from flask import Flask, request

app = Flask(__name__)
LAST = ''


class Parent:
    def __init__(self, text):
        self.text = text

    def told(self):
        return self.text


class Child(Parent):
    def __init__(self, text):
        super().__init__(text)
        self.other = 'constant'

    def told(self):
        return super().told()


class Opened:
    def __init__(self, text):
        self.text = text

    def __enter__(self):
        return self.text

    def __exit__(self, *parts):
        pass


@contextmanager
def holding(text):
    yield text


def keep(text):
    global LAST
    LAST = text


def forget(text):
    return 'forgotten'


TABLE = {'keep': lambda text: text, 'forget': forget}


@app.route('/')
def view():
    q = request.args['q']
"""


@pytest.mark.parametrize(
    ("body", "is_outside"),
    [
        ("    open(Child(q).told())", True),
        ("    open(Child(q).other)", False),
        ("    with holding(q) as held:\n        open(held)", True),
        ("    with holding('a') as held:\n        open(held)", False),
        ("    with Opened(q) as held:\n        open(held)", True),
        ("    keep(q)\n    open(LAST)", True),
        ("    keep('a')\n    open(LAST)", False),
        ("    open(TABLE['keep'](q))", True),
        ("    open(TABLE['forget'](q))", False),
    ],
)
def test_classes_managers_and_names_of_the_module_are_followed(body, is_outside):
    rules = [weakness.rule for weakness in analyse(MODULE + body).weaknesses]
    assert rules == (["path-traversal"] if is_outside else [])


def test_callers_in_the_file_tell_what_a_function_is_given():
    runner = "import os\ndef run(line):\n    return os.system(line)\n"
    assert [found.is_certain for found in analyse(runner).weaknesses] == [False]
    assert not analyse(f"{runner}def start():\n    run('uptime')\n").weaknesses


@pytest.mark.parametrize(
    "detour",
    [
        "class A:\n    def __init__(self, **f):\n        self.__dict__.update(f)\nOUT = A(a=q).a",
        "class A:\n    def __getitem__(self, key):\n        return q\nOUT = A()['x']",
        "def parts():\n    yield from [q]\nfor OUT in parts():\n    pass",
        "import contextlib\nwith contextlib.closing(q) as OUT:\n    pass",
    ],
)
def test_hidden_methods_are_followed(found, detour):
    assert "path-traversal" in found(detour + RUN)


def test_letters_that_are_all_ours_are_harmless(found):
    check = "if any(letter not in {} for letter in q):\n    return ''\nopen(q)"
    assert found(check.format("'abc'")) == []
    assert found(check.format("q")) == ["path-traversal"]


def test_what_a_function_named_like_a_secret_returns_is_not_to_be_guessed(found):
    body = "import random\ndef {}():\n    return str(random.random())\nshow({}())"
    assert "weak-random" in found(body.format("make_password", "make_password"))
    assert "weak-random" not in found(body.format("jitter", "jitter"))


def test_the_body_of_an_answer_is_a_page(found):
    assert found("import flask\nanswer = flask.make_response()\nanswer.data = q\nreturn answer") == [
        "cross-site-scripting"
    ]


def test_parameters_bound_to_a_statement_are_no_part_of_it(found):
    prelude = "from sqlalchemy import text\nfrom shop import link\n"
    assert found("link.execute(text('SELECT :a').bindparams(a=q))", prelude) == []
    assert found("link.execute(text('SELECT ' + q).bindparams(a='a'))", prelude) != []


LINE = """from dataclasses import dataclass, field
@dataclass
class Line:
    first: str
    parts: list = field(default_factory=list)
    def add(self, *parts):
        self.parts.extend(parts)
        return self
    def __str__(self):
        return ' '.join(['ls', *self.parts])
"""


def test_a_record_is_written_as_its_class_says(found):
    assert found("os.system(str(Line('ls').add(q)))", LINE) == ["command-injection"]
    assert found("os.system(str(Line(q).add('x')))", LINE) == []
