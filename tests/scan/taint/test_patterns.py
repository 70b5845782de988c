"""What regular expressions let through."""

import pytest

from holdfast.scan.taint.patterns import LONGEST_PATTERN, groups, is_strict


@pytest.mark.parametrize(
    ("line", "is_harmless"),
    [
        ("OUT = re.sub(r'[^a-z0-9]', '', q)", True),
        ("OUT = re.sub(r'\\W+', '', q)", True),
        ("OUT = re.compile(r'[^\\w-]').sub('', q)", True),
        ("OUT = re.sub(r'[^a-z./]', '', q)", False),
        ("OUT = re.sub(r'\\s+', ' ', q)", False),
        ("OUT = re.search(r'id-(\\d+)$', q).group(1)", True),
        ("OUT = re.search(r'(.*)-(?P<id>\\d+)$', q).group('id')", True),
        ("OUT = re.search(r'(.*)-(?P<id>\\d+)$', q).group(1)", False),
        ("OUT = re.search(r'id-(\\d+)$', q)[0]", False),
        ("OUT = re.match(r'\\s*(.*)', q).groups()[0]", False),
        ("found = re.fullmatch(r'\\w+', q)\nif not found:\n    return ''\nOUT = q", True),
        ("found = re.fullmatch(r'.+', q)\nif not found:\n    return ''\nOUT = q", False),
    ],
)
def test_only_strict_patterns_make_text_harmless(found, line, is_harmless):
    assert found(f"import re\n{line}\nopen(OUT)") == ([] if is_harmless else ["path-traversal"])


def test_groups_are_found_by_number_and_name():
    assert groups(r"a(b\)(?:c)(?P<d>[)e]+))") == {
        0: r"a(b\)(?:c)(?P<d>[)e]+))",
        1: r"b\)(?:c)(?P<d>[)e]+)",
        2: "[)e]+",
        "d": "[)e]+",
    }


def test_a_pattern_that_is_not_known_has_no_groups():
    assert groups(None) == {}
    assert groups(")(") == {0: ")("}


def test_a_pattern_that_is_very_long_is_not_taken_apart():
    assert is_strict("a" * LONGEST_PATTERN, "fullmatch")
    assert not is_strict("a" * (LONGEST_PATTERN + 1), "fullmatch")
    assert not is_strict("[" * 400_000, "fullmatch")
    assert groups("(a)" * 400_000) == {}
