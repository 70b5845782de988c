"""The version catalogue of a Gradle build."""

import pytest

from dependencies.readers.laws import found, order_is_no_matter, reads_or_refuses
from holdfast.dependencies.readers.gradle_catalog import read
from holdfast.errors import ReportError
from holdfast.model.dependency import Scope

BLOCKS = (
    'guava = "com.google.guava:guava:31.1-jre"',
    'jackson = { module = "com.acme:databind", version.ref = "jackson" }',
    'rich = { group = "com.acme", name = "rich", version = { strictly = "1.2", prefer = "1.3" } }',
)


def catalogue(blocks=BLOCKS):
    libraries = "\n".join(blocks)
    return f"""[versions]
jackson = {{ require = "2.13.4" }}
[libraries]
{libraries}
[plugins]
boot = {{ id = "org.boot", version = "2.7.0" }}
"""


def test_libraries_and_plugins_are_told():
    libraries = found(read, "gradle/libs.versions.toml", catalogue())
    assert {name: (one.line, one.scope) for name, one in libraries.items()} == {
        "com.google.guava:guava@31.1-jre": (4, Scope.RUNTIME),
        "com.acme:databind@2.13.4": (5, Scope.RUNTIME),
        "com.acme:rich@1.2": (6, Scope.RUNTIME),
        "org.boot:org.boot.gradle.plugin@2.7.0": (8, Scope.DEVELOPMENT),
    }


@pytest.mark.parametrize(
    "library",
    ['{ module = "a:b" }', '{ module = "a:b", version.ref = "none" }', '{ module = "a:b", version = "1.+" }'],
)
def test_a_version_that_cannot_be_told_is_a_problem(library):
    result = read.read("libs.versions.toml", catalogue((f"x = {library}",)).encode())
    assert [one.place for one in result.problems] == ["libraries.x"]
    assert str(result.dependencies[0]) == "a:b"


@pytest.mark.parametrize("library", ["3", '"a"', '{ module = "a" }', "{ group = 1 }"])
def test_a_library_without_a_name_is_a_problem(library):
    result = read.read("libs.versions.toml", catalogue((f"x = {library}",)).encode())
    assert [one.place for one in result.problems] == ["libraries.x"]


def test_a_plugin_may_be_one_text():
    assert list(found(read, "x.versions.toml", '[plugins]\na = "p.q:1"')) == ["p.q:p.q.gradle.plugin@1"]


def test_what_is_no_catalogue_is_refused():
    with pytest.raises(ReportError):
        read.read("libs.versions.toml", b"a = 1")


test_hostile_files_are_read_or_refused = reads_or_refuses(read, "libs.versions.toml", catalogue())
test_the_order_of_libraries_is_no_matter = order_is_no_matter(read, "libs.versions.toml", BLOCKS, catalogue)
