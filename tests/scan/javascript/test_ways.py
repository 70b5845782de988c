"""What calls answer: text goes through some, others make it harmless, and some do so only in part."""

import pytest

from scan.javascript.asking import handled, later

RUN = "\neval(out);"
PREFIX = 'const path = require("path");\nconst fs = require("fs");\nconst axios = require("axios");\n'


@pytest.mark.parametrize(
    "way",
    [
        "const out = q.trim().toLowerCase();",
        "const out = q.slice(1);",
        "const out = q.split(',')[0];",
        "const out = q.concat('a');",
        "const out = 'a'.concat(q);",
        "const out = ['a', q].join(' ');",
        "const out = q.padStart(9, '0');",
        "const out = q.replace('a', 'b');",
        "const out = 'X'.replace('X', q);",
        later("const out = 'X'.replace(/X/g, () => q);", why="what a function puts in for a pattern is lost"),
        "const out = JSON.parse(q);",
        "const out = JSON.parse(q).a.b;",
        "const out = JSON.stringify({ q });",
        "const out = String(q);",
        "const out = Buffer.from(q, 'base64').toString('utf8');",
        "const out = atob(q);",
        "const out = decodeURIComponent(q);",
        "const out = decodeURIComponent(encodeURIComponent(q));",
        "const out = Object.freeze({ a: q }).a;",
        "const out = structuredClone({ a: q }).a;",
        "const out = Object.assign({}, { a: q }).a;",
        "const out = Object.assign({ b: 1 }, req.query).a;",
        "const out = Object.values(req.query)[0];",
        "const out = Object.keys(req.body)[0];",
        "const out = Object.entries(req.query)[0][1];",
        "const out = Object.fromEntries(Object.entries(req.query)).a;",
        "const out = Object.values({ a: q })[0];",
        "const out = new Map([['a', q]]).get('a');",
        "const box = new Map(); box.set('a', q); const out = box.get('a');",
        "const box = new Map().set('a', q); const out = box.get('a');",
        "const out = [...new Set([q])][0];",
        "const out = Array.from(new Set([q]))[0];",
        "const out = Array.from([q], (each) => each)[0];",
        "const out = new URLSearchParams(q).get('a');",
        "const out = new URLSearchParams({ a: q }).toString();",
        "const out = new URL(q).pathname;",
        "const out = new URL(q, 'https://a.example').href;",
        "const out = require('path').join('a', q);",
        "const out = await Promise.resolve(q);",
        "const [out] = await Promise.all([q]);",
        "const out = await new Promise((resolve) => resolve(q));",
        "const out = await new Promise((resolve) => { setTimeout(() => resolve(q), 9); });",
        "const out = await Promise.resolve(q).then((text) => text + 'a');",
        "const out = await Promise.resolve(q).catch(() => 'a');",
        "const f = async (text) => text; const out = await f(q);",
        "const f = (text) => ({ text }); const { text: out } = f(q);",
        "const f = ({ text }) => text; const out = f({ text: q });",
        "const f = (...texts) => texts[0]; const out = f(q);",
        "const f = (text = 'a') => text; const out = f(q);",
        "const f = (text) => () => text; const out = f(q)();",
        "function* f() { yield q; } const [out] = [...f()];",
        "function* f() { yield q; } let out; for (const each of f()) { out = each; }",
        "const table = { a: (text) => text }; const out = table.a(q);",
        "const table = { a: (text) => text }; const out = table[req.query.b](q);",
        "const f = (text) => text; const out = f.call(null, q);",
        "const f = (text) => text; const out = f.apply(null, [q]);",
        "const f = (text) => text; const g = f.bind(null); const out = g(q);",
        "const out = (() => q)();",
        "const out = String.raw`a${q}`;",
        "const util = require('util'); const out = util.format('%s', q);",
        "const out = q.match(/.*/)[0];",
        "const out = encodeURIComponent(q);",
        "const out = stranger(q);",
        "const out = helper.fill('a', q);",
    ],
)
def test_text_goes_through(way):
    assert "code-injection" in handled(way + RUN)


@pytest.mark.parametrize(
    "way",
    [
        "const out = Number(q);",
        "const out = parseInt(q, 10);",
        "const out = +q.length;",
        "const out = Boolean(q);",
        "const out = q.indexOf('a');",
        "const out = q.startsWith('a');",
        "const out = q.includes('a');",
        later("const out = /a/.test(q);", why="the answer of test is taken for text"),
        "const out = new Date(q).toISOString();",
        "const out = q.charCodeAt(0);",
        "const out = Math.max(Number(q), 3);",
        "const out = require('crypto').createHash('sha256').update(q).digest('hex');",
        "const out = Array.isArray(q);",
        "const out = new Map([['a', q], ['b', 'c']]).get('b');",
        "const out = Object.assign({ a: q }, { a: 'a' }).a;",
        "const out = (await User.findByPk(q)).name;",
        "const out = (await prisma.user.findUnique({ where: { id: String(q) } })).name;",
        "const f = (text) => 'a'; const out = f(q);",
        "const out = await Promise.resolve(q).then(() => 'a');",
        "const out = await new Promise((resolve) => resolve('a'));",
        "const out = q.replace(/[^a-z]/g, '');",
        "const out = q.replace(/\\W/g, '');",
        "const out = q.replace(/[^\\w-]+/g, '_');",
        "const table = { a: () => 'a' }; const out = table[q](q);",
        "const out = require('jsonwebtoken').verify(q, process.env.KEY).sub;",
        "const out = btoa(q);",
    ],
)
def test_text_is_gone_after(way):
    assert "code-injection" not in handled(way + RUN)


@pytest.mark.parametrize(
    ("helper", "is_believed"),
    [
        ("const isName = (text) => /^[a-z]+$/.test(text);", True),
        ("function isName(text) { return /^[a-z]+$/.test(text); }", True),
        ("function isName(text) { return ['a', 'b'].includes(text); }", True),
        ("const isName = (text) => NAMES.includes(text);", True),
        ("const isName = (text) => NAMES.indexOf(text) !== -1;", True),
        ("const isName = (text) => text.length < 9;", False),
        ("const isName = (text) => /[a-z]+/.test(text);", False),
        ("const isName = (text) => true;", False),
        ("const isName = (text) => text.includes('a');", False),
    ],
)
def test_a_function_that_is_only_a_test_is_believed_if_the_test_is(helper, is_believed):
    prelude = f"const NAMES = ['a', 'b'];\n{helper}"
    assert (handled("if (!isName(q)) return;\neval(q);", prelude) == set()) is is_believed
    assert (handled("if (isName(q)) {\n  eval(q);\n}", prelude) == set()) is is_believed


@pytest.mark.parametrize(
    ("check", "is_believed"),
    [
        ("if (!['a', 'b'].includes(q)) return;", True),
        ("if (!new Set(['a', 'b']).has(q)) return;", True),
        ("if (!(q in { a: 1, b: 2 })) return;", True),
        ("if (!Object.keys({ a: 1 }).includes(q)) return;", True),
        ("if (!{ a: 1 }.hasOwnProperty(q)) return;", True),
        ("if (!Object.hasOwn({ a: 1 }, q)) return;", True),
        ("if (!/^[a-z]+$/.test(q)) return;", True),
        later("if (!q.match(/^\\d+$/)) return;", True, why="match in a condition is no check"),
        later(
            "if (/[^a-z]/.test(q)) return;", True, why="a test for letters that are not allowed is no check"
        ),
        ("if (!/^[a-z]+$/m.test(q)) return;", False),
        ("if (!/[a-z]+/.test(q)) return;", False),
        ("if (!/^.*$/.test(q)) return;", False),
        ("if (q !== 'a') return;", True),
        ("if (q !== 'a' && q !== 'b') return;", True),
        ("if (q !== 'a' || req.query.b) return;", True),
        ("switch (q) { case 'a': break; default: return; }", True),
        ("if (!q) return;", False),
        ("if (typeof q !== 'string') return;", False),
        ("if (typeof q !== 'number') return;", True),
        ("if (q.length > 9) return;", False),
        ("if (['a', 'b'].includes(q)) return;", False),
        ("if (!req.body.names.includes(q)) return;", False),
        ("if (!['a'].includes(q)) { console.info('no'); }", False),
        ("if (!['a'].includes(q)) throw new Error('no');", True),
        ("if (!['a'].includes(q)) return next(new Error('no'));", True),
        ("if (!['a'].includes(q)) process.exit(1);", True),
        later("if (isNaN(q)) return;", True, why="isNaN is no check"),
        ("if (Number.isNaN(Number(q))) return;", False),
        ("if (!Number.isInteger(q)) return;", True),
        ("const isOurs = ['a'].includes(q); if (!isOurs) return;", True),
    ],
)
def test_a_check_makes_text_harmless_only_if_it_does(check, is_believed):
    assert (handled(f"{check}\neval(q);") == set()) is is_believed


@pytest.mark.parametrize(
    ("method", "is_outside"),
    [
        ("this.text", True),
        ("this.other", False),
        ("this.told()", True),
        ("this.#hidden", True),
        ("A.shared", False),
    ],
)
def test_objects_of_classes_keep_what_they_were_given(method, is_outside):
    prelude = (
        "class A {\n  other = 'a';\n  #hidden = '';\n  static shared = 'b';\n"
        "  constructor(text) { this.text = text; this.#hidden = text; }\n  told() { return this.text; }\n"
        f"  out() {{ return {method}; }}\n}}\nclass B extends A {{ constructor(t) {{ super(t); }} }}"
    )
    assert (handled("eval(new A(q).out());", prelude) == {"code-injection"}) is is_outside
    assert (handled("eval(new B(q).out());", prelude) == {"code-injection"}) is is_outside


def test_parameters_of_a_constructor_can_be_fields():
    prelude = (
        "class A { constructor(private readonly text: string, other: string) {} out() { return this.text; } }"
    )
    assert handled("eval(new A(q, 'a').out());", prelude) == {"code-injection"}
    assert handled("eval(new A('a', q).out());", prelude) == set()


def test_a_closure_sees_what_its_function_knew():
    assert handled("setTimeout(() => {\n  eval(q);\n}, 9);") == {"code-injection"}
    assert handled("const run = () => eval(q);\nprocess.nextTick(run);") == {"code-injection"}
    assert handled("setTimeout(() => {\n  eval('1');\n}, 9);") == set()
