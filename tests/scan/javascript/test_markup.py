"""An element of JSX is a call with its attributes by name."""

import pytest


@pytest.mark.parametrize(
    ("text", "python"),
    [
        ("<a />", "@jsx('a')"),
        ("<a.B />", "@jsx('a.B')"),
        ("<a b='c' d={e} f />", "@jsx('a', b='c', d=e, f=True)"),
        ("<a {...b} c={d}></a>", "@jsx('a', **b, c=d)"),
        ("<a {...b} c={d} />", "@jsx('a', **b, c=d)"),
        ("<a b-c={d} />", "@jsx('a', b-c=d)"),
        ("<a b=<c /> />", "@jsx('a', b=@jsx('c'))"),
        ("<a>text {b} text</a>", "@jsx('a', b)"),
        ("<a b={c}><d>{e}</d><f /></a>", "@jsx('a', @jsx('d', e), @jsx('f'), b=c)"),
        ("<a>{...b}</a>", "@jsx('a', *b)"),
        ("<a>{/* nothing */}</a>", "@jsx('a')"),
        ("<>{a}<b /></>", "@jsx('', a, @jsx('b'))"),
        ("a && <b c={d} />", "a and @jsx('b', c=d)"),
        ("<a b={{ __html: c }} />", "@jsx('a', b={'__html': c})"),
    ],
)
@pytest.mark.parametrize("path", ["a.jsx", "a.tsx"])
def test_elements_are_calls(lowered, path, text, python):
    assert lowered(f"x = {text}", path) == f"x = {python}"


def test_functions_in_elements_stand_before_them(lowered):
    text = "x = <a b={() => c}>{d.map(e => <f g={e} />)}</a>"
    assert lowered(text, "a.jsx") == (
        "def @function1(e):\n    return @jsx('f', g=e)\n"
        "def @function2():\n    return c\nx = @jsx('a', d.map(@function1), b=@function2)"
    )
