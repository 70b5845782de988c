import gzip
import hashlib
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dependencies_laws import damaged
from holdfast.dependencies.images import streams
from holdfast.dependencies.images.streams import Hashed, is_packed, plain
from holdfast.errors import ReportError, ReportTooLarge

DATA = b"some content " * 1000


def whole(packed):
    stream = plain(Hashed(io.BytesIO(packed)), packed[:4])
    return b"".join(iter(lambda: stream.read(700), b""))


@pytest.mark.parametrize(
    "packed",
    [DATA, gzip.compress(DATA), gzip.compress(DATA[:5000]) + gzip.compress(DATA[5000:])],
    ids=["plain", "packed", "packed in two"],
)
def test_content_is_the_same_with_and_without_compression(packed):
    assert whole(packed) == DATA
    assert whole(packed + bytes(600 * is_packed(packed))) == DATA


def test_what_passes_is_hashed_and_counted():
    stream = Hashed(io.BytesIO(DATA))
    stream.read(10)
    stream.drain()
    assert (stream.digest, stream.count) == (f"sha256:{hashlib.sha256(DATA).hexdigest()}", len(DATA))


@pytest.mark.parametrize(
    "packed",
    [gzip.compress(DATA)[:-20], gzip.compress(DATA)[:5], gzip.compress(DATA) + b"tail"],
    ids=["cut", "hardly begun", "with a tail"],
)
def test_a_damaged_stream_is_refused(packed):
    with pytest.raises(ReportError):
        whole(packed)


def test_zstd_is_refused_in_plain_words():
    with pytest.raises(ReportError, match="zstd"):
        whole(b"\x28\xb5\x2f\xfd" + DATA)


def test_a_bomb_is_refused_by_its_ratio_and_by_its_size(monkeypatch):
    bomb = gzip.compress(bytes(2_000_000))
    monkeypatch.setattr(streams, "_RATIO_COUNTS_FROM", 1_000_000)
    with pytest.raises(ReportTooLarge):
        whole(bomb)
    monkeypatch.setattr(streams, "MAX_LAYER_BYTES", 5000)
    with pytest.raises(ReportTooLarge):
        whole(gzip.compress(DATA))


@given(damaged(gzip.compress(DATA)) | st.binary(max_size=60).map(lambda data: b"\x1f\x8b" + data))
def test_any_bytes_give_content_or_an_error(packed):
    try:
        whole(packed)
    except ReportError:
        return
