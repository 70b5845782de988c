"""pom.xml."""

import pytest

from dependencies.readers.laws import found, neighbours, order_is_no_matter, reads_or_refuses
from holdfast.dependencies.readers.pom import read
from holdfast.errors import ReportError
from holdfast.model.dependency import Scope


def dependency(name, version="", *rest):
    group, artifact = name.split(":")
    tags = [f"<groupId>{group}</groupId><artifactId>{artifact}</artifactId>", *rest]
    if version:
        tags.append(f"<version>{version}</version>")
    return f"<dependency>{''.join(tags)}</dependency>"


BLOCKS = (
    dependency("org.slf4j:slf4j-api", "${slf4j}"),
    dependency("${project.groupId}:shop-core", "${project.version}"),
    dependency("com.h2:h2", "", "<scope>test</scope>"),
    dependency("org.jackson:databind"),
    dependency("javax:servlet", "[4.0.1]", "<scope>provided</scope>"),
    dependency("a.b:optional", "1", "<optional>true</optional>"),
)
PROFILES = f"""<profiles>
  <profile><id>oracle</id><properties><driver>19</driver></properties>
    <dependencies>{dependency("com.db:driver", "${driver}")}</dependencies></profile>
  <profile><activation><activeByDefault>true</activeByDefault></activation>
    <properties><slf4j>2.0.0</slf4j></properties>
    <dependencies>{dependency("com.db:embedded", "1.5")}</dependencies></profile>
</profiles>"""
PARENT = f"""<project xmlns="http://maven.apache.org/POM/4.0.0">
  <groupId>com.acme</groupId><artifactId>parent</artifactId><version>7.1</version>
  <properties><jackson>2.13.${{minor}}</jackson><minor>4</minor><slf4j>1.7.30</slf4j></properties>
  <dependencyManagement><dependencies>
    {dependency("org.jackson:databind", "${jackson}")}{dependency("com.h2:h2", "2.1.210")}
  </dependencies></dependencyManagement>
</project>"""
BESIDE = {"../pom.xml": PARENT}


def pom(blocks=BLOCKS, rest=PROFILES):
    return f"""<?xml version="1.0"?>
<project xmlns="http://maven.apache.org/POM/4.0.0">
<parent><groupId>com.acme</groupId><artifactId>parent</artifactId><version>7.1</version></parent>
<artifactId>shop</artifactId>
<dependencies>
{chr(10).join(blocks)}
</dependencies>
{rest}
</project>"""


def test_versions_are_found_in_properties_parents_and_managed_dependencies():
    packages = found(read, "app/pom.xml", pom(), BESIDE)
    assert {name: (one.scope, one.line) for name, one in packages.items()} == {
        "org.slf4j:slf4j-api@2.0.0": (Scope.RUNTIME, 6),
        "com.acme:shop-core@7.1": (Scope.RUNTIME, 7),
        "com.h2:h2@2.1.210": (Scope.DEVELOPMENT, 8),
        "org.jackson:databind@2.13.4": (Scope.RUNTIME, 9),
        "javax:servlet@4.0.1": (Scope.OPTIONAL, 10),
        "a.b:optional@1": (Scope.OPTIONAL, 11),
        "com.db:driver@19": (Scope.OPTIONAL, 15),
        "com.db:embedded@1.5": (Scope.RUNTIME, 18),
    }
    assert packages["org.jackson:databind@2.13.4"].purl == "pkg:maven/org.jackson/databind@2.13.4"


def test_without_an_active_profile_the_nearest_file_wins():
    packages = found(read, "app/pom.xml", pom(rest="<properties><slf4j>1.8</slf4j></properties>"), BESIDE)
    assert "org.slf4j:slf4j-api@1.8" in packages


@pytest.mark.parametrize("version", ["", "${unset}", "[1,2)", "LATEST", "(,1]"])
def test_a_version_that_cannot_be_told_is_a_problem(version):
    result = read.read("pom.xml", pom((dependency("a:b", version),), "").encode(), neighbours(BESIDE))
    assert [(one.name, one.version) for one in result.dependencies] == [("a:b", "")]
    assert [one.place for one in result.problems] == ["a:b"]


def test_the_problem_names_the_bill_of_materials_that_would_know():
    bom = dependency("io.boot:bom", "3.1", "<type>pom</type><scope>import</scope>")
    rest = f"<dependencyManagement><dependencies>{bom}</dependencies></dependencyManagement>"
    (problem,) = read.read("pom.xml", pom((dependency("io.boot:web"),), rest).encode()).problems
    assert "io.boot:bom:3.1" in problem.why
    assert "com.acme:parent:7.1" in problem.why


def test_profiles_without_end_are_cut_and_stated():
    result = read.read("pom.xml", pom((), f"<profiles>{'<profile/>' * 101}</profiles>").encode())
    assert [one.place for one in result.problems] == ["profiles"]


def test_a_dependency_without_a_name_is_a_problem():
    assert read.read("pom.xml", pom(("<dependency/>",), "").encode()).problems


@pytest.mark.parametrize("text", ["", "<other/>", "<project>"])
def test_what_is_no_pom_is_refused(text):
    with pytest.raises(ReportError):
        read.read("pom.xml", text.encode())


def test_entities_are_refused():
    bomb = '<!DOCTYPE p [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><project>&b;</project>'
    with pytest.raises(ReportError):
        read.read("pom.xml", bomb.encode())


test_hostile_files_are_read_or_refused = reads_or_refuses(read, "app/pom.xml", pom(), BESIDE)
test_the_order_of_dependencies_is_no_matter = order_is_no_matter(read, "app/pom.xml", BLOCKS, pom, BESIDE)
