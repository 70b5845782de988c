import gzip
import json

import pytest

import saved_images
from holdfast.dependencies.images.contents import read_image
from holdfast.errors import ReportError
from saved_images import ALPINE, DEBIAN, ROCKY, archive, digest, docker_archive, layer, oci_files

STATUS = "var/lib/dpkg/status"
SITE = "usr/local/lib/python3.12/site-packages"
BOTTOM = layer(
    {"usr/lib/os-release": DEBIAN, STATUS: saved_images.dpkg(("libc6", "2.36-9", "glibc"), ("tar", "1.34"))}
)
MIDDLE = layer(
    {
        STATUS: saved_images.dpkg(("libc6", "2.36-9", "glibc"), ("curl", "7.88")),
        f"{SITE}/flask-2.0.0.dist-info/METADATA": saved_images.wheel("flask", "2.0.0"),
        "app/node_modules/left/package.json": saved_images.node("left", "1.0.0"),
    }
)
TOP = layer({"app/main.js": b""}, whiteouts=["app/node_modules/.wh.left"])


@pytest.fixture
def image(tmp_path):
    def read(content, **options):
        (tmp_path / "app.tar").write_bytes(content)
        return read_image(tmp_path / "app.tar", **options)

    return read


def brought(found):
    return {str(one): one.layer for one in found.dependencies}


EXPECTED = {"libc6@2.36-9": digest(BOTTOM), "curl@7.88": digest(MIDDLE), "flask@2.0.0": digest(MIDDLE)}


@pytest.mark.parametrize(
    "saved",
    [
        docker_archive(BOTTOM, MIDDLE, TOP),
        docker_archive(BOTTOM, MIDDLE, TOP, pack=gzip.compress),
        gzip.compress(docker_archive(BOTTOM, MIDDLE, TOP)),
        archive(oci_files(BOTTOM, MIDDLE, TOP)),
        archive(oci_files(BOTTOM, MIDDLE, TOP, pack=bytes)),
    ],
    ids=["docker", "docker, packed layers", "docker, packed", "oci", "oci, plain layers"],
)
def test_the_final_file_system_counts_and_each_layer_is_named(image, saved):
    found = image(saved)
    assert brought(found) == EXPECTED
    assert (found.problems, found.unread, found.failures, str(found.distribution)) == (
        (),
        (),
        (),
        "debian-12",
    )
    assert found.dependencies[-1].purl == "pkg:deb/debian/curl@7.88?arch=amd64&distro=debian-12"


def test_a_folder_in_the_layout_of_oci_is_read(tmp_path):
    for path, data in oci_files(BOTTOM, MIDDLE, TOP).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    assert brought(read_image(tmp_path)) == EXPECTED


def test_what_the_distribution_ships_is_its_own_package_only(image):
    shipped = "usr/lib/python3/dist-packages/yaml-6.dist-info/METADATA"
    files = {
        STATUS: saved_images.dpkg(("python3-yaml", "6.0-3")),
        "var/lib/dpkg/info/python3-yaml.list": f"/{shipped}\n".encode(),
        shipped: saved_images.wheel("PyYAML", "6.0"),
        f"{SITE}/PyYAML-6.0.1.dist-info/METADATA": saved_images.wheel("PyYAML", "6.0.1"),
    }
    assert {*brought(image(docker_archive(layer(files))))} == {"python3-yaml@6.0-3", "PyYAML@6.0.1"}


def test_packages_of_other_distributions_are_read(image):
    apk = {
        "etc/os-release": ALPINE,
        "lib/apk/db/installed": saved_images.apk(("libssl3", "3.3.0-r1", "openssl")),
    }
    [one] = image(docker_archive(layer(apk))).dependencies
    assert one.purl == "pkg:apk/alpine/libssl3@3.3.0-r1?arch=x86_64&distro=alpine-3.20.3&upstream=openssl"
    header = saved_images.rpm_header("bash", "5.1", "6.el9")
    rpm = {"etc/os-release": ROCKY, "var/lib/rpm/rpmdb.sqlite": saved_images.rpm_sqlite(header)}
    [one] = image(docker_archive(layer(rpm))).dependencies
    assert one.purl == "pkg:rpm/rocky/bash@5.1-6.el9?arch=x86_64&distro=rocky-9.3"


def lock(**packages):
    entries = {
        f"node_modules/{name}": {"version": version, "dev": name.startswith("dev")}
        for name, version in packages.items()
    }
    return json.dumps({"lockfileVersion": 3, "packages": {"": {}} | entries}).encode()


def test_a_lock_file_counts_where_nothing_of_it_is_installed(image):
    bundle = {"app/package-lock.json": lock(left="1.0.0", right="2.0.0", dev="1.0.0")}
    found = image(docker_archive(layer(bundle)))
    assert brought(found) == dict.fromkeys(("left@1.0.0", "right@2.0.0"), digest(layer(bundle)))
    there = layer(bundle | {"app/node_modules/left/package.json": saved_images.node("left", "1.0.0")})
    assert {*brought(image(docker_archive(there)))} == {"left@1.0.0"}


def test_lock_files_of_packages_say_nothing_of_the_image(image):
    files = {
        f"{folder}/a/package-lock.json": lock(left="1.0.0") for folder in ("node_modules", SITE, "x/vendor")
    }
    assert image(docker_archive(layer(files))).dependencies == ()


@pytest.mark.parametrize("spoiled", [b"\x28\xb5\x2f\xfd zstd", TOP[:700], layer({"other": b""})])
def test_a_layer_that_cannot_be_read_is_a_failure_and_the_others_are_read(image, spoiled):
    found = image(docker_archive(BOTTOM, TOP, pack=lambda data: spoiled if data == TOP else data))
    assert {*brought(found)} == {"libc6@2.36-9", "tar@1.34"}
    assert [one.partition(":")[0] for one in found.failures] == ["layer 2 (sha256"]


def test_a_database_that_cannot_be_read_is_named(image):
    found = image(docker_archive(layer({"var/lib/rpm/Packages": b"not a database" * 100})))
    assert [one.path for one in found.unread] == ["var/lib/rpm/Packages"]


def test_names_that_lead_out_are_stated(image):
    found = image(docker_archive(layer({"../etc/passwd": b"x"})))
    assert [one.why for one in found.problems] == ["1 names lead out of the image, and were passed over"]


def test_what_is_no_image_is_refused(image):
    for content in (b"", b"text" * 500, archive({"a": b""})):
        with pytest.raises(ReportError):
            image(content)
