from pathlib import Path

import pytest

import saved_images
from dependencies_laws import reads, reads_or_refuses
from holdfast.dependencies.images.systems.dpkg import DATABASES, STATUS

STATUS_OF, FILES_OF = DATABASES
SAMPLE = saved_images.dpkg(
    ("libc6", "2.36-9", "glibc"), ("zlib1g", "1:1.2.13", "zlib (1:1.2.11)"), ("curl", "7.88")
)
HERE = Path("/var/lib/dpkg/status")

test_any_bytes_give_packages_or_an_error = reads_or_refuses(STATUS_OF.record, STATUS, SAMPLE)


def test_packages_stand_with_their_sources():
    assert [one.purl for one in reads(STATUS_OF.record, STATUS, SAMPLE)] == [
        "pkg:deb/libc6@2.36-9?arch=amd64&upstream=glibc",
        "pkg:deb/zlib1g@1:1.2.13?arch=amd64&upstream=zlib%401:1.2.11",
        "pkg:deb/curl@7.88?arch=amd64",
    ]


def test_removed_packages_that_left_their_settings_are_not_there():
    gone = SAMPLE.replace(b"Status: install ok installed", b"Status: deinstall ok config-files", 1)
    assert [one.name for one in reads(STATUS_OF.record, STATUS, gone)] == ["zlib1g", "curl"]


def test_images_without_dpkg_have_a_file_for_each_package():
    text = "Package: tzdata\nVersion: 2024a\nArchitecture: all\n"
    path = "var/lib/dpkg/status.d/tzdata"
    assert [str(one) for one in reads(STATUS_OF.record, path, text)] == ["tzdata@2024a"]
    assert STATUS_OF.record.wants(path)
    assert not STATUS_OF.record.wants(f"{path}.md5sums")
    assert FILES_OF.record.wants(f"{path}.md5sums")


def test_a_package_without_a_version_is_stated_with_its_line():
    read = STATUS_OF.record.read(STATUS, SAMPLE + b"Package: odd\nStatus: install ok installed\n")
    assert [one.place for one in read.problems] == [f"line {SAMPLE.count(bytes([10])) + 1}"]


def test_the_files_of_packages_are_known():
    assert list(FILES_OF.owns(b"/.\n/usr\n/usr/lib/x y\n")) == [".", "usr", "usr/lib/x y"]
    assert list(FILES_OF.owns(b"d41d8cd98f00b204e9800998ecf8427e  usr/lib/x\n")) == ["usr/lib/x"]


@pytest.mark.skipif(not HERE.exists(), reason="this machine has no dpkg")
def test_the_database_of_this_machine_is_read_in_full():
    data = HERE.read_bytes()
    found = reads(STATUS_OF.record, STATUS, data)
    assert len(found) == data.count(b"\nStatus: install ok installed\n") > 10
