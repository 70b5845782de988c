import pytest

from holdfast.dependencies.images.distribution import Distribution
from holdfast.dependencies.images.systems.database import system_package
from holdfast.dependencies.installed.record import installed
from saved_images import ALPINE, DEBIAN, ROCKY


@pytest.mark.parametrize(
    ("text", "kind", "purl"),
    [
        (DEBIAN, "deb", "pkg:deb/debian/a@1?distro=debian-12"),
        (ALPINE, "apk", "pkg:apk/alpine/a@1?distro=alpine-3.20.3"),
        (ROCKY, "rpm", "pkg:rpm/rocky/a@1?distro=rocky-9.3"),
        (b"ID=rhel\nVERSION_ID='9.3'\n", "rpm", "pkg:rpm/redhat/a@1?distro=rhel-9.3"),
        (b"ID=wolfi\n", "apk", "pkg:apk/wolfi/a@1?distro=wolfi"),
        (b"\xff\0 junk", "deb", "pkg:deb/debian/a@1"),
    ],
)
def test_a_package_is_completed_with_its_distribution(text, kind, purl):
    assert Distribution.of(text).completed(system_package(kind, "a", "1")).purl == purl


def test_a_package_of_a_language_stays_as_it_is():
    one = installed("pypi", "a", "1")
    assert Distribution.of(DEBIAN).completed(one) is one
