import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.kit.ignore import DEFAULT_EXCLUDES, Excludes, parse_pattern
from repositories import Repository

CASES = [
    # pattern, path of a file, whether it is excluded
    ("*.log", "a.log", True),
    ("*.log", "deep/down/a.log", True),
    ("*.log", "a.log.txt", False),
    ("/a.log", "a.log", True),
    ("/a.log", "deep/a.log", False),
    ("docs/*.md", "docs/a.md", True),
    ("docs/*.md", "docs/deep/a.md", False),
    ("docs/*.md", "x/docs/a.md", False),
    ("docs/", "docs/a.md", True),
    ("docs/", "x/docs/a.md", True),
    ("docs/", "docs", False),
    ("docs", "docs", True),
    ("docs", "x/docs/y/z", True),
    ("**/foo", "foo", True),
    ("**/foo", "a/b/foo", True),
    ("foo/**", "foo/a/b", True),
    ("foo/**", "foo", False),
    ("a/**/b", "a/b", True),
    ("a/**/b", "a/x/y/b", True),
    ("a/**/b", "ab", False),
    ("?.py", "a.py", True),
    ("?.py", "ab.py", False),
    ("[abc].py", "b.py", True),
    ("[!abc].py", "b.py", False),
    ("[!abc].py", "d.py", True),
    ("[a-c].py", "c.py", True),
    (r"\#file", "#file", True),
    ("#file", "#file", False),
    (r"\!file", "!file", True),
    ("trailing ", "trailing", True),
    ("a b.txt", "a b.txt", True),
    ("naïve-🚀.txt", "dir/naïve-🚀.txt", True),
    ("a+b(c).txt", "a+b(c).txt", True),
]


@pytest.mark.parametrize(("pattern", "path", "expected"), CASES)
def test_a_pattern_means_what_gitignore_says(pattern, path, expected):
    assert bool(Excludes([pattern]).cut(path)) is expected


def test_git_agrees_with_every_case(tmp_path):
    for number, (pattern, path, expected) in enumerate(CASES):
        repository = Repository(tmp_path / str(number))
        repository.write(path)
        repository.write(".gitignore", f"{pattern}\n")
        listed = repository.git(
            "-c", "core.quotePath=false", "ls-files", "--others", "--exclude-standard", "-z"
        )
        assert (path not in listed.split("\0")) is expected, (pattern, path)


def test_the_last_matching_pattern_decides():
    excludes = Excludes(["*.log", "!keep.log", "secret/keep.log"])
    assert excludes.cut("a.log")
    assert not excludes.cut("keep.log")
    assert excludes.cut("secret/keep.log")


def test_nothing_comes_back_from_under_an_excluded_folder():
    assert Excludes(["build/", "!build/keep.py"]).cut("build/keep.py") == "build/"


def test_a_default_folder_comes_back_when_asked_for():
    assert Excludes(DEFAULT_EXCLUDES).cut("build/a.py") == "build/"
    assert Excludes([*DEFAULT_EXCLUDES, "!build/"]).cut("build/a.py") == ""


def test_the_topmost_excluded_folder_is_named():
    assert Excludes(DEFAULT_EXCLUDES).cut("web/node_modules/a/node_modules/b.js") == "web/node_modules/"


@pytest.mark.parametrize("line", ["", "   ", "# comment", "/", "!", "!/"])
def test_blank_lines_and_comments_are_no_patterns(line):
    assert parse_pattern(line) is None


@settings(max_examples=300)
@given(st.text(alphabet="ab/*?[]!\\-^ .#&|~", max_size=12), st.text(alphabet="ab/.-", min_size=1, max_size=8))
def test_no_pattern_breaks_the_matcher(pattern, path):
    assert isinstance(Excludes([pattern]).cut(path.strip("/") or "a"), str)


def test_many_stars_end_in_time():
    assert Excludes(["*a*a*a*a*b"]).cut("a" * 60) == ""
