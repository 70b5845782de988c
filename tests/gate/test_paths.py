"""Patterns of paths in waivers."""

import time

import pytest

from holdfast.gate.paths import covers_all, fits


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("src/app.py", "src/app.py"),
        ("./src/app.py", "src/app.py"),
        ("/src/app.py", "src/app.py"),
        ("src/*.py", "src/app.py"),
        ("src/a?p.py", "src/app.py"),
        ("tests/**", "tests/a.py"),
        ("tests/**", "tests/deep/er/a.py"),
        ("tests/", "tests/deep/a.py"),
        ("**/test_*.py", "test_a.py"),
        ("**/test_*.py", "a/b/test_a.py"),
        ("a/**/z.py", "a/z.py"),
        ("a/**/z.py", "a/b/c/z.py"),
        ("**/b/**/*.py", "a/b/b/c/d.py"),
        ("**", "anything/at/all"),
        ("src/[ab].py", "src/b.py"),
        ("ordner mit lücke/*", "ordner mit lücke/ü.py"),
    ],
)
def test_a_pattern_fits(pattern: str, path: str):
    assert fits(pattern, path)


@pytest.mark.parametrize(
    ("pattern", "path"),
    [
        ("src/app.py", "lib/src/app.py"),
        ("src", "src/app.py"),
        ("src/*", "src/deep/app.py"),
        ("*.py", "src/app.py"),
        ("tests/**", "src/tests/a.py"),
        ("tests/**/a.py", "tests/b.py"),
        ("src/app.py", "src/app.py/more"),
        ("src/app.py/more", "src/app.py"),
        ("SRC/app.py", "src/app.py"),
        ("tests/**", ""),
    ],
)
def test_a_pattern_does_not_fit(pattern: str, path: str):
    assert not fits(pattern, path)


def test_a_hostile_pattern_takes_no_time():
    started = time.process_time()

    assert not fits("/".join(["**", "*a*a*a*a*a*a*a*b"] * 40), "/".join(["a" * 100] * 100))

    assert time.process_time() - started < 1


@pytest.mark.parametrize("pattern", ["**", "./**", "/**/", "**/*", "**/**", "*/**"])
def test_a_pattern_for_everything_is_known_as_such(pattern: str):
    assert covers_all(pattern)


@pytest.mark.parametrize("pattern", ["", "*", "src/**", "**/*.py", "**/src"])
def test_a_pattern_for_less_is_not_taken_for_one(pattern: str):
    assert not covers_all(pattern)
