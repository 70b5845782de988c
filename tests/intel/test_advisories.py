"""Facts about the answers of the advisory database."""

import pytest

from holdfast.intel.advisories import Matches, Package, PackageMatch, Vulnerability
from holdfast.model.severity import Severity


def test_a_package_is_named_with_its_version():
    assert str(Package("npm", "axios", "1.4.0")) == "axios@1.4.0"
    assert str(Package("npm", "axios")) == "axios"


def test_the_first_id_is_the_canonical_one():
    ids = ("CVE-2026-1000", "GHSA-2222-3333-4444")
    assert Vulnerability(ids=ids, title="t", severity=Severity.LOW).id == "CVE-2026-1000"


@pytest.mark.parametrize(
    ("count", "sentence"),
    [
        (1, "no advisories for ecosystem Maven: 1 package not examined"),
        (12, "no advisories for ecosystem Maven: 12 packages not examined"),
    ],
)
def test_an_ecosystem_without_advisories_is_a_problem(count, sentence):
    assert Matches(uncovered={"Maven": count}).problems == (sentence,)


def test_what_cannot_be_compared_is_a_problem_of_its_package():
    package = Package("npm", "a", "latest")
    matches = Matches(packages=(PackageMatch(package=package, problem="cannot be compared"),), examined=1)
    assert matches.problems == ("a@latest: cannot be compared",)
    assert matches.by_package[package].problem == "cannot be compared"
