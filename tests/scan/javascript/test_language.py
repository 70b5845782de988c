"""Functions of the language: maps, sets, tables, promises and timers hold what they are given."""

import pytest

from scan.javascript.asking import handled, later, rules_in

RUN = "\neval(out);"
CODE = {"code-injection"}


@pytest.mark.parametrize(
    ("way", "is_found"),
    [
        ("const out = new Map(Object.entries(req.query)).get('a');", True),
        ("const out = new Map(q).get('a');", True),
        ("const out = new Map([['a', 'b'], [q, 'c']]).get('a');", False),
        later(
            "const out = new Map([...new Map([['a', q]])]).get('a');",
            True,
            why="pairs of a map that is walked by itself are not followed",
        ),
        ("const out = new Headers({ a: q }).get('a');", True),
        ("const form = new FormData(); form.append('a', q); const out = form.get('a');", True),
        ("const out = new Map([['a', q]]).get('b');", False),
        ("const out = [...new Set(q)][0];", True),
        ("const out = [...new Set([q, 'a'])].join(' ');", True),
        ("const out = [...new Set(['a'])].join(' ');", False),
        ("const out = Object.fromEntries([['a', q], ['b', 'b']]).a;", True),
        ("const out = Object.fromEntries([['a', q], ['b', 'b']]).b;", False),
        ("const out = Object.assign({}, { a: 'a' }, req.query).b;", True),
        ("const out = Object.assign([], [q])[0];", True),
        ("const own = Object.create(null); own.a = q; const out = own.a;", True),
        ("const own = Object.create(null); own.a = q; own.b = 'b'; const out = own.b;", False),
        ("const out = Array.from(q)[0];", True),
        ("const out = Array.from([1], (each) => q)[0];", True),
        ("const out = Array.from([q], Number)[0];", False),
        ("const out = Array('a', q)[1];", True),
        ("const out = new Array('a', q)[0];", False),
        ("const out = Buffer.concat([Buffer.from(q)]).toString();", True),
        ("const out = await new Promise((resolve, reject) => { if (q) resolve(q); else reject(); });", True),
        ("const out = await new Promise((resolve) => setTimeout(resolve, 9));", False),
        ("const out = JSON.parse(JSON.stringify({ a: q })).a;", True),
        ("const out = structuredClone({ a: q, b: 'b' }).b;", False),
        ("const { a: out } = await Promise.resolve({ a: q });", True),
        ("const [, out] = await Promise.all(['a', q]);", True),
        ("const [out] = await Promise.all(['a', q]);", False),
    ],
)
def test_what_is_put_into_something_comes_out_of_it(way, is_found):
    assert (handled(way + RUN) == CODE) is is_found


@pytest.mark.parametrize(
    "timer",
    [
        "setTimeout(() => eval(q), 9);",
        "setInterval(function () { eval(q); }, 9);",
        "setImmediate(() => eval(q));",
        "process.nextTick(() => eval(q));",
        "queueMicrotask(() => eval(q));",
        "requestAnimationFrame(() => eval(q));",
    ],
)
def test_a_function_that_is_called_later_is_walked(timer):
    assert handled(timer) == CODE


@pytest.mark.parametrize(
    ("body", "is_found"),
    [
        ("const [a, setA] = useState(searchParams.a); eval(a);", True),
        ("const [a, setA] = useState('a'); eval(a);", False),
        ("const [a, setA] = useState('a'); setA(searchParams.a); eval(a);", True),
        ("const a = useMemo(() => searchParams.a, []); eval(a);", True),
        ("const a = useMemo(() => 'a', []); eval(a);", False),
        ("useEffect(() => { eval(searchParams.a); }, []);", True),
        ("useEffect(() => { eval('1'); }, []);", False),
    ],
)
def test_hooks_of_react(body, is_found):
    text = (
        'import { useEffect, useMemo, useState } from "react";\n'
        f"export default function Page({{ searchParams }}) {{\n  {body}\n  return null;\n}}\n"
    )
    assert (rules_in(text, "a.tsx") == CODE) is is_found


@pytest.mark.parametrize(
    "call",
    [
        "Object.keys()", "Object.assign()", "Array.from()", "new Map()", "new Set()", "new Promise()",
        "JSON.parse()", "String()", "Buffer.from()", "setTimeout()", "useMemo()", "useState()",
        "Promise.all()", "new Array()", "Object.create()", "Object.fromEntries()", "Array.of()",
        "new URL()", "new RegExp()", "q.replace()", "path.resolve()", "[].map()", "[].reduce()",
        "[].concat()", "[].slice()", "[].at()", "[].push()", "new Map().get()", "new Map().set()",
        "q.split()", "''.split()", "eval()", "res.send()", "res.redirect()", "res.cookie()", "res.set()",
        "res.type()", "pool.query()", "User.find()", "require()", "exec()", "jwt.sign()",
        "crypto.createHash()", "crypto.createHash().update()", "spawn()", "fs.readFile()", "$()",
        "promise.then()", "socket.on()", "z.object()", "z.string().parse()", "q.match()", "/a/.test()",
        "/a/.exec()",
    ],
)  # fmt: skip
def test_a_call_without_arguments_is_no_reason_to_stop(call):
    prelude = (
        'const { exec, spawn } = require("child_process");\nconst crypto = require("crypto");\n'
        'const fs = require("fs");\nconst path = require("path");\nconst { z } = require("zod");\n'
        'const jwt = require("jsonwebtoken");\nconst $ = require("jquery");'
    )
    assert handled(f"{call};\neval(q);", prelude) == CODE


def test_a_tag_keeps_values_apart_from_the_text():
    assert handled("await sql`SELECT ${q}`;") == set()
    assert handled("await prisma.$queryRaw`SELECT ${q}`;") == set()
    assert handled("await db.query(`SELECT ${q}`);") == {"sql-injection"}
