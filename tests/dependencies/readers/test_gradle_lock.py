"""Lock files of Gradle."""

import pytest

from dependencies.readers.laws import found, order_is_no_matter, reads_or_refuses
from holdfast.dependencies.readers.gradle_lock import read
from holdfast.errors import ReportError
from holdfast.model.dependency import Scope

LINES = (
    "# This file is expected to be part of source control.",
    "com.google.guava:guava:31.1-jre=compileClasspath,runtimeClasspath,testRuntimeClasspath",
    "junit:junit:4.13.2=testCompileClasspath,testRuntimeClasspath",
    "org.mapstruct:processor:1.5.3=annotationProcessor",
    "empty=kapt",
)
LOCK = "\n".join(LINES)


def test_configurations_tell_the_scope():
    artefacts = found(read, "gradle.lockfile", LOCK)
    assert [(one.purl, one.line, one.scope, one.is_direct) for one in artefacts.values()] == [
        ("pkg:maven/com.google.guava/guava@31.1-jre", 2, Scope.RUNTIME, None),
        ("pkg:maven/junit/junit@4.13.2", 3, Scope.DEVELOPMENT, None),
        ("pkg:maven/org.mapstruct/processor@1.5.3", 4, Scope.DEVELOPMENT, None),
    ]


@pytest.mark.parametrize(
    ("path", "scope"),
    [
        ("gradle/dependency-locks/runtimeClasspath.lockfile", Scope.RUNTIME),
        ("app/gradle/dependency-locks/testRuntimeClasspath.lockfile", Scope.DEVELOPMENT),
        ("buildscript-gradle.lockfile", Scope.DEVELOPMENT),
    ],
)
def test_the_name_of_the_file_tells_the_scope_too(path, scope):
    assert read.wants(path)
    assert [one.scope for one in found(read, path, "a:b:1\n").values()] == [scope]


def test_an_odd_line_is_a_problem():
    assert [one.place for one in read.read("gradle.lockfile", b"a:b:1=x\nodd\n").problems] == ["line 2"]


def test_what_has_no_line_of_a_lock_is_refused():
    with pytest.raises(ReportError):
        read.read("gradle.lockfile", b"hello")


test_hostile_locks_are_read_or_refused = reads_or_refuses(read, "gradle.lockfile", LOCK)
test_the_order_of_lines_is_no_matter = order_is_no_matter(read, "gradle.lockfile", LINES, "\n".join)
