"""Package URLs from the words of scanners."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from packageurl import PackageURL

from holdfast.kit.packages import ECOSYSTEMS, checked_purl, package_name, package_url, package_version


@pytest.mark.parametrize(
    ("ecosystem", "name", "purl"),
    [
        ("npm", "@babel/traverse", "pkg:npm/%40babel/traverse@1"),
        ("yarn", "axios", "pkg:npm/axios@1"),
        ("PyPI", "Django_Thing", "pkg:pypi/django-thing@1"),
        ("Maven", "org.slf4j:slf4j-api", "pkg:maven/org.slf4j/slf4j-api@1"),
        ("Go", "golang.org/x/net", "pkg:golang/golang.org/x/net@1"),
        ("Packagist", "symfony/http-kernel", "pkg:composer/symfony/http-kernel@1"),
        ("crates.io", "openssl", "pkg:cargo/openssl@1"),
        ("Debian:12", "libc6", "pkg:deb/debian/libc6@1"),
        ("ubuntu:22.04", "libc6", "pkg:deb/ubuntu/libc6@1"),
        ("Alpine:v3.19", "libssl3", "pkg:apk/alpine/libssl3@1"),
        ("Red Hat Enterprise Linux", "bash", "pkg:rpm/redhat/bash@1"),
        ("centos 7", "bash", "pkg:rpm/centos/bash@1"),
        ("made-up", "x", ""),
        ("npm", "", ""),
        ("npm", " ", ""),
    ],
)
def test_a_scanner_s_word_gives_type_and_namespace(ecosystem: str, name: str, purl: str):
    assert package_url(ecosystem, name, "1") == purl


@given(st.sampled_from(sorted(ECOSYSTEMS)), st.text(max_size=20), st.text(max_size=10))
def test_what_comes_out_is_a_package_url_or_nothing(ecosystem: str, name: str, version: str):
    purl = package_url(ecosystem, name, version)

    assert not purl or PackageURL.from_string(purl).name


@given(st.text(max_size=40).map("pkg:".__add__) | st.text(max_size=40))
def test_whatever_a_report_calls_a_package_url_is_checked(text: str):
    checked = checked_purl(text)

    assert checked_purl(checked) == checked


def test_two_spellings_of_one_package_url_become_one():
    assert checked_purl("pkg:pypi/Django@3.2") == checked_purl("pkg:pypi/django@3.2") == "pkg:pypi/django@3.2"
    assert checked_purl("pkg:npm/@babel/traverse@7") == "pkg:npm/%40babel/traverse@7"
    assert checked_purl("npm/axios") == ""


@pytest.mark.parametrize("name", ["@babel/traverse", "axios"])
def test_the_name_comes_back_as_the_ecosystem_writes_it(name: str):
    assert package_name(package_url("npm", name, "1.0")) == name
    assert package_version(package_url("npm", name, "1.0")) == "1.0"


def test_a_maven_name_has_its_colon_and_a_debian_name_no_namespace():
    assert package_name("pkg:maven/org.slf4j/slf4j-api@1") == "org.slf4j:slf4j-api"
    assert package_name("pkg:deb/debian/libc6@2.36") == "libc6"
    assert package_name("nonsense") == package_version("nonsense") == ""


@given(
    st.sampled_from(("npm", "pypi", "cargo", "gem")),
    st.text(alphabet="abz09-._@/AZ", max_size=12),
    st.text(alphabet="abz09-._+!~AZ", max_size=10),
)
def test_the_short_way_for_plain_names_agrees_with_packageurl(kind: str, name: str, version: str):
    namespace, _, last = name.rpartition("/") if kind == "npm" else ("", "", name)
    try:
        expected = PackageURL(kind, namespace or None, last, version or None).to_string() if name else ""
    except (ValueError, TypeError):
        expected = ""
    assert package_url(kind, name, version) == expected
