"""A switch goes the ways of its cases, and what falls through is one case."""

import ast

import pytest

from scan.javascript.asking import handled, later


@pytest.mark.parametrize(
    ("cases", "python"),
    [
        ("case 1: b(); break; case 2: c()", "case 1:\n        b()\n    case 2:\n        c()"),
        ("case 1: return b; case 2: throw c", "case 1:\n        return b\n    case 2:\n        raise c"),
        ("case 1: b(); break; c()", "case 1:\n        b()"),
        ("default: b(); break; case 1: c()", "case 1:\n        c()\n    case _:\n        b()"),
        ("case 1: break; default: b()", "case 1:\n        pass\n    case _:\n        b()"),
        ("case 1: { b(); return }", "case 1:\n        b()\n        return"),
        ("case 1: { b(); break } default: c()", "case 1:\n        b()\n    case _:\n        c()"),
        ("case b.c: d(); break; case 'e':", "case b.c:\n        d()\n    case 'e':\n        pass"),
        ("case 1: for (;;) { break } break; case 2: b()",
         "case 1:\n        while True:\n            break\n    case 2:\n        b()"),
    ],
)  # fmt: skip
def test_a_switch_is_a_match(lowered, cases, python):
    assert lowered(f"switch (a) {{ {cases} }}") == f"match a:\n    {python}"


@pytest.mark.parametrize(
    ("cases", "python"),
    [
        ("case 1: case 2: b()", "case 1 | 2:\n        b()"),
        ("case 1: b(); case 2: c(); break; case 3: d()",
         "case 1 | 2:\n        if @maybe:\n            b()\n        c()\n    case 3:\n        d()"),
        ("case 1: { b(); c() } case 2: case 3: d()",
         "case 1 | 2 | 3:\n        if @maybe:\n            b()\n            c()\n        d()"),
        ("case 1: b(); case 2: c(); case 3:",
         ("case 1 | 2 | 3:\n        if @maybe:\n            b()\n        if @maybe:\n            c()\n"
          "        pass")),
    ],
)  # fmt: skip
def test_cases_that_fall_through_are_one(lowered, cases, python):
    assert lowered(f"switch (a) {{ {cases} }}") == f"match a:\n    {python}"


@pytest.mark.parametrize(
    ("cases", "python"),
    [
        ("case 1: default: b()", "case _:\n        b()"),
        ("default: b(); case 1: c()", "case _:\n        if @maybe:\n            b()\n        c()"),
        ("case 1: b(); default: c(); break; case 2: d()",
         "case 2:\n        d()\n    case _:\n        if @maybe:\n            b()\n        c()"),
    ],
)  # fmt: skip
def test_a_default_among_them_is_for_all_values(lowered, cases, python):
    assert lowered(f"switch (a) {{ {cases} }}") == f"match a:\n    {python}"


def test_a_break_leaves_a_loop_of_one_round(lowered):
    assert lowered("switch (a) { case 1: if (b) break; c() } d()") == (
        "while True:\n    match a:\n        case 1:\n            if b:\n                break\n"
        "            c()\n    break\nd()"
    )


def test_a_switch_does_not_leave_the_loop_around_it(tree):
    (loop,) = tree("for (const a of b) switch (a) { case 1: if (c) break; d() }").body
    assert isinstance(loop.body[-1], ast.While)


@pytest.mark.parametrize("text", ["switch (a) { case 1: b(); break }", "switch (a) { case 1: return }"])
def test_a_case_that_ends_with_what_leaves_it_needs_no_loop(tree, text):
    (made,) = tree(text).body
    assert isinstance(made, ast.Match)


def test_switches_in_switches_do_not_multiply(tree):
    few, more = (tree("switch (a) { case 1: b(); case 2: " * depth + "}" * depth) for depth in (3, 6))
    assert sum(1 for _ in ast.walk(more)) < 4 * sum(1 for _ in ast.walk(few))


def test_a_long_switch_does_not_grow_with_the_square_of_its_cases(tree):
    few, more = (
        tree(f"switch (a) {{ {' '.join(f'case {place}: b();' for place in range(times))} }}")
        for times in (20, 80)
    )
    assert sum(1 for _ in ast.walk(more)) < 8 * sum(1 for _ in ast.walk(few))


@pytest.mark.parametrize(
    ("cases", "is_found"),
    [
        ("case 1: out = q; case 2: eval(out);", True),
        ("case 1: out = q; break; case 2: eval(out);", False),
        ("default: out = q; case 1: eval(out);", True),
        ("case 1: if (load()) out = q; case 2: case 3: eval(out);", True),
        ("case 1: { out = q; } case 2: { eval(out); }", True),
        ("case 1: { out = q; break; } case 2: { eval(out); }", False),
        ("case 1: out = q; return; default: eval(out);", False),
    ],
)
def test_text_falls_through_to_the_next_case(cases, is_found):
    assert (handled(f"let out;\nswitch (load()) {{ {cases} }}") == {"code-injection"}) is is_found


@pytest.mark.parametrize(
    ("cases", "is_found"),
    [
        ("case 1: out = 'a'; break; case 2: out = 'b';", True),
        ("case 1: out = 'a'; break; default: out = 'b';", False),
        ("case 1: out = 'a'; default: out = 'b';", False),
        ("default: out = 'a'; case 1: load();", True),
        ("case 1: if (load()) break; default: out = 'a';", True),
        ("case 1: out = 'a'; break; default: return;", False),
    ],
)
def test_text_is_gone_where_every_way_replaces_it(cases, is_found):
    text = f"let out = q;\nswitch (load()) {{ {cases} }}\neval(out);"
    assert (handled(text) == {"code-injection"}) is is_found


@pytest.mark.parametrize(
    ("text", "is_believed"),
    [
        ("switch (q) { case 'a': eval(q); }", True),
        ("switch (q) { case 'a': case 'b': eval(q); }", True),
        ("switch (q) { case 'a': load(); case 'b': eval(q); }", True),
        ("switch (q) { case 'a': load(); default: eval(q); }", False),
        ("switch (q) { case 'a': break; default: eval(q); }", False),
        ("switch (q) { case 'a': break; default: return; }\neval(q);", True),
        ("switch (q) { default: return; case 'a': load(); case 'b': }\neval(q);", True),
        ("switch (q) { case 'a': load(); default: }\neval(q);", False),
        ("switch (q) { case 'a': if (load()) break; break; default: return; }\neval(q);", True),
        later("switch (true) { case q === 'a': eval(q); }", True, why="a test as a case is no check"),
    ],
)
def test_a_case_is_a_check_of_what_is_switched_on(text, is_believed):
    assert (handled(text) == set()) is is_believed


@pytest.mark.parametrize(
    "cases",
    [
        "case 1: out = q; continue;",
        later(
            "case 1: if (load()) break; out = q; continue;", why="continue stays within the loop of one round"
        ),
    ],
)
def test_continue_goes_on_with_the_loop_around_a_switch(cases):
    text = f"for (const each of load()) {{ switch (each) {{ {cases} }} out = 'b'; }}"
    assert handled(f"let out = 'a';\n{text}\neval(out);") == {"code-injection"}


@pytest.mark.parametrize(
    "text",
    [
        "switch (eval(q)) { default: }",
        later("switch (load()) { case eval(q): }", why="the values of cases are not walked"),
    ],
)
def test_what_is_compared_is_evaluated(text):
    assert handled(text) == {"code-injection"}
