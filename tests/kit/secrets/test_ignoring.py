from datetime import date

import pytest

from holdfast.kit.secrets.engine import default_engine
from holdfast.kit.secrets.examples import expand
from holdfast.kit.secrets.ignoring import find_ignores, sort_by_ignores

TODAY = date(2026, 11, 21)
TOKEN = expand("ghp_<w30><crc>")


def sorted_hits(text):
    data = text.replace("TOKEN", TOKEN).encode()
    return sort_by_ignores(default_engine().find(data), data, TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "TOKEN  # holdfast:ignore[github-pat] a documented example until 2027-01-01",
        "TOKEN  // holdfast:ignore[github-pat, npm-token] until 2026-11-21 a documented example",
        "TOKEN  <!-- holdfast:ignore[*] a documented example until 2027-01-01 -->",
        "# holdfast:ignore[github-pat] a documented example until 2027-01-01\nTOKEN",
        "TOKEN  # gitleaks:allow",
        "TOKEN  # pragma: allowlist secret",
        "TOKEN  # pragma: whitelist secret",
        "# pragma: allowlist nextline secret\nTOKEN",
    ],
)
def test_an_ignore_with_reason_and_end_is_obeyed(text):
    result = sorted_hits(text)
    assert (result.kept, result.refused) == ((), ())
    assert [hit.rule.id for hit, _ in result.ignored] == ["github-pat"]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("TOKEN  # holdfast:ignore[github-pat] an example until 2026-11-20", "it ended on 2026-11-20"),
        ("TOKEN  # holdfast:ignore[github-pat] until 2027-01-01", "it gives no reason"),
        ("TOKEN  # holdfast:ignore[github-pat] an example", "it names no last day: until YYYY-MM-DD"),
        (
            "TOKEN  # holdfast:ignore[github-pat] an example until 2027-02-30",
            "it names no last day: until YYYY-MM-DD",
        ),
        ("TOKEN  # holdfast:ignore", "it names no rule: holdfast:ignore[rule] reason until YYYY-MM-DD"),
    ],
)
def test_an_ignore_that_lacks_something_is_reported_and_not_obeyed(text, problem):
    result = sorted_hits(text)
    assert len(result.kept) == 1
    assert result.ignored == ()
    assert [ignore.problem for ignore in result.refused] == [problem]


@pytest.mark.parametrize(
    "text",
    [
        "TOKEN  # holdfast:ignore[npm-token] an example until 2027-01-01",
        "TOKEN\n# gitleaks:allow",
        "x = 1  # holdfast:ignore[*] an example until 2027-01-01\nTOKEN",
    ],
)
def test_an_ignore_of_another_rule_or_line_changes_nothing(text):
    result = sorted_hits(text)
    assert len(result.kept) == 1
    assert (result.ignored, result.refused) == ((), ())


def test_the_reason_is_kept_without_the_signs_of_the_comment():
    (ignore,) = find_ignores(b"x /* holdfast:ignore[a] the vendor's example until 2027-01-01 */", TODAY)
    assert (ignore.reason, ignore.until, ignore.rules) == (
        "the vendor's example",
        date(2027, 1, 1),
        frozenset({"a"}),
    )
