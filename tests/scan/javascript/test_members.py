"""Members: known ones are followed one by one, and a check of one holds until it changes."""

import pytest

from scan.javascript.asking import handled, later, rules_in

EVAL = "\neval(out);"
REMEMBERED = "what a check told of a member is believed after the member was changed"


@pytest.mark.parametrize(
    "way",
    [
        "const box = { a: q }; const out = box.a;",
        "const box = { a: q }; const out = box['a'];",
        "const key = 'a'; const box = { a: q }; const out = box[key];",
        "const box = {}; box.a = q; const out = box.a;",
        "const box = {}; box['a'] = q; const { a: out } = box;",
        "const box = { a: { b: q } }; const out = box.a.b;",
        "const box = { ['a']: q }; const out = box.a;",
        "const box = { q }; const out = box.q;",
        "const box = { ...req.query }; const out = box.a;",
        "const { a: out = 'b' } = req.query;",
        "const { a, ...rest } = req.query; const out = rest.b;",
        "const [, out] = ['a', q];",
        "const [first, ...others] = ['a', q]; const out = others[0];",
        "let out; ({ out } = { out: q });",
        "let out; [out] = [q];",
        "const list = ['a', q]; const out = list[1];",
        "const out = q[0];",
        "const out = req['query']['q'];",
        "const out = `a${q}`;",
        "const out = 'a' + q;",
        "let out = 'a'; out += q;",
        "const out = q || 'a';",
        "const out = q ?? 'a';",
        "const out = q ? q : 'a';",
        "const out = (0, q);",
        later(
            "const box = { get a() { return q; } }; const out = box.a;",
            why="a getter of an object without a class is not called",
        ),
    ],
)
def test_text_is_followed_through_members(way):
    assert handled(way + EVAL) == {"code-injection"}


@pytest.mark.parametrize(
    "way",
    [
        "const box = { a: q, b: 'b' }; const out = box.b;",
        "const box = { a: q }; box.a = 'b'; const out = box.a;",
        "const [out] = ['a', q];",
        "const list = ['a', q]; const out = list[0];",
        "const list = [q]; const out = list.length;",
        "const out = q.length;",
        "const out = typeof q;",
        "const out = q === 'a';",
        "const out = !q;",
        "const out = q ? 'a' : 'b';",
        "const box = { ...req.query, a: 'a' }; const out = box.a;",
        "let out = q; out = 'a';",
        "const box = { a: q }; delete box.a; const out = box.b;",
    ],
)
def test_other_members_are_harmless(way):
    assert handled(way + EVAL) == set()


@pytest.mark.parametrize(
    ("check", "is_believed"),
    [
        ("if (req.query.a !== 'a') return;", True),
        ("if (!['a', 'b'].includes(req.query.a)) return;", True),
        ("if (!['a', 'b'].includes(req.query.b)) return;", False),
        ("if (!['a', 'b'].includes(req.query['a'])) return;", True),
        ("if (!['a'].includes(req.query.a)) return; req.query.a = req.body.a;", False),
        ("if (!['a'].includes(req.query.a)) return; req.query = req.body;", False),
    ],
)
def test_a_check_of_a_member_holds_until_it_is_changed(check, is_believed):
    assert ("code-injection" not in handled(f"{check}\neval(req.query.a);")) is is_believed


@pytest.mark.parametrize(
    ("expression", "is_text"),
    [
        ("req.params.a", True),
        ("req.headers.a", True),
        ("req.get('a')", True),
        ("req.cookies.a", True),
        ("req.url", True),
        ("req.query.a", False),
        ("req.body.a", False),
        ("`${req.body.a}`", True),
        ("'' + req.body.a", True),
        ("req.body.a + ''", True),
        ("String(req.body.a)", True),
        ("req.body.a.trim()", True),
        ("req.body.a.toString()", True),
        ("Number(req.body.a)", True),
        ("JSON.parse(req.params.a)", False),
        ("JSON.parse(String(req.body.a))", False),
    ],
)
def test_what_can_only_be_text_is_no_operator_of_a_database(expression, is_text):
    assert (handled(f"await User.findOne({{ name: {expression} }});") == set()) is is_text


@pytest.mark.parametrize(
    ("assignment", "is_found"),
    [
        ("table[q][req.query.b] = 1;", True),
        ("table[q].b = 1;", True),
        ("const inner = table[q]; inner[req.query.b] = req.body;", True),
        ("table[q] = 1;", False),
        ("table.a[q] = 1;", False),
        ("table.a.b = q;", False),
    ],
)
def test_what_is_reached_by_a_key_from_outside_may_be_shared_by_all_objects(assignment, is_found):
    assert (handled(f"const table = load();\n{assignment}") == {"prototype-pollution"}) is is_found


def test_a_function_of_a_table_that_a_key_chooses_may_be_each_of_them():
    table = "const table = {{ a: (x) => 'a', b: (x) => {} }};\neval(table[q](q));"
    assert handled(table.format("x")) == {"code-injection"}
    assert handled(table.format("'b'")) == set()


@pytest.mark.parametrize(
    ("place", "is_found"),
    [("1", False), ("2", True), ("0", True)],
)
def test_a_group_of_a_pattern_is_harmless_where_it_lets_nothing_else_in(place, is_found):
    body = f"const fit = q.match(/^([a-z]+)-(.*)$/);\nif (!fit) return;\neval(fit[{place}]);"
    assert (handled(body) == {"code-injection"}) is is_found


def test_a_value_named_like_a_secret_is_one():
    assert rules_in("console.log(config.apiKey);") == {"secret-to-log"}
    assert rules_in("console.log(config.name);") == set()
