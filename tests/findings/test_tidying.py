"""Odd values of foreign reports become what the model promises."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import finding, location
from holdfast.findings.tidying import MAX_LINE, MAX_TITLE_CHARACTERS, tidied, tidy_path, tidy_title
from holdfast.model.finding import Cvss, Epss, Finding


def test_a_tidy_finding_is_the_very_same():
    tidy = finding(ids=("CVE-2021-3749", "GHSA-cph5-m8f7-6c5x"), cwe=(79, 80), cvss=Cvss(score=7.5))

    assert tidied(tidy) is tidy


@pytest.mark.parametrize(
    ("odd", "tidy"),
    [
        ({"rule": " a\n b "}, {"rule": "a b"}),
        ({"rule": " "}, {"rule": "bandit"}),
        ({"title": "\n  first\tline \nsecond"}, {"title": "first line"}),
        ({"title": " \n"}, {"title": "B608"}),
        (
            {"ids": ("GHSA-cph5-m8f7-6c5x", "cve-2021-3749")},
            {"ids": ("CVE-2021-3749", "GHSA-cph5-m8f7-6c5x")},
        ),
        ({"cwe": (79, 0, -1, 79, 20)}, {"cwe": (79, 20)}),
        ({"cvss": Cvss(score=10.5)}, {"cvss": None}),
        ({"cvss": Cvss(score=float("nan"))}, {"cvss": None}),
        ({"epss": Epss(score=-0.1)}, {"epss": None}),
        ({"location": location(line=0, end_line=3, column=0)}, {"location": location(line=None)}),
        ({"location": location(line=5, end_line=3)}, {"location": location(line=5)}),
        ({"location": location(line=MAX_LINE + 1)}, {"location": location(line=None)}),
        ({"location": location(path="./src\\a.py")}, {"location": location(path="src/a.py")}),
        ({"location": location(path=" ")}, {"location": location(path=None)}),
        ({"location": location(url="http://u:p@h/")}, {"location": location(url="http://…@h/")}),
        ({"location": location(resource="http://u@h")}, {"location": location(resource="http://…@h")}),
        ({"title": "at http://u:p@h"}, {"title": "at http://…@h"}),
        ({"description": "at http://u:p@h"}, {"description": "at http://…@h"}),
        ({"fix": "leave http://u:p@h"}, {"fix": "leave http://…@h"}),
        ({"references": ("https://a", "https://t@h")}, {"references": ("https://a", "https://…@h")}),
    ],
)
def test_an_odd_value_is_put_right(odd, tidy):
    assert tidied(finding(fingerprint="", **odd)) == finding(fingerprint="", **tidy)


@pytest.mark.parametrize(
    ("path", "tidy"),
    [
        ("src/a.py", "src/a.py"),
        ("././a.py", "a.py"),
        (".github/ci.yml", ".github/ci.yml"),
        (".", None),
        ("", None),
        ("file:///srv/my%20app/a.py", "/srv/my app/a.py"),
        ("file://host/a.py", "/a.py"),
        ("file://[bad/a.py", "/a.py"),
        ("C:\\app\\a.py", "C:/app/a.py"),
    ],
)
def test_a_path_has_forward_slashes_and_no_scheme(path, tidy):
    assert tidy_path(path) == tidy


def test_a_long_title_ends_at_a_full_stop_where_it_has_one():
    assert tidy_title("A sentence that says enough. " + "more " * 100) == "A sentence that says enough."


def test_a_long_title_without_full_stop_is_cut_and_marked():
    title = tidy_title("word " * 100)

    assert len(title) == MAX_TITLE_CHARACTERS
    assert title.endswith("…")


@given(title=st.text(), rule=st.text(), path=st.text(), line=st.integers(), column=st.integers())
def test_whatever_comes_in_what_goes_out_is_tidy_and_stays_so(title, rule, path, line, column):
    odd = finding(
        title=title, rule=rule, location=location(path=path, line=line, column=column), fingerprint=""
    )

    tidy = tidied(odd)

    assert tidied(tidy) == tidy
    assert tidy.title
    assert "\n" not in tidy.title
    assert len(tidy.title) <= MAX_TITLE_CHARACTERS
    assert tidy.location.line is None or 1 <= tidy.location.line <= MAX_LINE
    assert msgspec.json.decode(msgspec.json.encode(tidy), type=Finding) == tidy
