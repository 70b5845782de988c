import struct

import pytest

from holdfast.dependencies.installed.elf import Elf
from holdfast.dependencies.installed.go import MARK, modules
from saved_images import elf, go_program

LINES = [
    "path\texample.com/app",
    "mod\texample.com/app\t(devel)\t",
    "dep\tgolang.org/x/net\tv0.7.0\th1:abc=",
    "dep\texample.com/forked\tv1.0.0\th1:",
    "=>\texample.com/fork\tv1.0.1\th1:",
    "dep\texample.com/local\tv1.0.0\th1:",
    "=>\t./local\t\t",
    "build\t-compiler=gc",
]
EXPECTED = ["stdlib@1.22.1", "golang.org/x/net@v0.7.0", "example.com/fork@v1.0.1"]


def names(data):
    return [str(one) for one in modules(Elf(data))]


def test_modules_stand_with_what_replaced_them_and_folders_of_the_builder_do_not():
    assert names(go_program(LINES)) == EXPECTED


@pytest.mark.parametrize("order", ["<", ">"])
def test_old_programs_lead_to_their_lists_by_pointers(order):
    listed = b"0" * 16 + "".join(f"{line}\n" for line in LINES).encode() + b"1" * 16
    version, base, start = b"go1.16.5", 0x400000, 128
    texts = start + 64
    data = struct.pack(f"{order}QQQQ", base + texts, len(version), base + texts + len(version), len(listed))
    mark = MARK + bytes([8, order == ">"]) + struct.pack(f"{order}QQ", base + start + 32, base + start + 48)
    head = b"\x7fELF\x02" + (b"\x01" if order == "<" else b"\x02") + bytes(10)
    whole = start + 64 + len(version) + len(listed)
    head += struct.pack(f"{order}HHIQQQIHHHHHH", 2, 62, 1, 0, 64, 0, 0, 64, 56, 1, 0, 0, 0)
    segment = struct.pack(f"{order}IIQQQQQQ", 1, 5, 0, base, base, whole, whole, 4096)
    program = (head + segment).ljust(start, b"\0") + mark + data + version + listed
    assert names(program) == ["stdlib@1.16.5", *EXPECTED[1:]]


def test_the_mark_in_the_code_of_a_reader_is_passed_over():
    data = bytearray(elf() + bytes(64))
    data[80:94] = MARK
    assert names(bytes(data) + go_program(LINES)[len(elf()) :]) == EXPECTED


def test_other_programs_have_no_modules():
    assert names(elf()) == []
