"""What every manifest reader must hold, as hypothesis tests made from one good manifest."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.errors import ReportError

JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
SPICE = st.sampled_from(
    (
        b'"',
        b"{",
        b"[",
        b"]",
        b"}",
        b"\n",
        b" ",
        b":",
        b"@",
        b"=",
        b"(",
        b"#",
        b"<",
        b"\0",
        b"\xff",
        b"-",
        b"1",
    )
)


def neighbours(files):
    """A ``beside`` that knows these files."""
    return {name: text.encode() for name, text in files.items()}.get


def found(reader, path, text, beside=None):
    """Dependencies by name and version; fails on a problem."""
    read = reader.read(path, text.encode(), neighbours(beside or {}))
    assert read.problems == ()
    return {str(one): one for one in read.dependencies}


@st.composite
def cut_and_pasted(draw, sample):
    """The sample with parts cut out, doubled, moved or overwritten."""
    data = sample
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = draw(st.integers(start, min(len(data), start + 60)))
        piece = draw(SPICE | st.binary(max_size=6) | st.just(data[start:end] * 2) | st.just(b""))
        data = data[:start] + piece + data[end:]
    return data


@st.composite
def reshaped(draw, document):
    """The JSON document with some values replaced by ones of another type."""
    copy = json.loads(json.dumps(document))
    for _ in range(draw(st.integers(1, 3))):
        place = copy
        while isinstance(place, dict | list) and place:
            key = draw(st.sampled_from(list(place) if isinstance(place, dict) else range(len(place))))
            if not isinstance(place[key], dict | list) or draw(st.integers(0, 2)) == 0:
                place[key] = draw(JUNK)
                break
            place = place[key]
    return json.dumps(copy).encode()


def hostile(sample):
    """Any bytes, and what becomes of the sample when it is damaged."""
    data = sample.encode()
    kinds = st.binary(max_size=80) | cut_and_pasted(data) | cut_and_pasted(data)
    try:
        return kinds | reshaped(json.loads(sample))
    except ValueError:
        return kinds


def reads_or_refuses(reader, path, sample, beside=None):
    """A test: damaged manifests and neighbours give dependencies or a ``ReportError``, twice the same."""
    files = neighbours(beside or {})

    @given(data=hostile(sample), neighbour=st.none() | hostile(next(iter((beside or {}).values()), "x")))
    @settings(max_examples=60)
    def test(data, neighbour):
        def beside_it(name):
            return files(name) if neighbour is None else neighbour

        def read():
            try:
                return reader.read(path, data, beside_it)
            except ReportError:
                return None

        once = read()
        assert read() == once
        assert once is None or all(one.name for one in once.dependencies)

    return test


def order_is_no_matter(reader, path, blocks, join, beside=None):
    """A test: whatever the order of the blocks, the same set of dependencies comes out, lines aside."""
    files = neighbours(beside or {})

    @given(order=st.permutations(blocks))
    @settings(max_examples=20)
    def test(order):
        def things(parts):
            read = reader.read(path, join(parts).encode(), files)
            return {
                (one.name, one.version, one.scope, one.is_direct, len(one.path)) for one in read.dependencies
            }

        assert things(order) == things(blocks)

    return test
