"""Comments take findings back: with a reason, and until their day."""

from datetime import date

import pytest

from holdfast.scan.pipelines.ignores import read_ignores

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("comment", "is_covered"),
    [
        ("# holdfast:ignore[image-latest] the image is ours", True),
        ("// holdfast:ignore[other, image-latest] both are known", True),
        ("# holdfast:ignore[image-latest] until 2026-11-21 moved next week", True),
        ("# holdfast:ignore[image-latest] until 2026-11-20 moved last week", False),
        ("# holdfast:ignore[image-latest] until 2026-13-45 no such day", False),
        ("# holdfast:ignore[image-latest] moved next week until 2026-11-21", True),
        ("# holdfast:ignore[image-latest] moved last week until 2026-11-20", False),
        ("# holdfast:ignore[image-latest] no such day until 2026-13-45", False),
        ("# holdfast:ignore[image-latest]", False),
        ("# holdfast:ignore[image-latest] until 2027-01-01", False),
        ("# holdfast:ignore[other] a reason", False),
    ],
)
def test_a_comment_counts_with_a_reason_and_in_time(comment, is_covered):
    (ignore,) = read_ignores(f"line one\n{comment}\n".encode())
    assert ignore.covers("image-latest", 3, 3, TODAY) is is_covered


def test_a_comment_covers_its_line_and_the_next():
    (ignore,) = read_ignores(b"a\nb # holdfast:ignore[x] reason\n")
    assert [ignore.covers("x", line, line, TODAY) for line in (1, 2, 3, 4)] == [False, True, True, False]
