"""go.sum alone."""

import pytest

from dependencies.readers.laws import found, order_is_no_matter, reads_or_refuses
from holdfast.dependencies.readers.go_sum import read
from holdfast.errors import ReportError

HASH = "h1:" + "A" * 43 + "="
LINES = (
    f"a.example/x v1.9.0 {HASH}",
    f"a.example/x v1.10.0 {HASH}",
    f"a.example/x v1.10.0/go.mod {HASH}",
    f"a.example/only/asked v3.0.0/go.mod {HASH}",
    f"b.example/y v2.0.0+incompatible {HASH}",
)


def test_each_module_stands_there_once_at_its_highest_version():
    modules = found(read, "go.sum", "\n".join(LINES))
    assert [(one.name, one.version, one.line, one.is_direct) for one in modules.values()] == [
        ("a.example/x", "v1.10.0", 2, None),
        ("b.example/y", "v2.0.0+incompatible", 5, None),
    ]


def test_an_odd_line_is_a_problem():
    assert len(read.read("go.sum", "\n".join((*LINES, "odd")).encode()).problems) == 1


def test_what_is_no_go_sum_is_refused():
    with pytest.raises(ReportError):
        read.read("go.sum", b"hello")


test_hostile_files_are_read_or_refused = reads_or_refuses(read, "go.sum", "\n".join(LINES))
test_the_order_of_lines_is_no_matter = order_is_no_matter(read, "go.sum", LINES, "\n".join)
