"""Facts about the order of versions."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from packaging.version import Version as PyPIVersion
from univers.versions import AlpineLinuxVersion, ComposerVersion, NugetVersion, SemverVersion

from holdfast.intel.ordering import MAX_VERSION_CHARACTERS, is_before_release, order_of

ASCENDING = {
    "npm": "1.0.0-alpha 1.0.0-alpha.1 1.0.0-alpha.beta 1.0.0-beta 1.0.0-beta.2 1.0.0-beta.11 1.0.0 1.10.0",
    "crates.io": "0.1.0-alpha.9 0.1.0-alpha.10 0.1.0 0.1.1",
    "Go": "0.0.0-20200101000000-abcdef012345 1.20.14 1.21.0-0 1.21rc2 1.21.0 v1.21.1 1.22.0+incompatible",
    "PyPI": "1.0.dev1 1.0a1 1.0rc1 1.0 1.0.post1 1.0.1 2!0.1",
    "Maven": "1.0-alpha-1 1.0-beta-1 1.0-rc1 1.0 1.0.1 1.10",
    "NuGet": "1.0.0-ALPHA 1.0.0-beta.2 1.0.0-beta.10 1.0.0 1.0.0.1 1.0.1",
    "RubyGems": "1.0.0.a 1.0.0.rc1 1.0.0 1.0.1 1.10.0-x86_64-linux",
    "Packagist": "1.0.0-dev 1.0.0-alpha1 1.0.0-beta1 1.0.0-RC1 v1.0.0 1.0.0-patch1 1.0.1.0",
    "Debian:12": "1.0~rc1-1 1.0-1 1.0-1+deb12u1 1.0-2 1:0.5-1",
    "Ubuntu:22.04:LTS": "3.0.2-0ubuntu1 3.0.2-0ubuntu1.10",
    "Alpine:v3.20": "1.0_alpha1-r0 1.0_rc2-r0 1.0-r0 1.0-r1 1.0_git2023-r0 1.0_p1-r0 1.0.05 1.0.1 1.0.1a",
    "AlmaLinux:9": "1.0~rc1-1.el9 1.0-1.el9 1.0-1.el9_2 1.0-2.el9 1:0.1-1.el9",
    "CRAN": "1.2-3 1.10-1",
    "Hackage": "0.9.1 0.10",
}
"""Versions in their order; the sources are the rules of each ecosystem."""

ODD = {
    "npm": ["", "latest", "^1.0.0", "1.0.0.0", "file:../x", "1.0.0-", "9" * 5000],
    "PyPI": ["", "dev", "1.0-x-y", "http://x"],
    "Go": ["", "latest", "(devel)", "1.2.3.4"],
    "Maven": ["", "${project.version}", "[1.0,2.0)", "LATEST"],
    "Packagist": ["", "dev-master", "1.x-dev"],
    "Debian:12": ["", "abc", "%$"],
    "Alpine:v3.20": ["", "foo", "1.0-x"],
    "AlmaLinux:9": ["", "~", "1 2"],
    "RubyGems": ["", "--"],
    "NuGet": ["", "x", "1.2.3.4.5"],
    "Hackage": ["", "1.a"],
}

each_order = pytest.mark.parametrize("ecosystem", ASCENDING)


@each_order
def test_versions_follow_each_other_as_the_ecosystem_says(ecosystem):
    key = order_of(ecosystem).key
    versions = ASCENDING[ecosystem].split()
    for earlier, later in itertools.combinations(versions, 2):
        assert key(earlier) < key(later), (earlier, later)
        assert not key(later) <= key(earlier)


@pytest.mark.parametrize(("ecosystem", "version"), [(name, odd) for name in ODD for odd in ODD[name]])
def test_what_is_no_version_has_no_place(ecosystem, version):
    with pytest.raises(ValueError, match=r".*"):
        order_of(ecosystem).key(version)


def test_an_unknown_ecosystem_has_no_order():
    assert order_of("Android") is None


words = st.text("0123456789abcrpet.-_+~:v", min_size=1, max_size=14)


@pytest.mark.parametrize("ecosystem", [*ASCENDING, "Red Hat", "SwiftURL"])
@settings(max_examples=40)
@given(versions=st.lists(words, max_size=5))
def test_any_text_has_a_place_or_none_and_places_compare(ecosystem, versions):
    key = order_of(ecosystem).key
    keys = []
    for version in versions:
        try:
            keys.append(key(version))
        except ValueError:
            continue
    ordered = sorted(keys)
    for earlier, later in itertools.combinations(ordered, 2):
        assert earlier <= later  # Total, and transitive.


numbers = st.integers(0, 30)
releases = st.tuples(numbers, numbers, numbers).map(lambda parts: ".".join(map(str, parts)))
stages = st.sampled_from(["", "-alpha", "-alpha.1", "-beta.2", "-rc.1", "-rc.11", "+build"])
semver = st.tuples(releases, stages).map("".join)


@pytest.mark.parametrize(
    ("ecosystem", "theirs"), [("npm", SemverVersion), ("NuGet", NugetVersion), ("Go", SemverVersion)]
)
@given(left=semver, right=semver)
def test_our_semver_agrees_with_others(ecosystem, theirs, left, right):
    key = order_of(ecosystem).key
    assert (key(left) < key(right)) == (theirs(left) < theirs(right))


@given(left=releases, right=releases)
def test_our_composer_order_agrees_with_univers_on_releases(left, right):
    key = order_of("Packagist").key
    assert (key(left) < key(right)) == (ComposerVersion(left) < ComposerVersion(right))


alpine = st.tuples(
    releases, st.sampled_from(["", "a", "b", "_alpha1", "_rc2", "_p1", "_p3"]), st.integers(0, 12)
)


@given(left=alpine, right=alpine)
def test_our_alpine_order_agrees_with_univers(left, right):
    key = order_of("Alpine").key
    left, right = (f"{number}{suffix}-r{build}" for number, suffix, build in (left, right))
    assert (key(left) < key(right)) == (AlpineLinuxVersion(left) < AlpineLinuxVersion(right))


def test_pypi_is_packaging_own_order():
    assert order_of("PyPI").key("1.0") == PyPIVersion("1.0.0")


def test_a_build_of_a_version_is_no_later_than_it():
    key = order_of("PyPI").key
    assert key("2.0.1+cu117") == key("2.0.1")


def test_a_version_without_bound_is_refused():
    with pytest.raises(ValueError, match="too long"):
        order_of("Maven").key("1." * MAX_VERSION_CHARACTERS)


@pytest.mark.parametrize(
    ("ecosystem", "version", "major"),
    [
        ("npm", "v4.3.8", "4"), ("PyPI", "1!2.0", "2"), ("Go", "go1.21.3", "1"), ("Debian:12", "1:2.3-4", ""),
        ("npm", "latest", ""), ("Maven", "010.1", "10"),
    ],
)  # fmt: skip
def test_a_major_version_is_the_first_number_where_there_is_one(ecosystem, version, major):
    assert order_of(ecosystem).major(version) == major


@pytest.mark.parametrize(
    "version", ["1.0.0-alpha", "2.0rc1", "3.0b2", "1.0.dev1", "1.0-SNAPSHOT", "5.0.0-BETA1", "6.0-M2"]
)
def test_a_version_before_a_release_is_known(version):
    assert is_before_release(version)


@pytest.mark.parametrize(
    "version",
    [
        "1.0.0",
        "1.0.post1",
        "31.1-jre",
        "4.1.94.Final",
        "1.0.0+alpha.build",
        "2.36-9+deb12u4",
        "0.0.0-20220106171555-a1b2c3d4e5f6",
        "1.2.4-0.20220106171555-b1b2c3d4e5f6",
    ],
)
def test_a_release_is_no_version_before_one(version):
    assert not is_before_release(version)
