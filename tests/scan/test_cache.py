import dataclasses
import os
import zlib
from datetime import UTC, datetime

import pytest

from factories import dependency_finding, finding
from holdfast.model.report import Inputs, ParsedReport
from holdfast.scan.cache import ResultCache
from scanners import raw

RAW = raw(
    exit_codes=(1, 0),
    reports=(b"\x00\xff", b""),
    output="said\n",
    selected=("a.py", os.fsdecode(b"caf\xe9.py")),
    root="/src",
    command=("tool", "-x"),
    started=datetime(2026, 11, 21, tzinfo=UTC),
    tool_version="1",
    rules_version="2",
)


@pytest.fixture
def cache(tmp_path):
    return ResultCache(tmp_path / "results")


PARSED = (
    ParsedReport(parser="tool", tool="tool", findings=(finding(), dependency_finding())),
    ParsedReport(parser="tool", tool="tool", inputs=Inputs(examined=3, unread=("a.py",))),
)


def put(cache, *parts, parsed=PARSED, **over):
    key = cache.key(parts)
    cache.put(dataclasses.replace(RAW, cache_key=key, **over), parsed)
    return key


def bulky():
    """What was read of a report of about a kilobyte that does not compress."""
    return (ParsedReport(parser="tool", tool=os.urandom(500).hex()),)


def test_a_run_comes_back_as_it_was_and_says_that_it_is_quoted(cache):
    key = put(cache, "a")
    back = cache.get(key)
    assert back.quote.reports == PARSED
    assert (back.report_sha256, back.report_bytes) == (RAW.report_sha256, RAW.report_bytes)
    assert dataclasses.replace(back, quote=None) == dataclasses.replace(
        RAW, cache_key=key, is_cached=True, reports=()
    )


def test_the_reports_themselves_are_never_kept(cache, tmp_path):
    put(cache, "a", reports=(b"password = 'planted-planted-planted'",))
    (path,) = (tmp_path / "results").iterdir()
    assert b"planted" not in zlib.decompress(path.read_bytes())


def test_an_unknown_key_is_nothing(cache):
    assert cache.get(cache.key(["never"])) is None


def test_parts_of_a_key_do_not_run_into_each_other(cache):
    assert cache.key(["ab", "c"]) != cache.key(["a", "bc"])


@pytest.mark.parametrize(
    "over", [{"is_timed_out": True}, {"is_cancelled": True}, {"failures": ("x",)}, {"is_cached": True}]
)
def test_a_run_that_did_not_end_well_is_not_kept(cache, over):
    assert cache.get(put(cache, "a", **over)) is None


def test_a_run_without_key_is_not_kept(cache, tmp_path):
    cache.put(RAW, PARSED)
    assert not (tmp_path / "results").exists()


@pytest.mark.parametrize("damage", [b"", b"nonsense", "cut", "flip"])
def test_a_damaged_entry_is_nothing_and_is_removed(cache, tmp_path, damage):
    key = put(cache, "a")
    (path,) = (tmp_path / "results").iterdir()
    data = path.read_bytes()
    middle = len(data) // 2
    flipped = data[:middle] + bytes([data[middle] ^ 0xFF]) + data[middle + 1 :]
    path.write_bytes({"cut": data[:middle], "flip": flipped}.get(damage, damage))
    assert cache.get(key) is None
    assert not path.exists()
    put(cache, "a")
    assert cache.get(key)


def test_the_longest_unused_is_thrown_away(tmp_path):
    cache = ResultCache(tmp_path, limit_bytes=2000)
    keys = []
    for number in range(3):
        keys.append(put(cache, str(number), parsed=bulky()))
        os.utime(tmp_path / f"{keys[-1]}.scan", (number + 1, number + 1))
    assert cache.get(keys[0]) is None
    assert cache.get(keys[1])  # Used now: the third is the oldest from here on.
    put(cache, "3", parsed=bulky())
    assert cache.get(keys[1])
    assert cache.get(keys[2]) is None


def test_entries_are_private(cache, tmp_path):
    put(cache, "a")
    (path,) = (tmp_path / "results").iterdir()
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_disk_that_refuses_costs_speed_only(tmp_path):
    (tmp_path / "file").touch()
    cache = ResultCache(tmp_path / "file")
    assert cache.get(put(cache, "a")) is None
