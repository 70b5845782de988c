import pytest

import saved_images
from dependencies_laws import reads_or_refuses
from holdfast.dependencies.installed.kinds import LANGUAGES, Stored, installed_in
from holdfast.errors import TreeError

SAMPLES = {
    "python": ("a-1.dist-info/METADATA", saved_images.wheel("a", "1.0")),
    "node": ("node_modules/a/package.json", saved_images.node("a", "1.0.0")),
    "ruby": (
        "specifications/a-1.0.gemspec",
        b'  s.name = "a".freeze\n  s.version = "1.0"\n  s.licenses = ["MIT"]\n',
    ),
    "java": ("lib/a-1.0.jar", saved_images.jar(saved_images.MAVEN)),
    "php": ("vendor/composer/installed.json", b'{"packages": [{"name": "a/b", "version": "v1.0"}]}'),
    "dotnet": ("app/a.deps.json", b'{"libraries": {"A/1.0": {"type": "package"}}}'),
    "go": ("bin/a", saved_images.go_program(["dep\texample.com/a\tv1.0.0\th1:"])),
    "rust": ("bin/b", saved_images.rust_program([{"name": "a", "version": "1.0"}])),
}


def record_of(path, data):
    return LANGUAGES.named(path) or LANGUAGES.begun(path, data[:4])


def stored(path, data, *, is_executable=False, size=None):
    size = len(data) if size is None else size
    return Stored(path=path, size_bytes=size, is_executable=is_executable, content=lambda most: data[:most])


for name, (path, sample) in SAMPLES.items():
    globals()[f"test_any_bytes_give_packages_or_an_error_{name}"] = reads_or_refuses(
        record_of(path, sample), path, sample
    )


@pytest.mark.parametrize("name", SAMPLES)
def test_each_kind_is_found_among_others(name):
    path, data = SAMPLES[name]
    found = installed_in([stored("README", b"hello"), stored(path, data, is_executable=True)])
    assert [one.manifest for one in found.dependencies].count(path) == len(found.dependencies) > 0
    assert found.read == (path,)
    assert found.is_complete


def test_a_program_counts_only_if_it_may_be_run():
    path, data = SAMPLES["go"]
    assert installed_in([stored(path, data)]).dependencies == ()


def test_what_cannot_be_read_is_named():
    def refuse(_):
        raise TreeError("b is locked", "no right", "")

    closed = Stored(path="node_modules/b/package.json", size_bytes=1, is_executable=False, content=refuse)
    large = stored("node_modules/c/package.json", b"{}", size=2**30)
    found = installed_in([closed, large, stored("node_modules/d/package.json", b"{")])
    assert [one.path[13] for one in found.unread] == ["b", "c", "d"]
    assert found.unread[0].why == "b is locked: no right"
