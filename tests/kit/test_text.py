"""Facts about what kind of text a file holds."""

import pytest

from holdfast.kit.text import Text, as_plain, has_binary_head, text_of


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


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_marked_text_becomes_utf8_without_its_mark(encoding):
    assert as_plain("grün\n😀".encode(encoding)) == "grün\n😀".encode()


@pytest.mark.parametrize("data", [b"", b"gr\xfcn", b"\xff", b"\0\1"])
def test_text_without_a_mark_stays_as_it_is(data):
    assert as_plain(data) == data


@pytest.mark.parametrize(
    ("data", "is_so"),
    [(b"", False), (b"a\0", True), ("a".encode("utf-16"), False), (b"a" * 9000 + b"\0", False)],
)
def test_the_head_of_a_content_tells_whether_it_is_binary(data, is_so):
    assert has_binary_head(data) is is_so
