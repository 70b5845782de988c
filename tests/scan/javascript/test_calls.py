"""Calls that search or match are what Python has for it; packages have the names of the tables."""

import ast

import pytest

from holdfast.scan.javascript.calls import package_name


@pytest.mark.parametrize(
    ("text", "python"),
    [
        ("list.includes(a)", "a in list"),
        ("set.has(a)", "a in set"),
        ("list?.includes(a.b)", "a.b in list"),
        ("table.hasOwnProperty(a)", "a in table"),
        ("Object.hasOwn(table, a)", "a in table"),
        ("Object.prototype.hasOwnProperty.call(table, a)", "a in table"),
        ("a in table", "a in table"),
        ("list.indexOf(a) !== -1", "a in list"),
        ("list.indexOf(a) != -1", "a in list"),
        ("list.indexOf(a) > -1", "a in list"),
        ("list.indexOf(a) >= 0", "a in list"),
        ("list.indexOf(a) === -1", "a not in list"),
        ("list.indexOf(a) == -1", "a not in list"),
        ("list.indexOf(a) < 0", "a not in list"),
        ("!list.includes(a)", "not a in list"),
    ],
)
def test_what_searches_a_list_is_in(lowered, text, python):
    assert lowered(text) == python


@pytest.mark.parametrize(
    "text",
    [
        "list.includes(a, 1)",
        "list.indexOf(a) == 2",
        "list.indexOf(a, 1) != -1",
        "has(a)",
        "list.find(a) != -1",
    ],
)
def test_what_only_looks_like_a_search_stays_a_call(lowered, text):
    assert lowered(text) == text


@pytest.mark.parametrize(
    ("text", "python"),
    [
        ("a.startsWith(b)", "a.startswith(b)"),
        ("a.endsWith(b)", "a.endswith(b)"),
        ("/a/.test(b)", "re.compile('a', '').search(b)"),
        ("p.test(a)", "p.search(a)"),
        ("a.match(p)", "re.search(p, a)"),
        ("a.match(/b/)", "re.search(re.compile('b', ''), a)"),
        ("/a/.exec(b)", "re.search(re.compile('a', ''), b)"),
        ("child.exec(a)", "child.exec(a)"),
        ("test(a)", "test(a)"),
    ],
)
def test_what_matches_text_has_the_names_of_python(lowered, text, python):
    assert lowered(text) == python


@pytest.mark.parametrize(
    ("text", "python"),
    [
        ("f.call(this, a, ...b)", "f(a, *b)"),
        ("a.f.call(null)", "a.f()"),
        ("f.apply(this, a)", "f(*a)"),
        ("a.f.apply(a, [b, c])", "a.f(*[b, c])"),
        ("x = f.bind(this)", "x = f"),
        ("f.bind(this, a)", "f.bind(self, a)"),
        ("new A", "A()"),
        ("new A(b, ...c)", "A(b, *c)"),
        ("new a.B(c)", "a.B(c)"),
        ("f(...a)", "f(*a)"),
        pytest.param(
            "f.call(...a)",
            "f(*a[1:])",
            marks=pytest.mark.xfail(strict=True, reason="this is taken for an argument"),
        ),
        ("a.bind('b')", "a.bind('b')"),
        ("a.bind(8080)", "a.bind(8080)"),
        ("x = a.f.bind(a.b)", "x = a.f"),
    ],
)
def test_calls_by_other_ways_are_calls(lowered, text, python):
    assert lowered(text) == python


@pytest.mark.parametrize(
    ("text", "python"),
    [
        ("require('a')", "import a as @package1\n@package1"),
        ("const a = require('node:fs')", "import fs as @package1\na = @package1"),
        ("const { a: b } = require('c')", "import c as @package1\nb = @package1.a"),
        ("require('a').b(c)", "import a as @package1\n@package1.b(c)"),
        ("require('./a.js')(b)", "import a as @package1\n@package1(b)"),
        ("require(a)", "require(a)"),
        ("require('a', b)", "import a as @package1\n@package1"),
        ("import('a', { with: b })", "import a as @package1\n@package1"),
        ("require(`a`)", "import a as @package1\n@package1"),
        ("require(`a${b}`)", "require(f'a{b}')"),
        ("a = await import('b')", "import b as @package1\na = await @package1"),
        ("a = import(b)", "a = import(b)"),
    ],
)
def test_required_packages_are_imported(lowered, text, python):
    assert lowered(text) == python


@pytest.mark.parametrize(
    ("package", "name"),
    [
        ("express", "express"), ("node:child_process", "child_process"), ("fs/promises", "fs.promises"),
        ("node:fs/promises", "fs.promises"), ("mysql2/promise", "mysql"), ("fs-extra", "fs"),
        ("@scope/name", "@scope/name"), ("@scope/name/sub/path", "@scope/name.sub.path"),
        ("lodash/merge", "lodash.merge"), ("./a", "a"), ("../lib/a.ts", "a"), ("./a.service", "a.service"),
        ("./config.json", "config"), ("/opt/a.mjs", "a"), ("@/lib/db", "db"), ("~/lib/db", "db"),
        ("#lib/db.js", "db"), (".", "index"), ("..", "index"), ("./", "index"), ("", ""),
    ],
)  # fmt: skip
def test_packages_have_the_names_of_the_tables(package, name):
    assert package_name(package) == name


def test_calls_show_their_source(tree):
    (call,) = (node for node in ast.walk(tree("a.b( c )")) if isinstance(node, ast.Call))
    assert call.shown == "a.b( c )"
