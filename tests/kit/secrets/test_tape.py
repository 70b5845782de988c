"""Streams of any length: values of hits, and redaction."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.kit.secrets.redacting import redact_bytes
from holdfast.kit.secrets.tape import Tape, read_stream, redact_stream
from leaks import secret

MEBIBYTE = 2**20


def cut(data, size):
    return [data[start : start + size] for start in range(0, len(data), size)]


def redacted(chunks):
    written = []
    hits = list(redact_stream(chunks, written.append))
    return b"".join(written), hits


def test_every_hit_comes_with_its_value():
    first, second = secret(1).encode(), secret(2).encode()
    text = b"a " + first + b"\n" + b"filler line\n" * 500 + b"b " + second + b"\n"
    assert [value for _, value in read_stream(cut(text, 100))] == [first, second]


@pytest.mark.parametrize("size", [MEBIBYTE, 10 * MEBIBYTE])
def test_a_long_stream_keeps_every_byte_but_the_secrets(size):
    filler = b"0123456789 all is well\n" * (3 * MEBIBYTE // 23)
    token = secret().encode()
    text = b"".join([filler, token, b"\n", filler * 3, token, b"\n", filler * 4, b"key " + token])
    written, hits = redacted(cut(text, size))
    assert [value for _, value in hits] == [token] * 3
    assert written == text.replace(token, b"[redacted:github-pat]")


def test_what_is_kept_does_not_grow_with_the_stream():
    most = 0

    def chunks():
        nonlocal most
        for _ in range(64):
            yield b"x" * MEBIBYTE
            most = max(most, tape.end - tape._begin)

    tape = Tape(chunks())
    for _ in tape:
        pass
    assert tape.end == 64 * MEBIBYTE
    assert most <= 20 * MEBIBYTE


@settings(max_examples=40, deadline=None)
@given(
    parts=st.lists(
        st.sampled_from(["{}", "ü", "\n", "x = ", "password = hunter9f", "{}{}", "€{}"]), max_size=12
    ),
    size=st.integers(1, 50),
)
def test_a_stream_is_redacted_as_the_whole_text_is(parts, size):
    text = " ".join(part.format(secret(), secret()) for part in parts).encode()
    expected, _ = redact_bytes(text)
    assert redacted(cut(text, size))[0] == expected


@given(st.binary(max_size=400), st.integers(1, 60))
@settings(max_examples=40, deadline=None)
def test_any_bytes_without_a_secret_pass_unchanged(data, size):
    written, hits = redacted(cut(data, size))
    if not hits:
        assert written == data
