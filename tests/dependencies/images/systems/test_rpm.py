import pytest

from dependencies_laws import reads
from holdfast.dependencies.images.systems.rpm import DATABASES
from holdfast.errors import ReportError
from saved_images import rpm_header, rpm_ndb, rpm_sqlite

DATABASE, LOG = DATABASES
PATH = "var/lib/rpm/rpmdb.sqlite"
BASH = rpm_header(
    "bash", "5.1.8", "6.el9", "bash-5.1.8-6.el9.src.rpm", epoch=1, files=["/usr/bin/bash", "/etc/bashrc"]
)
LIBS = rpm_header("openssl-libs", "3.0.7", "1.el9", "openssl-3.0.7-1.el9.src.rpm")


def test_packages_stand_with_epoch_source_and_licence():
    found = reads(DATABASE.record, PATH, rpm_sqlite(BASH, LIBS, rpm_header("gpg-pubkey", "1", "2")))
    assert [(one.purl, one.version, one.licence) for one in found] == [
        ("pkg:rpm/bash@5.1.8-6.el9?arch=x86_64&epoch=1", "1:5.1.8-6.el9", "MIT"),
        ("pkg:rpm/openssl-libs@3.0.7-1.el9?arch=x86_64&upstream=openssl", "3.0.7-1.el9", "MIT"),
    ]


def test_a_damaged_header_is_stated_and_the_others_are_read():
    read = DATABASE.record.read(PATH, rpm_sqlite(b"\0\0", BASH, rpm_header("a", "1", "")))
    assert [one.name for one in read.dependencies] == ["bash"]
    assert [one.place for one in read.problems] == ["package 1", "package 3"]


def test_the_files_of_packages_are_known():
    assert list(DATABASE.owns(rpm_ndb(BASH, b"damaged", LIBS))) == ["usr/bin/bash", "etc/bashrc"]


def test_changes_beside_the_database_are_stated():
    assert LOG.record.wants(f"{PATH}-wal")
    assert len(LOG.record.read(f"{PATH}-wal", b"changes").problems) == 1
    assert LOG.record.read(f"{PATH}-wal", b"").problems == ()


def test_a_database_of_another_form_is_refused():
    with pytest.raises(ReportError, match="cannot be read"):
        DATABASE.record.read("var/lib/rpm/Packages", b"something else" * 100)
