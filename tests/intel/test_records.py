"""Facts about reading OSV records."""

import contextlib
import json

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from advisory_feeds import affected, osv
from holdfast.errors import ReportError, ReportTooLarge
from holdfast.intel.records import (
    MAX_DETAILS_CHARACTERS,
    MAX_EVENTS,
    MAX_REFERENCES,
    MAX_TITLE_CHARACTERS,
    Record,
    read_record,
)


def read(record):
    return read_record(json.dumps(record).encode())


def test_a_record_keeps_what_matching_and_telling_need():
    record = read(
        osv(
            "GHSA-2222-3333-4444",
            affected("PyPI", "My_Package.X", ("introduced:0", "fixed:1.2"), versions=["1.0.0", "1.1"]),
            aliases=["CVE-2026-1000"],
            severity=[{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N"}],
            database_specific={"severity": "MODERATE", "cwe_ids": ["CWE-79", "CWE-20"]},
            references=[{"type": "WEB", "url": "https://registry.example/a"}],
        )
    )
    ((system, name, versions),) = record.affected
    assert (system, name, record.ecosystem) == ("PyPI", "my-package-x", "PyPI")
    assert versions.ranges == ((("introduced", "0"), ("fixed", "1.2")),)
    assert versions.versions == "\n1\n1.1\n"
    assert record.advisory.word == "moderate"
    assert record.advisory.cwe == (79, 20)
    assert record.advisory.vectors == ("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N",)
    assert record.advisory.aliases == ("CVE-2026-1000",)


def test_ranges_of_commits_are_not_used():
    item = affected("npm", "a", ("introduced:0",))
    item["ranges"][0]["type"] = "GIT"
    record = read(osv("X-1", item))
    assert record.affected == ()
    assert record.gaps == ("names no versions of a",)


@pytest.mark.parametrize(
    ("more", "word"),
    [
        ({"id": "MAL-2026-1"}, "critical"),
        ({"affected": [{"database_specific": {"informational": "unmaintained"}}]}, "info"),
        ({"severity": [{"type": "Ubuntu", "score": "medium"}]}, "medium"),
        ({"database_specific": {"severity": ["odd"]}}, ""),
        ({"database_specific": {"severity": 7}}, ""),
    ],
)  # fmt: skip
def test_severity_in_words_comes_from_where_databases_put_it(more, word):
    assert read(osv("X-1") | more).advisory.word == word


def test_texts_are_cut_at_their_limits():
    advisory = read(
        osv(
            "X-1",
            summary="s" * 1000,
            details="d" * 100_000,
            references=[{"url": f"https://registry.example/{number}"} for number in range(1000)],
        )
    ).advisory
    assert len(advisory.title) == MAX_TITLE_CHARACTERS
    assert len(advisory.details) == MAX_DETAILS_CHARACTERS
    assert len(advisory.references) == MAX_REFERENCES


def test_without_a_summary_the_first_line_of_the_details_is_the_title():
    assert read(osv("X-1", summary="", details="\n# Title \n\nmore")).advisory.title == "Title"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", ReportError),
        (b"[]", ReportError),
        (b"{}", ReportError),
        (b'{"id": ""}', ReportError),
        (b'{"id": "X", "affected": 1}', ReportError),
        (b'{"id": "X", "odd": ' + b"[" * 100_000, ReportTooLarge),
        (b'{"id": "X", "database_specific": {"severity": ' + b"[" * 100_000, ReportTooLarge),
    ],
)
def test_what_is_no_record_is_refused_in_words(data, kind):
    with pytest.raises(kind) as caught:
        read_record(data)
    assert caught.value.what


def test_a_range_with_endless_events_is_refused():
    item = affected("npm", "a", ["introduced:0"] * (MAX_EVENTS + 1))
    with pytest.raises(ReportError, match="events"):
        read(osv("X-1", item))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
fields = st.sampled_from(
    ["aliases", "affected", "severity", "summary", "details", "withdrawn", "modified", "references",
     "database_specific", "upstream", "published"]
)  # fmt: skip


@settings(max_examples=60)
@given(st.dictionaries(fields, json_values, max_size=6))
def test_any_fields_give_a_record_or_an_error(more):
    try:
        record = read({"id": "X-1", **more})
    except ReportError:
        return
    assert isinstance(record, Record)
    msgspec.msgpack.encode(record)


@given(st.binary(max_size=200))
def test_any_bytes_give_a_record_or_an_error(data):
    with contextlib.suppress(ReportError):
        assert isinstance(read_record(data), Record)
