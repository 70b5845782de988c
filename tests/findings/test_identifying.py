"""Facts about the way from a report's findings to findings with an identity."""

from factories import dependency_finding, finding, location
from holdfast.findings.identifying import identified


def test_every_finding_gets_a_fingerprint_of_32_hex_digits():
    (one,) = identified([finding(fingerprint="")])
    assert len(one.fingerprint) == 32
    assert int(one.fingerprint, 16) >= 0


def test_aliases_meet():
    one, two = identified(
        [
            dependency_finding(ids=("CVE-2020-1234", "GHSA-2222-3333-4444")),
            dependency_finding(ids=("GHSA-2222-3333-4444",)),
        ]
    )
    assert one.fingerprint == two.fingerprint


def test_paths_are_relative_before_the_source_is_asked_for():
    asked = []

    def read(path):
        asked.append(path)
        return ["x"]

    (one,) = identified(
        [finding(location=location(path="/srv/shop/a.py", line=1))],
        read,
        lambda path: path.removeprefix("/srv/shop/"),
    )
    assert asked == ["a.py"]
    assert one.location.path == "a.py"


def test_nothing_is_merged_here():
    assert len(identified([finding(), finding()])) == 2
