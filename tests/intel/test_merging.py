"""Facts about the vulnerability that several records describe."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from holdfast.intel.merging import merge
from holdfast.intel.records import Advisory
from holdfast.model.severity import Severity

HIGH = "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N"
GITHUB = Advisory(
    "GHSA-2222-3333-4444",
    aliases=("CVE-2026-1000",),
    title="By GitHub",
    word="moderate",
    vectors=(HIGH,),
    cwe=(79,),
    references=("https://registry.example/1",),
    published="2026-01-02T00:00:00Z",
    modified="2026-03-01T00:00:00Z",
)
PYSEC = Advisory(
    "PYSEC-2026-1",
    aliases=("CVE-2026-1000",),
    title="By PyPA",
    details="Longer.",
    published="2026-01-01T00:00:00Z",
    modified="2026-02-01T00:00:00Z",
)


def test_the_records_complete_each_other():
    merged = merge([PYSEC, GITHUB])
    assert merged.ids == ("CVE-2026-1000", "GHSA-2222-3333-4444", "PYSEC-2026-1")
    assert merged.id == "CVE-2026-1000"
    assert (merged.title, merged.description) == ("By GitHub", "Longer.")
    assert (merged.published, merged.modified) == (date(2026, 1, 1), date(2026, 3, 1))
    assert merged.cwe == (79,)


def test_the_databases_own_word_outweighs_the_score():
    merged = merge([GITHUB])
    assert merged.severity is Severity.MEDIUM
    assert (merged.cvss.score, merged.cvss.version) == (7.5, "3.1")


def test_without_a_word_the_score_rates_and_without_a_score_it_is_unknown():
    assert merge([Advisory("GO-1", vectors=(HIGH,))]).severity is Severity.HIGH
    assert merge([Advisory("GO-1", word="odd")]).severity is Severity.UNKNOWN
    assert merge([Advisory("GO-1")]).severity is Severity.UNKNOWN


def test_a_malicious_package_is_critical():
    assert merge([Advisory("MAL-2026-1", word="critical")]).severity is Severity.CRITICAL


def test_the_year_one_is_no_day():
    merged = merge([Advisory("GO-1", modified="0001-01-01T00:00:00Z")])
    assert merged.modified is None
    assert merged.title == "GO-1"


@given(st.permutations([GITHUB, PYSEC, Advisory("GO-2026-1", aliases=("CVE-2026-1000",), word="high")]))
def test_the_order_of_records_does_not_matter(records):
    assert merge(records) == merge(
        [GITHUB, PYSEC, Advisory("GO-2026-1", aliases=("CVE-2026-1000",), word="high")]
    )
