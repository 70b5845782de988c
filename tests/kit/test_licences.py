"""Licence expressions, and what a policy says of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.kit.licences import SPELLINGS, Licensed, is_expression, judged, normalised


@pytest.mark.parametrize(
    ("declared", "meant"),
    [
        ("MIT", "MIT"),
        ("mit", "MIT"),
        ("GPL-2.0", "GPL-2.0-only"),
        ("GPL-2.0+", "GPL-2.0-or-later"),
        ("Apache  2.0", "Apache-2.0"),
        ("License :: OSI Approved :: MIT License", "MIT"),
        ("License :: OSI Approved :: BSD License", "License :: OSI Approved :: BSD License"),
        ("MIT/Apache-2.0", "MIT OR Apache-2.0"),
        ("(MIT OR Apache-2.0)", "MIT OR Apache-2.0"),
        ("GPL-2.0-only WITH Classpath-exception-2.0", "GPL-2.0-only WITH Classpath-exception-2.0"),
        ("LicenseRef-ours AND MIT", "LicenseRef-ours AND MIT"),
        ("BSD", "BSD"),
        ("SEE LICENSE IN LICENSE.md", "SEE LICENSE IN LICENSE.md"),
        ("MIT OR", "MIT OR"),
        ("", ""),
    ],
)
def test_a_declared_licence_becomes_an_expression_or_stays_as_it_is(declared, meant):
    assert normalised(declared) == meant


@pytest.mark.parametrize("meant", sorted(set(SPELLINGS.values())))
def test_every_spelling_means_an_expression(meant):
    assert is_expression(meant)
    assert normalised(meant) == meant


@pytest.mark.parametrize(
    "text", ["", "BSD", "MIT OR", "A" * 5000, "(" * 900 + "MIT" + ")" * 90, "()", "( AND MIT"]
)
def test_what_cannot_be_read_is_no_expression(text):
    assert not is_expression(text)
    assert judged(text, (), ()) is Licensed.UNKNOWN


@pytest.mark.parametrize(
    ("text", "allow", "deny", "answer"),
    [
        ("MIT", (), (), "allowed"),
        ("MIT", ("MIT",), (), "allowed"),
        ("MIT", ("mit",), (), "allowed"),
        ("MIT", ("ISC",), (), "denied"),
        ("GPL-3.0-only", (), ("GPL-*",), "denied"),
        ("LGPL-3.0-only", (), ("GPL-*",), "allowed"),
        ("MIT", ("MIT",), ("MIT",), "denied"),
        ("MIT OR GPL-3.0-only", (), ("GPL-*",), "allowed"),
        ("MIT AND GPL-3.0-only", (), ("GPL-*",), "denied"),
        ("MIT AND (ISC OR GPL-3.0-only)", ("MIT", "ISC"), (), "allowed"),
        ("GPL-2.0-only WITH Classpath-exception-2.0", (), ("GPL-*",), "denied"),
        (
            "GPL-2.0-only WITH Classpath-exception-2.0",
            ("GPL-2.0-only WITH Classpath-exception-2.0",),
            ("GPL-*",),
            "allowed",
        ),
        ("GPL-2.0-only WITH Classpath-exception-2.0", ("GPL-2.0-only",), (), "allowed"),
        ("LicenseRef-ours", ("LicenseRef-ours",), (), "allowed"),
        ("LicenseRef-ours", ("MIT",), (), "denied"),
        ("BSD", ("BSD*",), (), "unknown"),
    ],
)
def test_a_policy_answers(text, allow, deny, answer):
    assert judged(text, allow, deny) is Licensed(answer)


NAMES = st.sampled_from(["MIT", "ISC", "GPL-3.0-only", "Apache-2.0", "LicenseRef-ours"])
EXPRESSIONS = st.recursive(
    NAMES,
    lambda parts: st.builds("({} {} {})".format, parts, st.sampled_from(["AND", "OR"]), parts),
    max_leaves=6,
)


@given(expression=EXPRESSIONS, deny=st.sets(NAMES))
def test_an_alternative_never_makes_it_worse(expression, deny):
    before, after = judged(expression, (), deny), judged(f"({expression}) OR MIT", (), deny)
    assert list(Licensed).index(after) <= list(Licensed).index(before)


@given(expression=EXPRESSIONS, deny=st.sets(NAMES))
def test_a_further_licence_never_makes_it_better(expression, deny):
    before, after = judged(expression, (), deny), judged(f"({expression}) AND MIT", (), deny)
    assert list(Licensed).index(after) >= list(Licensed).index(before)


WORDS = st.sampled_from(
    ["(", ")", "AND", "OR", "WITH", "MIT", "Classpath-exception-2.0", "+", "LicenseRef-a", "x y"]
)


@given(text=st.text(max_size=200) | st.lists(WORDS, max_size=9).map(" ".join))
def test_any_text_is_answered(text):
    assert judged(normalised(text), (), ()) in Licensed
