"""References of images and calls of docker run are understood."""

import pytest

from holdfast.scan.pipelines.containers import container_run, is_moving, repository_of
from holdfast.scan.pipelines.shell import read_shell


def run(text):
    return container_run(read_shell(text)[0])


def test_options_end_where_the_image_begins():
    found = run(
        'docker run -it --rm -e A=b -v"$PWD:/x" --name app --net=host -p8080:80 repo/app:1 serve --port 80'
    )
    assert (found.image, found.words, found.repository) == (
        "repo/app:1",
        ("serve", "--port", "80"),
        "repo/app",
    )
    assert (found.values("--name"), found.values("--net"), found.values("-p")) == (
        ["app"],
        ["host"],
        ["8080:80"],
    )


@pytest.mark.parametrize("text", ["docker build .", "docker run", "docker run --rm", "ls -l x"])
def test_what_starts_no_container_is_none(text):
    assert run(text) is None


@pytest.mark.parametrize(
    ("image", "expected"),
    [
        ("node", True),
        ("node:latest", True),
        ("registry.example:5000/app", True),
        ("node:22", False),
        ("node@sha256:11", False),
        ("$IMAGE", False),
        ("app:${TAG}", False),
        ("scratch", False),
    ],
)
def test_an_image_moves_without_a_version(image, expected):
    assert is_moving(image) is expected


def test_the_repository_is_without_tag_digest_and_default_registry():
    assert repository_of("docker.io/library/node:22@sha256:11") == "node"
    assert repository_of("registry.example:5000/a/b:1") == "registry.example:5000/a/b"
