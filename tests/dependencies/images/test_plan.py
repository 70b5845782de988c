import json
from contextlib import ExitStack

import pytest
from hypothesis import HealthCheck, given, settings

from dependencies_laws import damaged
from holdfast.dependencies.images.plan import plan_of
from holdfast.dependencies.images.store import store_of
from holdfast.errors import ReportError
from saved_images import archive, digest, docker_archive, layer, oci_files

BOTTOM, TOP = layer({"a": b"1"}), layer({"b": b"2"})


@pytest.fixture
def plan(tmp_path):
    def read(content, **options):
        (tmp_path / "image.tar").write_bytes(content)
        with ExitStack() as stack:
            return plan_of(store_of(tmp_path / "image.tar", stack), **options)

    return read


def several(*platforms):
    """An index of one image for each platform."""
    files, manifests = {}, []
    for platform in platforms:
        one = oci_files(BOTTOM, platform=platform, user=json.dumps(platform))
        manifests += json.loads(one["index.json"])["manifests"]
        files |= one
    attestation = {"digest": digest(b""), "platform": {"os": "unknown", "architecture": "unknown"}}
    return files | {"index.json": json.dumps({"manifests": [*manifests, attestation]}).encode()}


AMD, ARM = {"os": "linux", "architecture": "amd64"}, {"os": "linux", "architecture": "arm64", "variant": "v8"}


def test_docker_names_layers_by_place_and_content(plan):
    found = plan(docker_archive(BOTTOM, TOP, user="app", health={"Test": ["CMD", "true"]}))
    assert [one.diff_id for one in found.layers] == [digest(BOTTOM), digest(TOP)]
    assert (found.start.user, found.start.health.test, found.names) == ("app", ["CMD", "true"], ("app:1",))
    assert (found.platform, found.is_docker) == ("linux/amd64", True)


def test_oci_names_blobs_besides(plan):
    found = plan(archive(oci_files(BOTTOM, TOP)))
    assert [one.diff_id for one in found.layers] == [digest(BOTTOM), digest(TOP)]
    assert all(one.path == f"blobs/{one.blob.replace(':', '/')}" for one in found.layers)
    assert not found.is_docker


@pytest.mark.parametrize(
    ("platforms", "wanted", "user"),
    [
        ((AMD, ARM), "", AMD),
        ((AMD, ARM), "linux/arm64", ARM),
        ((ARM,), "", ARM),
        ((None,), "linux/arm64", None),
    ],
)
def test_a_platform_is_chosen(plan, platforms, wanted, user):
    assert plan(archive(several(*platforms)), platform=wanted).start.user == json.dumps(user)


@pytest.mark.parametrize(
    ("platforms", "wanted"), [((AMD, ARM), "linux/s390x"), ((ARM,), "linux/amd64"), ((AMD, AMD), "")]
)
def test_nothing_is_chosen_at_random(plan, platforms, wanted):
    with pytest.raises(ReportError, match="images"):
        plan(archive(several(*platforms)), platform=wanted)


def test_an_index_may_name_an_index(plan):
    files = oci_files(BOTTOM)
    inner = files["index.json"]
    outer = {"manifests": [{"digest": digest(inner), "mediaType": "application/vnd.oci.image.index.v1+json"}]}
    files |= {f"blobs/{digest(inner).replace(':', '/')}": inner, "index.json": json.dumps(outer).encode()}
    assert len(plan(archive(files)).layers) == 1


def test_one_of_several_saved_images_is_chosen_by_its_tag(plan):
    one = {"Config": "x", "Layers": [], "RepoTags": ["a:1"]}
    data = archive({"manifest.json": json.dumps([one, one | {"RepoTags": ["b:1"]}]), "x": '{"rootfs": {}}'})
    with pytest.raises(ReportError, match="2 images") as caught:
        plan(data)
    assert caught.value.why == "their tags are: a:1, b:1"
    assert plan(data, tag="b:1").names == ("b:1",)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda files: {path: b"{}" if path.startswith("blobs") else data for path, data in files.items()},
        lambda files: {path: data for path, data in files.items() if path == "index.json"},
        lambda files: files | {"index.json": b'{"manifests": [{"digest": "sha256:../../etc/passwd"}]}'},
        lambda files: files | {"index.json": b'{"manifests": []}'},
        lambda files: {"readme": b"no image"},
    ],
)
def test_an_image_that_is_not_what_it_says_is_refused(plan, spoil):
    with pytest.raises(ReportError):
        plan(archive(spoil(oci_files(BOTTOM))))


def test_an_image_with_fewer_layers_than_it_says_is_refused(plan):
    name = "c" * 5
    config = json.dumps({"rootfs": {"diff_ids": [digest(BOTTOM)]}})
    with pytest.raises(ReportError, match="contradicts"):
        plan(archive({"manifest.json": json.dumps([{"Config": name, "Layers": []}]), name: config}))


@given(data=damaged(docker_archive(BOTTOM)) | damaged(archive(oci_files(BOTTOM))))
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_damaged_image_gives_a_plan_or_an_error(plan, data):
    try:
        plan(data)
    except ReportError:
        return


def test_an_image_for_another_platform_than_the_one_asked_for_is_refused(plan):
    assert plan(docker_archive(BOTTOM), platform="linux/amd64").platform == "linux/amd64"
    with pytest.raises(ReportError, match="not for linux/arm64"):
        plan(docker_archive(BOTTOM), platform="linux/arm64")


@pytest.mark.parametrize("key", ["io.containerd.image.name", "org.opencontainers.image.ref.name"])
def test_one_of_several_images_of_an_index_is_chosen_by_its_name(plan, key):
    one, two = (json.loads(oci_files(BOTTOM, user=name)["index.json"])["manifests"][0] for name in "ab")
    index = {"manifests": [one | {"annotations": {key: "a:1"}}, two | {"annotations": {key: "b:1"}}]}
    files = (
        oci_files(BOTTOM, user="a") | oci_files(BOTTOM, user="b") | {"index.json": json.dumps(index).encode()}
    )
    found = plan(archive(files), tag="b:1")
    assert (found.start.user, found.names) == ("b", ("b:1",))
    with pytest.raises(ReportError):
        plan(archive(files))
