"""Every expression becomes the one that moves text in the same way."""

import pytest


@pytest.mark.parametrize(
    ("text", "python"),
    [
        ("1_000", "1000"), ("0xff", "255"), ("0o17", "15"), ("0b11", "3"), ("10n", "10"), (".5", "0.5"),
        ("1e3", "1000.0"), ("'a'", "'a'"), ('"a\'b"', '"a\'b"'), (r"'\x41\u0042\u{43}\n\q'", r"'ABC\nq'"),
        ("'a\\\nb'", "'ab'"), ("undefined", "None"), ("null", "None"), ("true", "True"), ("false", "False"),
        ("this", "self"), ("import.meta.url", "import.meta.url"), ("9" * 5_000, "1e309"),
        ("'a\\\r\nb'", "'ab'"),
    ],
)  # fmt: skip
def test_literals_are_their_values(lowered, text, python):
    assert lowered(f"a = {text}") == f"a = {python}"


@pytest.mark.parametrize(
    ("text", "python"),
    [
        ("`a${b}c`", "f'a{b}c'"),
        ("`${a}${b + 1}`", "f'{a}{b + 1}'"),
        ("`a\\n\\u0041`", "f'a\\nA'"),
        ("`a${`b${c}`}`", "f\"a{f'b{c}'}\""),
        ("``", "f''"),
        ("tag`a${b}`", "@tagged(tag, f'a{b}')"),
        ("db.sql`a${b}`", "@tagged(db.sql, f'a{b}')"),
        ("String.raw`a${b}`", "f'a{b}'"),
    ],
)
def test_templates_are_formatted_text_and_tags_keep_it_apart(lowered, text, python):
    assert lowered(f"x = {text}") == f"x = {python}"


@pytest.mark.parametrize(
    ("text", "python"),
    [
        ("/a/", "re.compile('a', '')"),
        (r"/a\/[/]\d/gi", r"re.compile('a\\/[/]\\d', 'gi')"),
        ("/^a$/m", "re.compile('(?m)^a$', 'm')"),
        ("/^a$/gim", "re.compile('(?m)^a$', 'gim')"),
    ],
)
def test_patterns_are_compiled_with_their_flags(lowered, text, python):
    assert lowered(f"x = {text}") == f"x = {python}"


@pytest.mark.parametrize(
    ("text", "python"),
    [
        ("a + b - c", "a + b - c"), ("a * (b + c)", "a * (b + c)"), ("a ** b % c", "a ** b % c"),
        ("a >>> b", "a >> b"), ("a & b | c ^ d", "a & b | c ^ d"), ("a === b", "a == b"),
        ("a == b", "a == b"),
        ("a !== b", "a != b"), ("a != b", "a != b"), ("a <= b", "a <= b"), ("a && b || c", "a and b or c"),
        ("a ?? b", "a or b"), ("!a", "not a"), ("-a + ~b", "-a + ~b"), ("typeof a", "@typeof(a)"),
        ("void 0", "@typeof(0)"), ("a instanceof B", "builtins.isinstance(a, B)"), ("a in b", "a in b"),
        ("a ? b : c", "b if a else c"), ("a++", "+a"), ("await a", "await a"), ("[a, ...b]", "[a, *b]"),
        ("typeof a === 'string'", "@is-string(a)"), ('typeof a != "number"', "not @is-number(a)"),
        ("typeof a === 'undefined'", "@typeof(a) == 'undefined'"),
        ("[, a]", "[None, a]"), ("[a, , b]", "[a, None, b]"), ("[a, ,]", "[a, None]"), ("[a,]", "[a]"),
        ("'a' === b", "b == 'a'"), ("null != a", "a != None"), ("1 > a", "a < 1"), ("-1 <= a", "a >= -1"),
        ("'string' === typeof a", "@is-string(a)"), ("-1 !== a.indexOf(b)", "b in a"),
        ("0 > a.indexOf(b)", "b not in a"), ("'a' + b", "'a' + b"), ("'a' in b", "'a' in b"),
        ("typeof a === typeof b", "@typeof(a) == @typeof(b)"),
    ],
)  # fmt: skip
def test_operators_are_those_of_python(lowered, text, python):
    assert lowered(f"x = {text}") == f"x = {python}"


@pytest.mark.parametrize(
    ("text", "python"),
    [
        ("a.b", "a.b"), ("a['b']", "a['b']"), ("a[b]", "a[b]"), ("a?.b", "a.b"), ("a?.[b]", "a[b]"),
        ("a?.(b)", "a(b)"), ("a?.b?.(c)?.d", "a.b(c).d"), ("this.#a", "self.#a"),
        ("a!.b", "a.b"), ("(a as B).c", "a.c"), ("a as const", "a"), ("a satisfies B", "a"), ("<A>b", "b"),
        ("a<B>", "a"), ("a<B>(c)", "a(c)"), ("new A<B>(c)", "A(c)"), ("(a as any)!['b']!", "a['b']"),
    ],
)  # fmt: skip
def test_members_are_members_and_types_vanish(lowered, text, python):
    assert lowered(f"x = {text}") == f"x = {python}"


@pytest.mark.parametrize(
    ("text", "python"),
    [
        ("{ a, b: c }", "x = {'a': a, 'b': c}"),
        ("{ 'a-b': c, 1: d, [e]: f }", "x = {'a-b': c, '1': d, e: f}"),
        ("{ ...a, b: 1 }", "x = {**a, 'b': 1}"),
        ("{ a(b) { return b } }", "def @method1(b):\n    return b\nx = {'a': @method1}"),
        ("{ a: () => 1 }", "def @function1():\n    return 1\nx = {'a': @function1}"),
        ("{ async *a() {}, get b() { return 1 } }",
         "def @method1():\n    pass\ndef @method2():\n    return 1\nx = {'a': @method1, 'b': @method2}"),
        ("{ [`a${b}`]: { c } }", "x = {f'a{b}': {'c': c}}"),
    ],
)  # fmt: skip
def test_objects_are_tables(lowered, text, python):
    assert lowered(f"x = {text}") == python


@pytest.mark.parametrize(
    ("text", "python"),
    [
        ("a = b", "a = b"),
        ("a.b = c", "a['b'] = c"),
        ("a['b'].c = d", "a['b']['c'] = d"),
        ("a += b", "a += b"),
        ("a.b += c", "a['b'] += c"),
        ("a ||= b", "a = a or b"),
        ("a &&= b", "a = a or b"),
        ("a.b ??= c", "a['b'] = a.b or c"),
        ("a++", "a = @counted(a)"),
        ("--a.b", "a['b'] = @counted(a.b)"),
        ("a = b = c", "b = c\na = b"),
        ("a.b = c.d = e", "c['d'] = e\na['b'] = c.d"),
        ("f(a = b)", "f((a := b))"),
        ("f(a.b = c)", "@value1 = c\na['b'] = @value1\nf(@value1)"),
        ("f(a += b)", "a += b\nf(a)"),
        ("delete a.b", "del a['b']\nTrue"),
        ("delete a[b]", "del a[b]\nTrue"),
        ("a, b", "a\nb"),
        ("if ((a = b())) c(a)", "if (a := b()):\n    c(a)"),
    ],
)
def test_assignments_are_statements_even_within_expressions(lowered, text, python):
    assert lowered(text) == python


@pytest.mark.parametrize(
    ("text", "python"),
    [
        ("let a = 0; const f = () => { a += 1 }",
         "a = 0\ndef @function1():\n    nonlocal a\n    a = @counted(a, 1)\nf = @function1"),
        ("let a = 0; f(() => { a -= b })",
         "a = 0\ndef @function1():\n    nonlocal a\n    a = @counted(a, b)\nf(@function1)"),
        ("let a = 0; f(() => { a |= b })",
         "a = 0\ndef @function1():\n    nonlocal a\n    a |= b\nf(@function1)"),
        ("f(() => { let a = 0; a += 1 })", "def @function1():\n    a = 0\n    a += 1\nf(@function1)"),
        ("let a = 0; a += 1", "a = 0\na += 1"),
        ("let a = 0; function f() { a += 1 }",
         "def f():\n    nonlocal a\n    a = @counted(a, 1)\na = 0"),
        ("let a = 0; f(a => { a += 1 })", "a = 0\ndef @function1(a):\n    a += 1\nf(@function1)"),
        ("let [a] = b; f(() => { a += 1 })",
         "a = b[0]\ndef @function1():\n    nonlocal a\n    a = @counted(a, 1)\nf(@function1)"),
    ],
)  # fmt: skip
def test_what_a_function_adds_up_outside_itself_is_counted(lowered, text, python):
    assert lowered(text) == python
