"""What every record of installed packages must hold, whatever its bytes."""

from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.errors import ReportError


def reads(record, path, data):
    """The packages of a record; fails on a problem."""
    read = record.read(path, data.encode() if isinstance(data, str) else data)
    assert read.problems == ()
    assert all(one.manifest == path for one in read.dependencies)
    return list(read.dependencies)


@st.composite
def damaged(draw, sample):
    """The sample, cut, doubled or overwritten in places."""
    data = sample
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = draw(st.integers(start, min(len(data), start + 40)))
        piece = draw(st.binary(max_size=8) | st.just(data[start:end] * 2) | st.just(b""))
        data = data[:start] + piece + data[end:]
    return data


def reads_or_refuses(record, path, sample, examples=60):
    """A test: damaged records give packages with a name and a version, or a ``ReportError``."""

    @given(data=st.binary(max_size=200) | damaged(sample))
    @settings(max_examples=examples)
    def test(data):
        try:
            read = record.read(path, data)
        except ReportError:
            return
        assert all(one.name and one.version for one in read.dependencies)

    return test
