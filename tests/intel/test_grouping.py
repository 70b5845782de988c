"""Facts about records of one vulnerability."""

from hypothesis import given, settings
from hypothesis import strategies as st

from holdfast.intel.grouping import Groups, names_of
from holdfast.intel.records import Advisory

names = st.sampled_from([f"CVE-2026-{number}" for number in range(1000, 1012)])


@settings(max_examples=40)
@given(st.lists(st.lists(names, min_size=1, max_size=4), max_size=10), st.randoms())
def test_the_order_of_joining_does_not_matter(sets, random):
    one, other = Groups(), Groups()
    for members in sets:
        one.join(members)
    for members in random.sample(sets, len(sets)):
        other.join(random.sample(members, len(members)))
    everything = {name for members in sets for name in members}
    assert {name: one.leader(name) for name in everything} == {
        name: other.leader(name) for name in everything
    }


def test_aliases_of_aliases_mean_the_same():
    groups = Groups()
    groups.join(("PYSEC-1", "GHSA-1"))
    groups.join(("CVE-1", "GO-1"))
    groups.join(("GO-1", "GHSA-1"))
    assert groups.leader("PYSEC-1") == groups.leader("CVE-1")
    assert groups.leader("GHSA-2") == "GHSA-2"


def test_a_bulletin_joins_nothing():
    bulletin = Advisory("DSA-5000-1", aliases=("CVE-2026-1000", "CVE-2026-1001"))
    assert names_of(bulletin) == ("DSA-5000-1",)


def test_a_distributions_record_of_one_vulnerability_is_that_vulnerability():
    assert "CVE-2026-1000" in names_of(Advisory("DEBIAN-CVE-2026-1000", upstream=("CVE-2026-1000",)))
    assert names_of(Advisory("X-1", upstream=("CVE-2026-1000", "CVE-2026-1001"))) == ("X-1",)
