from hypothesis import given
from hypothesis import strategies as st

from holdfast.kit.secrets.keywords import Keywords
from holdfast.kit.secrets.rule import Rule


def rule(*keywords, before=0, reach=10):
    return Rule(
        id="/".join(keywords),
        title="",
        provider="",
        pattern="x",
        keywords=keywords,
        before=before,
        reach=reach,
        positive=(),
    )


def windows(text, *rules):
    return [(one.id, low, high) for one, low, high in Keywords(rules).windows(text)]


def test_a_window_stands_around_the_keyword_in_any_case():
    assert windows(b"..........AbC..........", rule("abc", before=3, reach=5)) == [("abc", 7, 15)]


def test_windows_that_touch_are_one():
    assert windows(b"ab......ab" + b"." * 20, rule("ab")) == [("ab", 0, 18)]


def test_a_window_ends_with_the_text():
    assert windows(b"..ab", rule("ab", before=9)) == [("ab", 0, 4)]


def test_no_keyword_no_window():
    assert windows(b"nothing", rule("ab")) == []
    assert windows(b"nothing") == []


@given(
    st.text("ab-", max_size=30),
    st.lists(st.text("ab-", min_size=1, max_size=4), min_size=1, max_size=5, unique=True),
)
def test_every_keyword_is_seen_wherever_it_stands(text, keywords):
    rules = [rule(keyword, reach=len(keyword)) for keyword in keywords]
    seen = windows(text.encode(), *rules)
    for keyword in keywords:
        for start in range(len(text)):
            if text.startswith(keyword, start):
                assert any(name == keyword and low <= start < high for name, low, high in seen)
