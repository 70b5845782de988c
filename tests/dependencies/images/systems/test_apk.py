import saved_images
from dependencies_laws import reads, reads_or_refuses
from holdfast.dependencies.images.systems.apk import DATABASES, PATHS

[DATABASE] = DATABASES
SAMPLE = saved_images.apk(
    ("musl", "1.2.5-r0", "musl", "lib/ld"), ("libssl3", "3.3.0-r1", "openssl", "usr/lib/a", "b")
)

test_any_bytes_give_packages_or_an_error = reads_or_refuses(DATABASE.record, PATHS[0], SAMPLE)


def test_packages_stand_with_their_origin_and_licence():
    found = reads(DATABASE.record, PATHS[0], SAMPLE)
    assert [(one.purl, one.licence) for one in found] == [
        ("pkg:apk/musl@1.2.5-r0?arch=x86_64", "MIT"),
        ("pkg:apk/libssl3@3.3.0-r1?arch=x86_64&upstream=openssl", "MIT"),
    ]


def test_the_files_of_packages_are_known():
    assert list(DATABASE.owns(SAMPLE)) == ["lib/ld", "usr/lib/a", "b"]


def test_a_package_without_a_version_is_stated():
    assert [one.place for one in DATABASE.record.read(PATHS[0], b"C:x\n\nP:a\n").problems] == [
        "line 1",
        "line 3",
    ]
