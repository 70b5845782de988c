"""Facts about one vulnerability under many names."""

from hypothesis import given
from hypothesis import strategies as st

from factories import dependency_finding
from holdfast.findings.aliases import canonical_ids


def canonical(*id_sets):
    findings = [dependency_finding(ids=ids, rule=ids[0] if ids else "RULE") for ids in id_sets]
    answer = canonical_ids(findings)
    return [answer(finding) for finding in findings]


def test_a_cve_speaks_for_its_aliases():
    assert canonical(("GHSA-a", "CVE-2020-1"), ("GHSA-a",)) == ["CVE-2020-1", "CVE-2020-1"]


def test_aliases_of_aliases_are_aliases():
    assert canonical(("PYSEC-1", "GHSA-a"), ("GHSA-a", "CVE-2020-1"), ("PYSEC-1",)) == ["CVE-2020-1"] * 3


def test_strangers_stay_apart():
    assert canonical(("GHSA-a",), ("GHSA-b",)) == ["GHSA-a", "GHSA-b"]


def test_a_finding_without_ids_goes_by_its_rule():
    assert canonical(()) == ["RULE"]


names = st.sampled_from(["CVE-2020-1", "CVE-2020-2", "GHSA-a", "GHSA-b", "PYSEC-1", "GO-1"])


@given(st.lists(st.lists(names, min_size=1, max_size=3, unique=True).map(tuple), max_size=8), st.randoms())
def test_the_order_of_findings_changes_no_canonical_id(id_sets, random):
    shuffled = list(id_sets)
    random.shuffle(shuffled)
    assert dict(zip(shuffled, canonical(*shuffled), strict=True)) == dict(
        zip(id_sets, canonical(*id_sets), strict=True)
    )
