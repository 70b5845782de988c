"""Methods of lists and maps: what they hold, what their functions are called with, what comes out."""

import pytest

from scan.javascript.asking import handled, later

RUN = "\neval(out);"


@pytest.mark.parametrize(
    "way",
    [
        "const out = [q].map((each) => each + 'a')[0];",
        "const out = ['a'].map((each) => each + q)[0];",
        "const out = [q].map((each) => each).join(' ');",
        "const out = [q].map(String)[0];",
        "const out = q.split(',').map((each) => each.trim())[0];",
        "const [out] = q.split(',').map((each) => each.trim());",
        "const out = [q].filter(Boolean)[0];",
        "const out = [q].filter((each) => each.length > 1)[0];",
        "const out = [q].filter((each) => each !== 'a').join(' ');",
        "const out = [q].find((each) => each.startsWith('a'));",
        "let out; [q].forEach((each) => { out = each; });",
        "const list = []; [q].forEach((each) => list.push(each)); const out = list[0];",
        "let out = ''; for (const each of [q]) { out += each; }",
        "let out = ''; for (const key in req.query) { out += key; }",
        "let out = ''; for (const [key, value] of Object.entries(req.query)) { out += value; }",
        "let out; for (let i = 0; i < 2; i++) { out = ['a', q][i]; }",
        "const out = [q, 'a'].reduce((whole, each) => whole + each, '');",
        "const out = [q, 'a'].reduce((whole, each) => whole + each);",
        "const out = ['a'].reduce((whole, each) => whole + q, '');",
        "const out = Object.entries(req.query).reduce((all, [key, one]) => ({ ...all, [key]: one }), {}).a;",
        "const out = [[q]].flat()[0];",
        "const out = ['a'].flatMap((each) => [each, q])[1];",
        "const list = []; list.push(q); const out = list[0];",
        "const list = []; list.push('a', q); const out = list[1];",
        "const list = []; list.push(...[q]); const out = list[0];",
        "const list = ['a']; list.unshift(q); const out = list[0];",
        "const list = [q]; const out = list.shift();",
        "const list = ['a', q]; const out = list.pop();",
        "const list = ['a', ...[q]]; const out = list[1];",
        "const out = ['a'].concat([q])[1];",
        "const out = ['a'].concat(q).join(' ');",
        "const out = [q, 'a'].slice(0, 1)[0];",
        "const out = ['a', q].slice(1)[0];",
        "const out = ['a', q].reverse()[0];",
        "const out = ['b', q].sort()[0];",
        "const out = ['a', q].at(1);",
        "const out = [q].splice(0, 1)[0];",
        "const list = []; list[0] = q; const out = list[0];",
        later("const out = Array(1).fill(q)[0];", why="what fills a list is not followed"),
        "const out = Array.of('a', q)[1];",
        "const out = [...[q]][0];",
        "const box = new Map(); box.set('a', q); let out; box.forEach((value) => { out = value; });",
        later(
            "const box = new Map([['a', q]]); let out; for (const [key, value] of box) { out = value; }",
            why="pairs of a map that is walked by itself are not followed",
        ),
        "const box = new Map([['a', q]]); const out = [...box.values()][0];",
        "const box = new Set(); box.add(q); const out = [...box][0];",
        "const box = new Set([q]); let out; for (const each of box) { out = each; }",
        "const box = new URLSearchParams(); box.append('a', q); const out = box.get('a');",
        "const box = new Map(); box.set(q, 'a'); const out = [...box.keys()][0];",
        "const list = [q]; const copy = list; copy.push('a'); const out = copy[0];",
        "const table = { names: [] }; table.names.push(q); const out = table.names[0];",
    ],
)
def test_text_is_followed_through_lists(way):
    assert "code-injection" in handled(way + RUN)


@pytest.mark.parametrize(
    "way",
    [
        "const out = [q].map(() => 'a')[0];",
        "const out = [q].map(Number)[0];",
        "const out = [q].map((each) => Number(each)).join(',');",
        "const out = [q].map((each) => each.length)[0];",
        "const out = q.split(',').map((each) => parseInt(each, 10)).join(',');",
        "const out = [q].filter((each) => ['a', 'b'].includes(each))[0];",
        "const NAMES = ['a']; const out = [q].filter((each) => NAMES.includes(each)).join(' ');",
        "const NAMES = new Set(['a']); const out = [q].filter((each) => NAMES.has(each))[0];",
        "const out = [q].filter((each) => /^[a-z]+$/.test(each))[0];",
        "const out = [q].find((each) => each === 'a');",
        "const out = ['a', 'b'].find((each) => each === q);",
        "const out = ['a', 'b'].filter((each) => each.includes(q))[0];",
        "const out = [q].some((each) => each === 'a');",
        "const out = [q].every((each) => each === 'a');",
        "const out = [q].findIndex((each) => each === 'a');",
        "const out = [q].indexOf('a');",
        "const out = [q].length;",
        "const list = ['a', 'b']; list.push(q); const out = list[0];",
        "const list = [q, 'a']; list.shift(); const out = list[0];",
        "const list = ['a', q]; list.reverse(); const out = list.length;",
        "const out = ['a'].concat(['b'])[1];",
        "const out = ['a', q].slice(0, 1)[0];",
        "let out; ['a'].forEach((each) => { out = each; });",
        "let out; for (const each of []) { out = q; }",
        "const out = ['a', 'b'].reduce((whole, each) => whole + each, '');",
        "const box = new Map([['a', q]]); const out = box.has('a');",
        "const box = new Map([['a', q]]); const out = box.size;",
        "const box = new Map([['a', 'a']]); const out = box.get(q);",
        "const table = { a: 'a', b: 'b' }; const out = table[q];",
        "const out = Object.keys({ a: q })[0];",
        "const out = Object.entries({ a: q })[0][0];",
    ],
)
def test_other_items_are_harmless(way):
    assert handled(way + RUN) == set()


@pytest.mark.parametrize(
    "method", ["map", "filter", "forEach", "find", "some", "every", "flatMap", "findIndex"]
)
def test_a_function_that_is_called_for_each_item_is_walked(method):
    assert handled(f"[q].{method}((each) => {{ eval(each); }});") == {"code-injection"}
    assert handled(f"q.split(',').{method}(function (each) {{ eval(each); }});") == {"code-injection"}
    assert handled(f"['a'].{method}((each) => {{ eval(each); }});") == set()


@pytest.mark.parametrize(
    ("test", "is_believed"),
    [
        ("q.split(',').every((each) => ['a', 'b'].includes(each))", True),
        ("q.split('').every((letter) => 'abc'.includes(letter))", True),
        ("q.split(',').some((each) => ['a', 'b'].includes(each))", False),
        ("['a', 'b'].some((each) => each === q)", True),
        ("['a', 'b'].find((each) => each === q)", True),
        ("['a', 'b'].some((each) => q.includes(each))", False),
    ],
)
def test_a_test_of_all_items_is_a_test_of_the_whole(test, is_believed):
    assert (handled(f"if (!{test}) return;\neval(q);") == set()) is is_believed
