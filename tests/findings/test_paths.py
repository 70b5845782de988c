"""Facts about paths as tools write them."""

import pytest

from factories import finding, location
from holdfast.findings.paths import relative_path, with_relative_path


def in_x(path):
    return relative_path(path, ("/x",))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("src/app.py", "src/app.py"),
        ("./src/app.py", "src/app.py"),
        ("/home/me/shop/src/app.py", "src/app.py"),
        ("/src/src/app.py", "src/app.py"),
        ("file:///home/me/shop/a%20b.py", "a b.py"),
        ("FILE://[host/app.py", "/app.py"),
        ("src\\win\\app.cs", "src/win/app.cs"),
        ("/elsewhere/app.py", "/elsewhere/app.py"),
        ("/home/me/shopping/app.py", "/home/me/shopping/app.py"),
        (".", ""),
        ("dir with space/😀.py", "dir with space/😀.py"),
    ],
)
def test_a_path_is_written_one_way(written, expected):
    assert relative_path(written, ("/home/me/shop", "/src")) == expected


def test_a_finding_whose_path_is_right_is_not_copied():
    given = finding(location=location(path="src/app.py"))
    assert with_relative_path(given, in_x) is given


def test_a_finding_without_path_is_not_copied():
    given = finding(location=location(path=None))
    assert with_relative_path(given, in_x) is given


def test_the_rest_of_the_location_is_kept():
    moved = with_relative_path(finding(location=location(path="/x/a.py", line=7)), in_x)
    assert (moved.location.path, moved.location.line) == ("a.py", 7)
