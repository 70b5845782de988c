"""Facts about what kind of text a file holds."""

import pytest

from holdfast.kit.text import Text, text_of


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", Text.UTF8),
        (b"plain\n", Text.UTF8),
        ("grün 😀".encode(), Text.UTF8),
        ("grün".encode("latin-1"), Text.OTHER),
        ("text".encode("utf-16"), Text.OTHER),
        ("text".encode("utf-16-le"), Text.BINARY),
        (b"\x7fELF\0\0", Text.BINARY),
        (b"a" * 9000 + b"\xff", Text.OTHER),
        (b"a" * 99_999, Text.OTHER),
    ],
)
def test_the_content_decides(tmp_path, data, kind):
    path = tmp_path / "file"
    path.write_bytes(data)
    assert text_of(path, 50_000) is kind


def test_what_cannot_be_read_is_not_vouched_for(tmp_path):
    assert text_of(tmp_path / "missing", 10) is Text.OTHER
