"""The program of the scanner of images, on images made here."""

import json
import zipfile
from datetime import UTC, datetime, timedelta

import pytest

import saved_images
from holdfast.intel.database import FILE
from holdfast.intel.feeds import FeedKind
from holdfast.intel.index import FeedFile, build
from holdfast.kit.clock import SystemClock
from holdfast.model.category import Category
from holdfast.scan.engine import Assignment
from holdfast.scan.engines.image import examine
from saved_images import DEBIAN, digest, docker_archive, layer, oci_files

WEAK = {
    "id": "DEBIAN-CVE-2024-0001",
    "modified": "2026-11-20T00:00:00Z",
    "aliases": ["CVE-2024-0001"],
    "summary": "glibc does what it should not",
    "affected": [
        {
            "package": {"ecosystem": "Debian:12", "name": "glibc"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "2.36-9+deb12u4"}]}],
        }
    ],
}
FILES = {"etc/os-release": DEBIAN, "var/lib/dpkg/status": saved_images.dpkg(("libc6", "2.36-9", "glibc"))}
LONE = {"etc/os-release": DEBIAN, "a-1.dist-info/METADATA": saved_images.wheel("a", "1")}
LARGE = FILES | {"lib/apk/db/installed": bytes(70 * 2**20)}
HEALTHY = {"user": "1000:1000", "health": {"Test": ["CMD", "true"]}}


@pytest.fixture(scope="module")
def advisories(tmp_path_factory):
    folder = tmp_path_factory.mktemp("advisories")
    with zipfile.ZipFile(folder / "all.zip", "w") as packed:
        packed.writestr("one.json", json.dumps(WEAK))
    now = SystemClock().now()
    feed = FeedFile(
        name="Debian", kind=FeedKind.OSV, path=folder / "all.zip", source="ours", fetched=now, as_of=now
    )
    build(folder / FILE, [feed], datetime.now(UTC))
    return folder


@pytest.fixture
def examined(tmp_path, advisories):
    def of(content, **options):
        (tmp_path / "app.tar").write_bytes(content)
        image = str(tmp_path / "app.tar")
        days = timedelta(days=7)
        return examine(
            Assignment(root=tmp_path, image=image, advisories=advisories, max_age=days, options=options)
        )

    return of


def test_a_weak_package_is_found_with_its_layer(examined):
    report = examined(docker_archive(layer(FILES), **HEALTHY))
    [one] = report.findings
    assert (one.tool, one.category, one.rule, str(one.component)) == (
        "image", Category.CONTAINER, "CVE-2024-0001", "libc6@2.36-9",
    )  # fmt: skip
    assert one.component.layer == digest(layer(FILES))
    assert one.component.upgrade_to == "2.36-9+deb12u4"
    assert (report.inputs.examined, report.inputs.unit, report.failures) == (1, "package", ())


@pytest.mark.parametrize(
    ("start", "rules"),
    [
        (HEALTHY, []),
        (HEALTHY | {"user": ""}, ["image-runs-as-root"]),
        (HEALTHY | {"user": "0:0"}, ["image-runs-as-root"]),
        (HEALTHY | {"health": {"Test": ["NONE"]}}, ["image-without-health-check"]),
        ({}, ["image-runs-as-root", "image-without-health-check"]),
    ],
)
def test_how_a_container_starts_is_looked_at(examined, start, rules):
    report = examined(docker_archive(layer(FILES), **start))
    assert [one.rule for one in report.findings[1:]] == rules


def test_only_docker_has_health_checks(examined):
    report = examined(saved_images.archive(oci_files(layer(FILES), user="app")))
    assert [one.rule for one in report.findings] == ["CVE-2024-0001"]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"no image at all" * 50, "The archive is no tar"),
        (docker_archive(layer({"a": b""})), "no record of any package was found in it"),
        (
            docker_archive(layer(LONE)),
            "it was made from debian-12, but has no database of its packages",
        ),
        (docker_archive(layer(LARGE)), "lib/apk/db/installed: it has"),
        (docker_archive(layer(FILES), pack=lambda _: b"\x28\xb5\x2f\xfd"), "layer 1 (sha256:"),
    ],
    ids=["no image", "nothing known", "no database", "unread", "zstd"],
)
def test_what_is_not_known_leaves_no_verdict(examined, content, why):
    assert any(one.startswith(why) for one in examined(content).failures)


def test_an_unknown_option_is_a_failure(examined):
    report = examined(docker_archive(layer(FILES)), plattform="linux/arm64")
    assert report.failures == ("there is no option 'plattform'; known are platform, tag",)


def test_without_a_database_the_packages_are_listed(tmp_path):
    (tmp_path / "app.tar").write_bytes(docker_archive(layer(FILES)))
    report = examine(Assignment(root=tmp_path, image=str(tmp_path / "app.tar")))
    assert report.failures == ("no database of advisories was named",)
    assert [str(one) for one in report.dependencies] == ["libc6@2.36-9"]
