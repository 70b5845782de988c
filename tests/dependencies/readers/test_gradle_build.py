"""Build scripts of Gradle without a lock."""

import pytest

from dependencies.readers.laws import found, order_is_no_matter, reads_or_refuses
from holdfast.dependencies.readers.gradle_build import read
from holdfast.model.dependency import Scope

BLOCKS = (
    "    implementation 'com.google.guava:guava:31.1-jre'",
    '    api("com.acme:web:$webVersion")',
    '    testImplementation "junit:junit:${junit.version}"',
    "    runtimeOnly group: 'com.db', name: 'driver', version: '19.3'",
    '    compileOnly(group = "org.lombok", name = "lombok", version = "1.18")',
    "    implementation platform('io.boot:bom:3.0.0')",
    "    implementation libs.jackson.databind",
    "    implementation project(':core')",
    "    // implementation 'old:thing:1'",
    "    implementation fileTree(dir: 'libs')",
)


def script(blocks=BLOCKS):
    return "\n".join(("plugins { id 'java' }", 'def webVersion = "2.5"', "dependencies {", *blocks, "}"))


BESIDE = {"gradle.properties": "# comment = 1\njunit.version = 4.13\n"}


def test_coordinates_that_are_written_out_are_told():
    artefacts = found(read, "build.gradle", script(), BESIDE)
    assert {name: (one.line, one.scope) for name, one in artefacts.items()} == {
        "com.google.guava:guava@31.1-jre": (4, Scope.RUNTIME),
        "com.acme:web@2.5": (5, Scope.RUNTIME),
        "junit:junit@4.13": (6, Scope.DEVELOPMENT),
        "com.db:driver@19.3": (7, Scope.RUNTIME),
        "org.lombok:lombok@1.18": (8, Scope.OPTIONAL),
        "io.boot:bom@3.0.0": (9, Scope.RUNTIME),
    }


@pytest.mark.parametrize("written", ["'a:b'", "'a:b:1.+'", '"a:b:$unset"', "'a:b:[1,2)'"])
def test_a_version_that_is_not_written_out_is_a_problem(written):
    result = read.read("build.gradle", f"dependencies {{\n  implementation {written}\n}}".encode())
    assert [(one.name, one.version) for one in result.dependencies] == [("a:b", "")]
    assert [one.place for one in result.problems] == ["line 2"]


@pytest.mark.parametrize("written", ["deps.web", '"$all"', "'nonsense'", "name: 'x'"])
def test_a_declaration_that_is_not_written_out_is_a_problem(written):
    result = read.read("build.gradle.kts", f"implementation({written})".encode())
    assert result.dependencies == ()
    assert [one.place for one in result.problems] == ["line 1"]


@pytest.mark.parametrize(
    "line", ["api {", "compile = 3", "repositories 'x'", "runtimeClasspath.extendsFrom(x)"]
)
def test_other_lines_are_none_of_our_business(line):
    assert found(read, "build.gradle", line) == {}


def test_a_long_line_costs_no_time():
    assert read.read("build.gradle", b"implementation " + b"(" * 10**6).problems


test_hostile_scripts_are_read_or_refused = reads_or_refuses(read, "build.gradle", script(), BESIDE)
test_the_order_of_declarations_is_no_matter = order_is_no_matter(read, "build.gradle", BLOCKS, script, BESIDE)
