"""Facts about ecosystems and names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from holdfast.intel.advisories import Package
from holdfast.intel.ecosystems import ECOSYSTEMS, family, feed_of, from_purl, normal_name


@pytest.mark.parametrize(
    ("purl", "ecosystem", "name", "version"),
    [
        ("pkg:npm/%40babel/traverse@7.22.5", "npm", "@babel/traverse", "7.22.5"),
        ("pkg:npm/JSONStream@1.0.0", "npm", "jsonstream", "1.0.0"),
        ("pkg:pypi/Zope.Interface@5.0", "PyPI", "zope-interface", "5.0"),
        ("pkg:golang/github.com/Masterminds/vcs@v1.13.1", "Go", "github.com/Masterminds/vcs", "v1.13.1"),
        ("pkg:golang/stdlib@1.21.0", "Go", "stdlib", "1.21.0"),
        ("pkg:maven/org.slf4j/slf4j-api@1.7.0", "Maven", "org.slf4j:slf4j-api", "1.7.0"),
        ("pkg:nuget/Newtonsoft.Json@12.0.1", "NuGet", "newtonsoft.json", "12.0.1"),
        ("pkg:composer/Symfony/http-kernel@4.4.0", "Packagist", "symfony/http-kernel", "4.4.0"),
        ("pkg:cargo/smallvec@1.0.0", "crates.io", "smallvec", "1.0.0"),
        ("pkg:gem/rails@6.0.0", "RubyGems", "rails", "6.0.0"),
        ("pkg:deb/debian/libssl3@3.0-1?distro=debian-12&upstream=openssl", "Debian:12", "openssl", "3.0-1"),
        ("pkg:deb/debian/libc6@2-9?distro=debian-12.5&upstream=glibc%402-8", "Debian:12", "glibc", "2-8"),
        ("pkg:deb/ubuntu/curl@7.81.0-1?distro=ubuntu-22.04", "Ubuntu:22.04:LTS", "curl", "7.81.0-1"),
        ("pkg:deb/ubuntu/curl@8.5.0-2?distro=ubuntu-23.10", "Ubuntu:23.10", "curl", "8.5.0-2"),
        ("pkg:apk/alpine/busybox@1.36.1-r5?distro=alpine-3.20.3", "Alpine:v3.20", "busybox", "1.36.1-r5"),
        ("pkg:apk/wolfi/bash@5.2-r1?distro=wolfi-20230201", "Wolfi", "bash", "5.2-r1"),
        ("pkg:rpm/rocky/tar@1.34-6.el9?distro=rocky-9.3&epoch=2", "Rocky Linux:9", "tar", "2:1.34-6.el9"),
        ("pkg:rpm/rocky/libs@3?distro=rocky-9.3&upstream=openssl", "Rocky Linux:9", "openssl", "3"),
        ("pkg:rpm/almalinux/libs@3?distro=almalinux-9.3&upstream=openssl", "AlmaLinux:9", "libs", "3"),
        ("pkg:deb/debian/tar@1.34", "Debian", "tar", "1.34"),
    ],
)  # fmt: skip
def test_a_package_url_comes_to_osvs_words(purl, ecosystem, name, version):
    assert from_purl(purl) == Package(ecosystem, name, version)


@pytest.mark.parametrize("purl", ["", "axios@1.4.0", "pkg:generic/x@1", "pkg:deb/unknown/x@1", "pkg:npm/"])
def test_what_osv_cannot_know_is_none(purl):
    assert from_purl(purl) is None


@given(st.text(max_size=40))
def test_any_text_is_a_package_or_none(text):
    found = from_purl(f"pkg:npm/{text}")
    assert found is None or found.ecosystem == "npm"


@given(st.sampled_from(sorted(ECOSYSTEMS)), st.text(max_size=20))
def test_a_normal_name_stays_as_it_is(ecosystem, name):
    once = normal_name(ecosystem, name)
    assert normal_name(ecosystem, once) == once


def test_releases_share_a_feed():
    assert feed_of("Debian:12") == family("Debian:11") == "Debian"
